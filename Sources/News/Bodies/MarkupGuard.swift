/// Looks over HTML before gumbo does, and refuses what is made to exhaust a parser.
///
/// gumbo's work grows with the product of tags and depth, of attributes in one tag with themselves, and of formatting
/// tags left open (`<font color=…>`) with the paragraphs behind them: it opens each again in every paragraph.
/// Whether a tag stands in a comment or a script is not known here, so each `<` is counted as if it began one: the
/// guard may refuse what a parser would bear, never the other way round.
struct MarkupGuard {
    static let mostAttributes = 100
    /// Formatting tags with attributes, times all tags.
    static let mostReopened = 400_000

    private let bytes: UnsafeBufferPointer<UInt8>
    private var elements = 0
    private var formatting = 0
    private var steps = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    static func check(_ html: String) throws(BodyError) {
        var html = html
        let error: BodyError? = html.withUTF8 { bytes in
            do throws(BodyError) {
                try check(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let error { throw error }
    }

    static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(BodyError) {
        guard bytes.count <= Body.longest else { throw .tooLong(bytes: bytes.count) }
        var check = MarkupGuard(bytes)
        try check.run()
    }

    private mutating func run() throws(BodyError) {
        var index = 0
        while index + 1 < bytes.count {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "<") else { continue }
            let isEnd = bytes[index + 1] == UInt8(ascii: "/")
            let start = index + (isEnd ? 2 : 1)
            guard start < bytes.count, Self.isLetter(bytes[start]) else { continue }
            try tag(from: start, isEnd: isEnd)
        }
        if formatting * elements > Self.mostReopened { throw .tooManyElements }
    }

    private mutating func tag(from start: Int, isEnd: Bool) throws(BodyError) {
        var scan = TagScan()
        var index = start
        while index < bytes.count, scan.take(bytes[index]), scan.attributes <= Self.mostAttributes { index += 1 }
        steps += index - start
        if !isEnd { elements += 1 }
        if !isEnd, scan.attributes > 0, Self.isFormatting(bytes, start) { formatting += 1 }
        // A quote that is never closed makes every later tag run to the end: bounded, like the rest.
        if scan.attributes > Self.mostAttributes || elements > Body.mostElements || steps > 4 * bytes.count + 65_536 {
            throw .tooManyElements
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    /// The tags that HTML's parser opens again by itself, without `a`, of which one is open at most.
    private static let formattingNames: Set<String> = [
        "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    ]

    private static func isFormatting(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        let name = bytes[start..<min(start + 7, bytes.count)].prefix { isLetter($0) }
        return formattingNames.contains(String(decoding: name.map { $0 | 0x20 }, as: UTF8.self))
    }
}

/// Follows one tag as HTML's tokenizer does (WHATWG HTML 13.2.5.8 to 13.2.5.40), counting its attributes.
private struct TagScan {
    private enum State {
        case tagName, beforeName, name, afterName, beforeValue
        case quoted(UInt8)
        case bare
    }

    private var state = State.tagName
    private(set) var attributes = 0

    /// False at the tag's end.
    mutating func take(_ byte: UInt8) -> Bool {
        if case .quoted(let quote) = state {
            if byte == quote { state = .beforeName }
            return true
        }
        if byte == UInt8(ascii: ">") { return false }
        let isBlank = CleanText.isSpace(byte)
        let parts = isBlank || byte == UInt8(ascii: "/")
        switch state {
        case .tagName: if parts { state = .beforeName }
        case .beforeName: if !parts { begin() }
        case .name:
            if byte == UInt8(ascii: "=") { state = .beforeValue } else if parts { state = .afterName }
        case .afterName:
            if byte == UInt8(ascii: "=") { state = .beforeValue } else if !parts { begin() }
        case .beforeValue: beginValue(byte, isBlank)
        case .bare: if isBlank { state = .beforeName }
        case .quoted: break
        }
        return true
    }

    private mutating func begin() {
        attributes += 1
        state = .name
    }

    private mutating func beginValue(_ byte: UInt8, _ isBlank: Bool) {
        if isBlank { return }
        let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        state = isQuote ? .quoted(byte) : .bare
    }
}
