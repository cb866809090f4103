internal import News

/// Marks what was found: words with the same stem as a word of the query.
struct Highlighter {
    let stems: [String]
    /// Of the story's language, as when the story was indexed.
    let stemmer: Stemmer

    /// About how many characters an excerpt has.
    static let excerptLength = 200
    /// Bytes of the text that are looked at for an excerpt.
    private static let longestText = 24_000
    /// How many of the words found are considered when the best excerpt is chosen.
    private static let mostFound = 500

    /// The whole text, with the words found marked.
    func mark(_ text: String) -> [TextRun] {
        runs(of: Array(text.utf8), in: 0..<text.utf8.count, marking: stemmer.places(of: stems, in: text).map(\.range))
    }

    /// The part of a text where the most different words were found, cut between words.
    func excerpt(of text: String) -> [TextRun] {
        let text = text.beginning(bytes: Self.longestText)
        let found = stemmer.places(of: stems, in: text)
        let bytes = Array(text.utf8)
        let stretch = Self.stretch(of: bytes, around: Self.start(of: found.prefix(Self.mostFound)))
        let inside = found.map(\.range).filter {
            stretch.contains($0.lowerBound) && $0.upperBound <= stretch.upperBound
        }
        var runs = runs(of: bytes, in: stretch, marking: inside)
        if stretch.lowerBound > 0 { runs.insert(TextRun("… "), at: 0) }
        if stretch.upperBound < bytes.count { runs.append(TextRun(" …")) }
        return runs
    }

    /// Where the best window of `excerptLength` begins: the first with the most different stems.
    private static func start(of found: some RandomAccessCollection<(stem: Int, range: Range<Int>)>) -> Int {
        var best = (start: 0, stems: 0)
        for (index, first) in found.enumerated() {
            let window = found.dropFirst(index).prefix { $0.range.upperBound <= first.range.lowerBound + excerptLength }
            let stems = Set(window.map(\.stem)).count
            if stems > best.stems { best = (first.range.lowerBound, stems) }
        }
        return best.start
    }

    /// About `excerptLength` bytes, a few of them before the place, cut at white space if there is some near.
    private static func stretch(of bytes: [UInt8], around place: Int) -> Range<Int> {
        let lead = 40
        var start = max(0, place - lead)
        if start > 0 { start = bytes[start..<place].firstIndex(where: isSpace).map { $0 + 1 } ?? place }
        var end = min(bytes.count, start + excerptLength)
        if end < bytes.count {
            end = bytes[start..<end].lastIndex(where: isSpace) ?? end
            // Text without spaces may be cut anywhere but inside a character.
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        }
        return start..<end
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
    }

    /// The ranges, with those merged that overlap or touch, as pairs of letters do.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    private func runs(of bytes: [UInt8], in stretch: Range<Int>, marking ranges: [Range<Int>]) -> [TextRun] {
        var runs: [TextRun] = []
        var index = stretch.lowerBound
        func add(_ end: Int, marked: Bool) {
            guard index < end else { return }
            let text = String(decoding: bytes[index..<end].map { $0 == 10 ? 32 : $0 }, as: UTF8.self)
            runs.append(TextRun(text, marked: marked))
            index = end
        }
        for range in Self.joined(ranges) {
            add(range.lowerBound, marked: false)
            add(range.upperBound, marked: true)
        }
        add(stretch.upperBound, marked: false)
        return runs
    }
}
