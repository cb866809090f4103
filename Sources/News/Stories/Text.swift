extension String {
    /// The text on one line: runs of white space and control characters become one space, the ends none.
    public var collapsedWhitespace: String {
        if isOnOneLine { return self }
        var result = String.UnicodeScalarView()
        var pending = false
        for scalar in unicodeScalars {
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

    /// The text cut to so many characters, at a word, with an ellipsis where anything was cut.
    public func shortened(to limit: Int) -> String {
        guard count > limit else { return self }
        let cut = prefix(limit - 1)
        let word = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        return word + "…"
    }
}
