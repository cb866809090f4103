import News

extension NinjsItem {
    /// The first subject that says it is the section.
    func namedSection() -> Section? {
        for subject in subjects where Self.isSection(subject) {
            if let name = name(of: subject) { return Section(name: name) }
        }
        // Superdesk's desks.
        for service in list("services", "service") {
            if let name = name(of: service) { return Section(name: name) }
        }
        return nil
    }

    /// All other subjects that have a name; the first fifty.
    func tags(_ remarks: inout [String]) -> [Tag] {
        var tags: [Tag] = []
        var seen: Set<String> = []
        for subject in subjects where !Self.isSection(subject) {
            guard let name = name(of: subject) else { continue }
            if seen.insert(name.nameKey).inserted { tags.append(Tag(name: name)) }
        }
        return Self.bounded(tags, WireItem.Limits.tags, "tags", &remarks)
    }

    /// The first values of a list, with a remark if there are more.
    static func bounded<Value>(_ all: [Value], _ most: Int, _ name: String, _ remarks: inout [String]) -> [Value] {
        if all.count <= most { return all }
        remarks.append("has too many \(name): \(all.count - most) behind the first \(most) are left out")
        return Array(all.prefix(most))
    }

    private var subjects: [JSONValue] { list("subjects", "subject") }

    private static func isSection(_ subject: JSONValue) -> Bool {
        subject["rel"]?.string?.lowercased() == "section"
    }

    /// People with a part in the story; if none of them is an author, those in `by` are the authors.
    func bylines(_ remarks: inout [String]) -> [Byline] {
        var bylines = people()
        if !bylines.contains(where: { $0.role == .author }) { bylines.insert(contentsOf: authors(), at: 0) }
        var seen: Set<String> = []
        let single = bylines.filter { seen.insert("\($0.role.rawValue) \($0.person.name.nameKey)").inserted }
        return Self.bounded(single, WireItem.Limits.bylines, "people", &remarks)
    }

    private func people() -> [Byline] {
        var bylines: [Byline] = []
        for person in list("people", "person") {
            guard let role = Self.role(person["rel"]), let name = name(of: person) else { continue }
            bylines.append(Byline(Person(name: name), as: role))
        }
        // Superdesk's own list of authors.
        for person in list("authors", "author") {
            guard let name = name(of: person) else { continue }
            bylines.append(Byline(Person(name: name), as: Self.role(person["role"]) ?? .author))
        }
        return bylines
    }

    private static func role(_ rel: JSONValue?) -> Byline.Role? {
        guard let word = rel?.string?.lowercased().split(separator: ":").last else { return nil }
        return switch word {
        case "author", "writer", "reporter", "journalist", "correspondent", "creator", "byline": .author
        case "photographer", "photo": .photographer
        default: Byline.Role(rawValue: String(word))
        }
    }

    private func authors() -> [Byline] {
        var bylines: [Byline] = []
        let people = list("people", "person").compactMap { $0["name"]?.string?.collapsedWhitespace }
        for byline in printedBylines {
            for part in Self.names(in: byline, knowing: people) {
                if let name = line(part) { bylines.append(Byline(Person(name: name))) }
            }
        }
        return bylines
    }

    /// The byline as it is printed; AP has one for each author.
    private var printedBylines: [String] {
        if let byline = json.text("by", "byline") { return [byline] }
        return list("bylines", "bylines").compactMap { $0.string ?? $0.text("by", "byline", "name") }
    }

    /// The names in a byline as it is printed.
    ///
    /// *And* and commas do not separate names: *Kementerian Kelautan dan Perikanan* is one author, and a title may
    /// follow a comma. A semicolon, a line end and a bar do. If the item lists people, and the byline consists of their
    /// names and joining words only, it means those people.
    static func names(in byline: String, knowing people: [String] = []) -> [String] {
        let lines = byline.split(whereSeparator: \.isNewline).prefix(WireItem.Limits.bylines + 1).map { String($0) }
        // A character reference (`&amp;`) ends with a semicolon that separates nothing.
        let parts = lines.flatMap { $0.withReferencesRead.split { ";|".contains($0) } }
        return parts.prefix(WireItem.Limits.bylines + 1).flatMap { part in
            let name = withoutOpening(String(part).collapsedWhitespace)
            return known(people, in: name) ?? [name]
        }
    }

    private static func withoutOpening(_ byline: String) -> String {
        for opening in ["by", "oleh"] where byline.lowercased().hasPrefix(opening) {
            let rest = byline.dropFirst(opening.count)
            if let next = rest.first, next == " " || next == ":" { return String(rest.dropFirst()).collapsedWhitespace }
        }
        return byline
    }

    /// The people that a byline names, in its order; nil if it contains anything else, or only one of them.
    private static func known(_ people: [String], in byline: String) -> [String]? {
        var rest = Array(byline.folded.split(separator: " "))[...]
        let known = people.prefix(WireItem.Limits.bylines * 2).map {
            (name: $0, words: $0.folded.split(separator: " "))
        }
        .filter { !$0.words.isEmpty }.sorted { $0.words.count > $1.words.count }
        var names: [String] = []
        while let word = rest.first {
            if let person = known.first(where: { rest.starts(with: $0.words) }) {
                names.append(person.name)
                rest = rest.dropFirst(person.words.count)
            } else if !names.isEmpty, joiningWords.contains(String(word)) {
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        return names.count > 1 ? names : nil
    }

    private static let joiningWords: Set<String> = ["and", "dan", "serta", "with", "bersama"]
}

extension String {
    /// The text with its HTML character references decoded.
    fileprivate var withReferencesRead: String {
        guard hasBytes("&"), hasBytes(";"), utf8.count <= 20_000 else { return self }
        return (try? Body(html: replacing("<", with: "&lt;")))?.text ?? self
    }

    /// Whether the text contains a short piece of ASCII; faster than a search that follows Unicode.
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
