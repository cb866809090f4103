internal import CStemmer

/// Makes stems of words, so that *membaca* finds *dibaca*: words are lower-cased, accents dropped, endings and
/// prefixes taken off by libstemmer.
///
/// Indexing and searching must use the same code: a change here is a migration that builds the index again.
/// Not for use by two threads at once; each transaction makes its own.
final class Stemmer {
    /// Bytes of a word that count; the rest of a longer one is dropped.
    private static let longestWord = 48
    /// Words whose stems are remembered; a newspaper's common words are far fewer.
    private static let mostRemembered = 60_000

    private struct Remembered {
        let start: Int
        let wordLength: Int
        let stemLength: Int
    }

    private let handle: OpaquePointer?
    private var remembered: [UInt64: Remembered] = [:]
    /// The remembered words and stems, one behind the other.
    private var bytes: [UInt8] = []

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
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        forEachWord(in: text) { word, _ in
            let stem = self.stem(word)
            result.append(contentsOf: bytes[stem])
            result.append(UInt8(ascii: " "))
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Hands over each word's stem with its place in the text's UTF-8.
    func forEachStem(in text: String, _ body: (String, Range<Int>) -> Void) {
        forEachWord(in: text) { word, range in
            body(String(decoding: bytes[self.stem(word)], as: UTF8.self), range)
        }
    }

    private func forEachWord(in text: String, _ body: (FoldedWord, Range<Int>) -> Void) {
        var text = text
        text.withUTF8 { buffer in
            var scanner = WordScanner(buffer, longest: Self.longestWord)
            while let range = scanner.next() { body(scanner.word, range) }
        }
    }

    /// Where the stem of a word stands in `bytes`.
    private func stem(_ word: FoldedWord) -> Range<Int> {
        if let known = remembered[word.hash], known.wordLength == word.bytes.count,
            bytes[known.start..<known.start + known.wordLength].elementsEqual(word.bytes)
        {
            let start = known.start + known.wordLength
            return start..<start + known.stemLength
        }
        return remember(word)
    }

    private func remember(_ word: FoldedWord) -> Range<Int> {
        if remembered.count >= Self.mostRemembered {
            remembered.removeAll(keepingCapacity: true)
            bytes.removeAll(keepingCapacity: true)
        }
        let start = bytes.count
        bytes.append(contentsOf: word.bytes)
        let length = appendStem(of: word.bytes)
        remembered[word.hash] = Remembered(start: start, wordLength: word.bytes.count, stemLength: length)
        return bytes.count - length..<bytes.count
    }

    private func appendStem(of word: [UInt8]) -> Int {
        guard let handle, let stem = sb_stemmer_stem(handle, word, CInt(word.count)) else {
            bytes.append(contentsOf: word)
            return word.count
        }
        let length = Int(sb_stemmer_length(handle))
        bytes.append(contentsOf: UnsafeBufferPointer(start: stem, count: length))
        return length
    }
}
