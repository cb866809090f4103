import News

/// The fields of a form or a query, as browsers send them (`application/x-www-form-urlencoded`, WHATWG URL).
struct FormFields {
    private var fields: [(name: String, value: String)]

    /// More fields than any form of ours has.
    static let most = 400

    /// Nil where an escape is broken, a value is no UTF-8, or there are too many.
    init?(_ text: some StringProtocol) {
        var fields: [(name: String, value: String)] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = sides.first, let name = PercentEncoding.decode(first, plusIsSpace: true),
                fields.count < Self.most,
                let value = sides.count > 1 ? PercentEncoding.decode(sides[1], plusIsSpace: true) : ""
            else { return nil }
            fields.append((name, value))
        }
        self.fields = fields
    }

    init() { fields = [] }

    /// Fields that are read already.
    init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    /// The first value of that name; empty where there is none.
    subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    /// How many there are.
    var count: Int { fields.count }

    /// Puts a value behind those that are there.
    mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    /// All but those of some names, in their order.
    func besides(_ names: [String]) -> [(name: String, value: String)] { fields.filter { !names.contains($0.name) } }

    /// All values of that name, in their order.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The lines of the first value of that name, without blank ones.
    func lines(_ name: String) -> [String] {
        self[name].withLineFeeds.split(separator: "\n").map(String.init).filter { !$0.isBlank }
    }

    /// Whether there is a field of that name.
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}
