import News

/// A package: one object that contains items and is not an item itself, as some services send.
enum NinjsPackage {
    /// The items; nil if the object is no package.
    static func items(in json: JSONValue) -> [JSONValue]? {
        guard case .object = json, NinjsItem.headline(of: json) == nil else { return nil }
        for name in ["items", "_items", "newsItems", "entries"] {
            if case .array(let items)? = json[name] { return items.map(item) }
        }
        guard let data = json["data"], case .object = data else { return nil }
        return data["items"].flatMap { if case .array(let items) = $0 { items.map(item) } else { nil } }
    }

    /// AP wraps each item in another object.
    private static func item(_ json: JSONValue) -> JSONValue {
        if let inner = json["item"], case .object = inner { inner } else { json }
    }
}
