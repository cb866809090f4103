/// The type and the attributes of a node or mark in JSON, where nothing is taken that the schema does not know.
struct DocumentAttributes {
    let type: String
    private let members: [JSONValue.Member]

    init(of json: JSONValue) throws(DocumentFault) {
        guard let type = json.member("type")?.asString else { throw .unreadable("has a node without a type") }
        self.type = type
        switch json.member("attrs") {
        case nil, .null?: members = []
        case .object(let members)?: self.members = members
        default: throw .unreadable("has attributes that are no object")
        }
    }

    subscript(name: String) -> JSONValue? { members.first { $0.key == name }?.value }

    /// Refuses attributes of other names: a client with another schema would keep what we lose.
    func allow(_ names: [String]) throws(DocumentFault) {
        if let other = members.first(where: { !names.contains($0.key) }) {
            throw .unreadable("has an attribute \(other.key.beginning(bytes: 40)) that a \(type) does not have")
        }
    }

    /// A whole number in a range.
    /// - Parameter usual: What it is where the attribute is left out.
    func integer(_ name: String, _ range: ClosedRange<Int>, usual: Int?) throws(DocumentFault) -> Int {
        guard let value = self[name] else {
            if let usual { return usual }
            throw .unreadable("lacks the attribute \(name)")
        }
        guard let number = value.asInteger, range.contains(number) else {
            throw .notAllowed("has a \(name) beyond \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
