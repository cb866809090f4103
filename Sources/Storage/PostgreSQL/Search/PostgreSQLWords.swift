internal import News

/// A story's stems as PostgreSQL's index holds them, and how it is asked for them.
///
/// Each story has an array with each of its stems once, over which there is a GIN index; a stem of the headline is there a
/// second time, with a mark. So what words a story has, and which in its headline, the index alone says. In what order they
/// stand, it does not say: for a phrase, the stories that have its words are looked through.
///
/// PostgreSQL's own `tsvector` is not used: it forgets the places of words beyond the 16,383rd and of a word's 257th
/// occurrence, and takes no text with more than a mebibyte of different words. A story is found here by what it is found by
/// in SQLite, however long it is.
enum PostgreSQLWords {
    /// Begins a word for a newspaper; both are characters of the private use area, which no word has that somebody searches
    /// for.
    private static let siteMark = "\u{E000}"
    /// Begins a stem that stands in the headline.
    private static let headlineMark = "\u{E001}"

    /// The array of a story, its words separated by spaces.
    static func array(_ words: IndexedWords, of site: SiteNumber) -> String {
        let headline = words.headline.split(separator: " ")
        let all = Set(headline + words.text.split(separator: " "))
        let marked = Set(headline).map { headlineMark + $0 }
        return ([term(of: site)] + all.map(String.init) + marked).joined(separator: " ")
    }

    static func term(of site: SiteNumber) -> String { "\(siteMark)\(site)" }

    /// Stems with one space before and behind each, so that a phrase is found as a stretch of them.
    static func spaced(_ stems: String) -> String {
        " " + stems.split(separator: " ").joined(separator: " ") + " "
    }

    /// Whether one of a phrase's readings stands in spaced stems.
    static func has(_ readings: [[String]], in stems: String) -> Bool {
        readings.contains { stems.contains(" " + $0.joined(separator: " ") + " ") }
    }

    /// Where words must stand.
    enum Place {
        case anywhere, headline

        fileprivate var mark: String { self == .headline ? headlineMark : "" }
        fileprivate var columns: [String] { self == .headline ? ["headline"] : ["headline", "text"] }
    }

    /// What the index is asked for a query: that a story has all of its words.
    /// - Parameter terms: Other words that it must have.
    static func words(_ query: SearchQuery, _ place: Place, and terms: [String]) -> SQLConditions {
        var conditions = SQLConditions()
        let readings = query.phrases.map { readings in readings.map { $0.map { place.mark + $0 } } }
        // Each question has all words that must occur in any case, so that the rarest of them leads it.
        let needed = terms + readings.filter { $0.count == 1 }.joined().joined()
        func add(_ choices: [[String]]) {
            let asked = choices.map { _ in "words @> string_to_array(?, ' ')" }.joined(separator: " OR ")
            conditions.add("(\(asked))", choices.map { SQLValue.text(($0 + needed).joined(separator: " ")) })
        }
        for choices in readings where choices.count > 1 { add(choices) }
        if conditions.isEmpty { add([[]]) }
        return conditions
    }

    /// What the index does not know: that words of a phrase follow one another.
    ///
    /// Empty if all phrases are single words.
    static func order(_ query: SearchQuery, _ place: Place) -> SQLConditions {
        var conditions = SQLConditions()
        for readings in query.phrases where readings.contains(where: { $0.count > 1 }) {
            let stretches = readings.map { " " + $0.joined(separator: " ") + " " }
            let choices = stretches.flatMap { stretch in place.columns.map { ("strpos(\($0), ?) > 0", stretch) } }
            conditions.add(
                "(" + choices.map(\.0).joined(separator: " OR ") + ")",
                choices.map { SQLValue.text($0.1) }
            )
        }
        return conditions
    }
}
