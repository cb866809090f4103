import News

/// An item's other identifiers: its former addresses, and the number that our own export gave it.
struct NinjsAltIDs {
    private(set) var formerPaths: [String] = []
    private(set) var number: StoryNumber?
    private(set) var record: StoryRecord?
    private(set) var section: SectionRecord?

    init(_ json: JSONValue) {
        for (role, value) in Self.pairs(json["altIds"]) {
            if role == NinjsRole.number {
                number = number ?? StoryNumber(value)
            } else if role.lowercased() == "itemid" {
                continue
            } else if role == NinjsRole.record {
                record = StoryRecord(json: value)
            } else if role == NinjsRole.section {
                section = SectionRecord(json: value)
            } else if let path = Self.path(value), !formerPaths.contains(path),
                formerPaths.count < WireItem.Limits.formerPaths
            {
                formerPaths.append(path)
            }
        }
    }

    /// AP's own identity of an item.
    static func itemID(_ json: JSONValue?) -> String? {
        pairs(json).first { $0.0.lowercased() == "itemid" && (8...200).contains($0.1.utf8.count) && !$0.1.isBlank }?.1
    }

    /// An array of roles and values in 3.x and 2.x, an object in 1.x.
    private static func pairs(_ json: JSONValue?) -> [(String, String)] {
        switch json {
        case .array(let items)?:
            items.compactMap { item in item["value"]?.string.map { (item["role"]?.string ?? "", $0) } }
        case .object(let members)?:
            members.compactMap { member in member.value.string.map { (member.key, $0) } }
        default: []
        }
    }

    /// Path and query of an address in the form that is stored; nil if no reader could request it here.
    static func path(_ value: String) -> String? {
        guard value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control && $0 != " " })
        else { return nil }
        var path = value[...]
        for scheme in ["https://", "http://"] where value.lowercased().hasPrefix(scheme) {
            path = value.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" && $0 != "#" }
        }
        return path.hasPrefix("//") ? nil : FormerPath(String(path))?.description
    }
}
