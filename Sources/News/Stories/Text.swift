extension String {
    /// The text on one line: runs of white space and control characters become one space, the ends none.
    ///
    /// Controls of direction that would reach beyond the text go. Controls that were meant to be characters of Windows-1252
    /// are these. A text of which a reader would see nothing is
    /// empty (``isBlank``).
    public var collapsedWhitespace: String {
        if isBlank { return "" }
        if isOnOneLine { return self }
        let text = withBalancedDirections
        return text.onOneLine
    }

    private var onOneLine: String {
        var result = String.UnicodeScalarView()
        var pending = false
        for scalar in unicodeScalars {
            let scalar = CleanText.read(scalar)
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                pending = !result.isEmpty
            } else {
                if pending { result.append(" ") }
                pending = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text with its controls U+0080 to U+009F as the characters of Windows-1252 that they were meant to be, as HTML
    /// reads them, and with a space for every other control that is no white space.
    public var withControlsRead: String { CleanText.read(self) }

    /// Whether it is on one line already, as far as bytes tell: white space beyond ASCII begins with C2 or E1 to E3.
    private var isOnOneLine: Bool {
        var before: UInt8 = 0x20
        for byte in utf8 {
            if byte < 0x20 || byte == 0x7F || byte == 0xC2 || (0xE1...0xE3).contains(byte) { return false }
            if byte == 0x20, before == 0x20 { return false }
            before = byte
        }
        return before != 0x20 || isEmpty
    }

    /// Bytes of UTF-8 that a text may have for each of the characters that it is allowed: to Unicode, a letter with a
    /// million accents is one character.
    private static let bytesPerCharacter = 16

    /// Whether the text has at most so many characters, and no more bytes than text of that length has.
    public func fits(characters limit: Int) -> Bool {
        // Counting letters takes quadratic time in the marks of one, so the bytes come first.
        utf8.count <= limit * Self.bytesPerCharacter && (utf8.count <= limit || count <= limit)
    }

    /// Its lines in which a reader would see anything, each as ``collapsedWhitespace`` gives it, with a line feed between two.
    var collapsedLines: String {
        withLineFeeds.split(separator: "\n").map { String($0).collapsedWhitespace }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    /// The text as a name on one line; nil where a reader would see nothing of it, or it is too long.
    func line(upTo limit: Int) -> String? {
        // Nothing that is so long has a name in it, and to clean it takes time.
        guard fits(characters: 2 * limit) else { return nil }
        let line = collapsedWhitespace
        return line.isEmpty || !line.fits(characters: limit) ? nil : line
    }

    /// The text cut to so many characters, at a word, with an ellipsis where anything was cut.
    ///
    /// A character may be made of any number of bytes; a text has at most sixteen for each.
    public func shortened(to limit: Int) -> String {
        let text = beginning(bytes: limit * Self.bytesPerCharacter)
        let isShort = text.index(text.startIndex, offsetBy: limit + 1, limitedBy: text.endIndex) == nil
        if isShort, text.utf8.count == utf8.count { return self }
        let cut = text.prefix(limit - 1)
        let word = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        // What the cut took may have ended a direction.
        return String(word).withBalancedDirections + "…"
    }

    /// The beginning of the text in at most so many bytes of UTF-8, up to the end of a character's code.
    public func beginning(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var bytes = Array(utf8.prefix(limit + 1))
        while let next = bytes.popLast(), next & 0xC0 == 0x80 {}
        return String(decoding: bytes, as: UTF8.self)
    }
}
