import News

extension NinjsItem {
    private static let mostBylines = 20
    private static let mostTags = 50

    /// The first subject that says it is the section.
    func namedSection() throws(Unfit) -> Section? {
        for subject in subjects where Self.isSection(subject) {
            if let name = try name(of: subject, "section") { return Section(name: name) }
        }
        return nil
    }

    /// All other subjects that have a name; the first fifty.
    func tags() throws(Unfit) -> [Tag] {
        var tags: [Tag] = []
        var seen: Set<String> = []
        for subject in subjects where !Self.isSection(subject) && tags.count < Self.mostTags {
            guard let name = try name(of: subject, "subject") else { continue }
            if seen.insert(name.nameKey).inserted { tags.append(Tag(name: name)) }
        }
        return tags
    }

    private var subjects: [JSONValue] { list("subjects", "subject") }

    private static func isSection(_ subject: JSONValue) -> Bool {
        subject["rel"]?.string?.lowercased() == "section"
    }

    /// People with a part in the story; where none of them is an author, those whom `by` names are.
    func bylines() throws(Unfit) -> [Byline] {
        var bylines = try people()
        if !bylines.contains(where: { $0.role == .author }) { bylines.insert(contentsOf: try authors(), at: 0) }
        var seen: Set<String> = []
        let single = bylines.filter { seen.insert("\($0.role.rawValue) \($0.person.name.nameKey)").inserted }
        return Array(single.prefix(Self.mostBylines))
    }

    private func people() throws(Unfit) -> [Byline] {
        var bylines: [Byline] = []
        for person in list("people", "person") {
            guard let rel = person["rel"]?.string, let role = Byline.Role(rawValue: rel.lowercased()),
                let name = try name(of: person, "person")
            else { continue }
            bylines.append(Byline(Person(name: name), as: role))
        }
        return bylines
    }

    private func authors() throws(Unfit) -> [Byline] {
        var bylines: [Byline] = []
        for part in Self.names(in: json["by"]?.string ?? json["byline"]?.string ?? "") {
            if let name = try short(part, "byline") { bylines.append(Byline(Person(name: name))) }
        }
        return bylines
    }

    /// The names in a byline as it is printed: "Oleh Sari dan Budi".
    ///
    /// A comma parts nobody, as a name may carry a title.
    static func names(in byline: String) -> [String] {
        var names = [byline.collapsedWhitespace]
        for prefix in ["by ", "oleh "] where names[0].lowercased().hasPrefix(prefix) {
            names[0] = String(names[0].dropFirst(prefix.count))
        }
        for word in [" and ", " dan ", " & ", ";"] { names = names.flatMap { split($0, at: word) } }
        return names
    }

    private static func split(_ text: String, at word: String) -> [String] {
        guard text.hasBytes(word) else { return [text] }
        var parts: [String] = []
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension String {
    /// Whether a short ASCII piece stands in the text; without the cost of a search that knows all of Unicode.
    func hasBytes(_ piece: String) -> Bool {
        guard let first = piece.utf8.first else { return true }
        var rest = utf8[...]
        while let index = rest.firstIndex(of: first) {
            rest = rest[index...]
            if rest.starts(with: piece.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
