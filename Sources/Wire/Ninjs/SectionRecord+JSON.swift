internal import News

// A section's record is written like a story's, as JSON in a string: the value of an `altId` with the role
// `warta-section`. Its item has the type `component`, which is not a text that could be published.

extension SectionRecord {
    /// The record as it is exported, with its members in a fixed order.
    var json: String {
        var members: [JSONValue.Member] = [
            .init(key: "slug", value: .string(section.slug.rawValue)),
            .init(key: "name", value: .string(section.name)),
            .init(key: "key", value: .string(key)),
        ]
        if !deskNames.isEmpty {
            members.append(.init(key: "deskNames", value: .array(deskNames.map { .string($0) })))
        }
        if let place { members.append(.init(key: "place", value: .number("\(place)"))) }
        return JSONValue.object(members).written
    }

    /// - Parameter text: What `json` wrote; nil if it is anything else.
    init?(json text: String) {
        guard let json = try? JSONValue(parsing: Array(text.utf8)),
            let slug = json["slug"]?.string.flatMap(Slug.init(rawValue:)),
            let name = Self.name(json["name"]), let key = Self.name(json["key"])
        else { return nil }
        let given = json["deskNames"]?.values ?? []
        let names = given.compactMap(Self.name)
        let place = json["place"]?.integer
        guard names.count == given.count, place.map((1...Masthead.mostSections).contains) ?? true else { return nil }
        let section = Section(slug: slug, name: name)
        self.init(section: section, key: key.nameKey, deskNames: names.map(\.nameKey), place: place)
        guard self.key == name.nameKey || self.deskNames.contains(name.nameKey) else { return nil }
    }

    private static func name(_ json: JSONValue?) -> String? {
        guard let name = json?.string?.collapsedWhitespace, !name.isEmpty, name.utf8.count <= 4_000 else { return nil }
        return name
    }
}
