extension CopyText {
    /// A field beside the body that is kept by itself, as it is typed.
    public enum Field: String, Hashable, Sendable, CaseIterable {
        case headline, lead, section, genre, place, zone, language, tags, bylines, slug, related
    }

    /// What a field holds: a text, a list of names, or a list of names with roles.
    public subscript(field: Field) -> JSONValue {
        switch field {
        case .tags: .array(tags.map { .string($0) })
        case .related: .array(related.map { .string($0) })
        case .bylines:
            .array(bylines.map { .members(["name": .string($0.name), "role": .string($0.role.rawValue)]) })
        default: .string(plainField(field).map { self[keyPath: $0] } ?? "")
        }
    }

    /// Fills a field with a value of its kind; other members of an object are not looked at.
    /// - Returns: Whether it is of that kind.
    public mutating func fill(_ field: Field, with value: JSONValue) -> Bool {
        switch field {
        case .tags, .related:
            guard let lines = value.asArray?.map(\.asString), lines.allSatisfy({ $0 != nil }) else { return false }
            if field == .tags { tags = lines.compactMap(\.self) } else { related = lines.compactMap(\.self) }
        case .bylines:
            guard let values = value.asArray else { return false }
            let read = values.map(BylineText.init(json:))
            guard read.allSatisfy({ $0 != nil }) else { return false }
            bylines = read.compactMap(\.self)
        default:
            guard let path = plainField(field), let text = value.asString else { return false }
            self[keyPath: path] = text
        }
        return true
    }

    private func plainField(_ field: Field) -> WritableKeyPath<CopyText, String>? {
        switch field {
        case .headline: \.headline
        case .lead: \.lead
        case .section: \.section
        case .genre: \.genre
        case .place: \.place
        case .zone: \.zone
        case .language: \.language
        case .slug: \.slug
        case .tags, .bylines, .related: nil
        }
    }
}

extension CopyText.BylineText {
    fileprivate init?(json: JSONValue) {
        guard let name = json.member("name")?.asString,
            let role = json.member("role")?.asString.flatMap(Byline.Role.init(rawValue:))
        else { return nil }
        self.init(name: name, role: role)
    }
}
