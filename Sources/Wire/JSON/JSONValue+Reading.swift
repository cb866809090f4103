import News

extension JSONValue {
    /// The member of that name, or the same in lower case, as ninjs 1.x and 2.x wrote their names.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        if let member = members.first(where: { $0.key == key }) { return member.value }
        let lower = key.lowercased()
        return lower == key ? nil : members.first { $0.key == lower }?.value
    }

    var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    var members: [Member] {
        if case .object(let members) = self { return members }
        return []
    }

    /// The values of an array; a single value if the sender left the brackets out; none for null.
    var values: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null: []
        default: [self]
        }
    }

    /// A whole number that fits, however it is spelled: `4`, `4.0`; some senders write numbers as strings.
    var integer: Int? {
        switch self {
        case .number(let text), .string(let text):
            // No useful number is longer, and a very long one takes time to read.
            text.utf8.count <= 32 ? Int(text) ?? Double(text).flatMap(Int.init(exactly:)) : nil
        default: nil
        }
    }

    /// The first of these members that is a text and not blank.
    func text(_ keys: String...) -> String? {
        keys.lazy.compactMap { self[$0]?.string }.first { !$0.isBlank }
    }
}
