/// A value of JSON (RFC 8259): numbers keep their spelling, objects the order of their members.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it is spelled.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A member of an object.
    public struct Member: Hashable, Sendable {
        public let key: String
        public let value: JSONValue

        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue {
    /// An object without the members that have no value.
    public static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    /// A whole number.
    public static func integer(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }

    /// The text, or nil where it is empty, so that the member is left out.
    public static func text(unlessEmpty text: String) -> JSONValue? { text.isEmpty ? nil : .string(text) }
}

extension JSONValue: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self = .string(value)
    }
}
