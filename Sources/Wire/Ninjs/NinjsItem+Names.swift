import News

extension NinjsItem {
    private static let mostBylines = 20
    private static let mostTags = 50

    /// The first subject that says it is the section.
    func namedSection() throws(Unfit) -> Section? {
        for subject in subjects where Self.isSection(subject) {
            if let name = try name(of: subject, "section") { return Section(name: name) }
        }
        // Superdesk's desks.
        for service in list("services", "service") {
            if let name = try name(of: service, "service") { return Section(name: name) }
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
            guard let role = Self.role(person["rel"]), let name = try name(of: person, "person") else { continue }
            bylines.append(Byline(Person(name: name), as: role))
        }
        // Superdesk's own list of those who wrote.
        for person in list("authors", "author") {
            guard let name = try name(of: person, "author") else { continue }
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

    private func authors() throws(Unfit) -> [Byline] {
        var bylines: [Byline] = []
        let people = list("people", "person").compactMap { $0["name"]?.string?.collapsedWhitespace }
        for part in Self.names(in: json.text("by", "byline") ?? "", knowing: people) {
            if let name = try short(part, "byline") { bylines.append(Byline(Person(name: name))) }
        }
        return bylines
    }

    /// The names in a byline as it is printed.
    ///
    /// It is one name, whatever stands in it: *Kementerian Kelautan dan Perikanan* is nobody's *and*, and a comma may
    /// stand before a title. Only what never stands in a name parts names: a semicolon, a line's end, a bar. Where the
    /// item lists people and the byline is made of nothing but their names and joining words, it is those people.
    static func names(in byline: String, knowing people: [String] = []) -> [String] {
        let lines = byline.split { ";|\n\r\u{2028}\u{2029}".contains($0) || $0 == "\r\n" }
        return lines.prefix(mostBylines).flatMap { line in
            let name = withoutOpening(String(line).collapsedWhitespace)
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

    /// The people that a byline names, in its order; nil where anything else stands in it, or only one of them.
    private static func known(_ people: [String], in byline: String) -> [String]? {
        var rest = Array(byline.folded.split(separator: " "))[...]
        let known = people.prefix(mostBylines * 2).map { (name: $0, words: $0.folded.split(separator: " ")) }
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
