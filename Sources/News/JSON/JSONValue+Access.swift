extension JSONValue {
    /// The value of an object's member; nil if there is none, or this is no object.
    public func member(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, if this is one.
    public var asString: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    /// The whole number, if this is one that fits and is spelled as one.
    public var asInteger: Int? {
        if case .number(let spelling) = self { return Int(spelling) }
        return nil
    }

    /// The values of an array, if this is one.
    public var asArray: [JSONValue]? {
        if case .array(let values) = self { return values }
        return nil
    }

    /// The members of an object, if this is one.
    public var asObject: [Member]? {
        if case .object(let members) = self { return members }
        return nil
    }
}
