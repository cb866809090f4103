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
    ///
    /// An import makes one for each story, so words are compared as the bytes that they are.
    static func array(_ words: IndexedWords, of site: SiteNumber) -> String {
        var (headline, text) = (words.headline, words.text)
        var array = Array(term(of: site).utf8)
        headline.withUTF8 { headline in
            text.withUTF8 { text in
                var seen: Set<WordBytes> = []
                forEachWord(headline) { word in
                    guard seen.insert(word).inserted else { return }
                    for mark in ["", headlineMark] {
                        array.append(space)
                        array += mark.utf8
                        array += word.bytes
                    }
                }
                forEachWord(text) { word in
                    guard seen.insert(word).inserted else { return }
                    array.append(space)
                    array += word.bytes
                }
            }
        }
        return String(decoding: array, as: UTF8.self)
    }

    static func term(of site: SiteNumber) -> String { "\(siteMark)\(site)" }

    /// Stems with one space before and behind each, so that a phrase is found as a stretch of them.
    static func spaced(_ stems: String) -> String {
        var stems = stems
        var spaced = [space]
        stems.withUTF8 { stems in
            spaced.reserveCapacity(stems.count + 2)
            forEachWord(stems) { word in
                spaced += word.bytes
                spaced.append(space)
            }
        }
        return String(decoding: spaced, as: UTF8.self)
    }

    private static let space = UInt8(ascii: " ")

    private static func forEachWord(_ stems: UnsafeBufferPointer<UInt8>, _ body: (WordBytes) -> Void) {
        for word in stems.split(separator: space) {
            body(WordBytes(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: word))))
        }
    }

    /// A word within a text that is kept where it is for as long as this is used.
    private struct WordBytes: Hashable {
        let bytes: UnsafeRawBufferPointer

        static func == (one: Self, other: Self) -> Bool { one.bytes.elementsEqual(other.bytes) }

        func hash(into hasher: inout Hasher) { hasher.combine(bytes: bytes) }
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
