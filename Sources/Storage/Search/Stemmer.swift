internal import CStemmer

/// Makes stems of words, so that *membaca* finds *dibaca*.
///
/// Words are lower-cased, accents dropped, endings and prefixes removed by libstemmer. Indexing and searching must use
/// the same code: a change here needs a migration that builds the index again. Not for use by two threads at once; each
/// transaction makes its own.
final class Stemmer {
    /// Of libstemmer; nil for languages that keep their words whole.
    private let handle: OpaquePointer?
    private var table = StemTable()

    /// - Parameter language: BCP 47; languages without a stemmer of ours keep their words whole.
    init(language: String) {
        let primary = language.prefix { $0 != "-" }.lowercased()
        let algorithm = ["id": "indonesian", "in": "indonesian", "ms": "indonesian", "en": "english"][primary]
        handle = algorithm.flatMap { sb_stemmer_new($0, "UTF_8") }
    }

    deinit {
        if let handle { sb_stemmer_delete(handle) }
    }

    /// The stems of a text, separated by spaces, as the index holds them.
    ///
    /// Single letters of scripts without spaces come last, once each: a search for one letter finds them there.
    func stems(of text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 64)
        var letters: [UInt8] = []
        var seen: Set<[UInt8]> = []
        scan(text) { stem, kind, _ in
            if case .letter = kind {
                if seen.insert(stem).inserted { letters += stem + [UInt8(ascii: " ")] }
            } else {
                result += stem
                result.append(UInt8(ascii: " "))
            }
        }
        return String(decoding: result + letters, as: UTF8.self)
    }

    /// The phrases of a query: its stems in order, which must follow one another in a story.
    ///
    /// A letter that is alone in a script without spaces is a phrase of its own, since in the index it may have
    /// neighbours.
    func phrases(of text: String) -> [[String]] {
        var phrases: [[String]] = []
        var isOpen = false
        scan(text) { stem, kind, _ in
            let isAlone = kind == .letter(isAlone: true)
            if case .letter = kind, !isAlone { return }
            let stem = String(decoding: stem, as: UTF8.self)
            if isOpen, !isAlone, let last = phrases.indices.last {
                phrases[last].append(stem)
            } else {
                phrases.append([stem])
            }
            isOpen = !isAlone
        }
        return phrases
    }

    /// The places of words with one of the stems in a text's UTF-8, and which stem it is.
    func places(of stems: [String], in text: String) -> [(stem: Int, range: Range<Int>)] {
        let wanted = stems.map { Array($0.utf8) }
        var places: [(stem: Int, range: Range<Int>)] = []
        scan(text) { stem, _, range in
            if let index = wanted.firstIndex(of: stem) { places.append((index, range)) }
        }
        return places
    }

    /// Each word of a text with its stem; pairs and letters of scripts without spaces are their own stems.
    private func scan(_ text: String, _ take: (_ stem: [UInt8], WordScanner.Kind, Range<Int>) -> Void) {
        // Moved out of the object while it is used, so that not every word checks for exclusive access.
        var table = StemTable()
        swap(&table, &self.table)
        defer { swap(&table, &self.table) }
        var text = text
        var stem: [UInt8] = []
        text.withUTF8 { buffer in
            var scanner = WordScanner(buffer)
            while let range = scanner.next() {
                if scanner.kind == .word {
                    stem.removeAll(keepingCapacity: true)
                    table.appendStem(of: scanner.word, with: handle, to: &stem)
                    take(stem, .word, range)
                } else {
                    take(scanner.word.bytes, scanner.kind, range)
                }
            }
        }
    }
}
