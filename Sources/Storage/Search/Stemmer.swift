internal import CStemmer

/// Makes stems of words, so that *membaca* finds *dibaca*.
///
/// Words are lower-cased, accents dropped, endings and prefixes taken off by libstemmer. Indexing and searching must
/// use the same code: a change here is a migration that builds the index again. Not for use by two threads at once;
/// each transaction makes its own.
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

    /// The stems of a text, parted by spaces, as the index holds them.
    func stems(of text: String) -> String {
        // Outside of the object while it is used, so that not every word checks for exclusive access.
        var table = StemTable()
        swap(&table, &self.table)
        defer { swap(&table, &self.table) }
        var text = text
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 64)
        text.withUTF8 { buffer in
            var scanner = WordScanner(buffer)
            while scanner.next() != nil {
                table.appendStem(of: scanner.word, with: handle, to: &result)
                result.append(UInt8(ascii: " "))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The stem of each word of a text, in order.
    func words(of text: String) -> [String] {
        stems(of: text).split(separator: " ").map(String.init)
    }

    /// Where in a text's UTF-8 words with one of the stems stand, and which stem it is.
    func places(of stems: [String], in text: String) -> [(stem: Int, range: Range<Int>)] {
        let wanted = stems.map { Array($0.utf8) }
        var places: [(stem: Int, range: Range<Int>)] = []
        var table = StemTable()
        swap(&table, &self.table)
        defer { swap(&table, &self.table) }
        var text = text
        var stem: [UInt8] = []
        text.withUTF8 { buffer in
            var scanner = WordScanner(buffer)
            while let range = scanner.next() {
                stem.removeAll(keepingCapacity: true)
                table.appendStem(of: scanner.word, with: handle, to: &stem)
                if let index = wanted.firstIndex(of: stem) { places.append((index, range)) }
            }
        }
        return places
    }
}
