import News

/// An item's other identifiers: addresses under which it stood, and the number that our own export gave it.
struct NinjsAltIDs {
    private static let most = 50

    private(set) var formerPaths: [String] = []
    private(set) var number: StoryNumber?
    private(set) var record: StoryRecord?

    init(_ json: JSONValue) {
        for (role, value) in Self.pairs(json["altIds"]) {
            if role == NinjsRole.number {
                number = number ?? Self.number(value)
            } else if role.lowercased() == "itemid" {
                continue
            } else if role == NinjsRole.record {
                record = StoryRecord(json: value)
            } else if let path = Self.path(value), !formerPaths.contains(path), formerPaths.count < Self.most {
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

    private static func number(_ text: String) -> StoryNumber? {
        StoryNumber(text).flatMap { $0.rawValue <= 1_000_000_000_000 ? $0 : nil }
    }

    /// Path and query of an address, as they are kept; nil where there is none that a reader could ask this site for.
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
