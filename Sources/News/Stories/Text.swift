extension String {
    /// The text on one line: runs of white space and control characters become one space, the ends none.
    public var collapsedWhitespace: String {
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

    /// The text cut to so many characters, at a word, with an ellipsis where anything was cut.
    public func shortened(to limit: Int) -> String {
        guard count > limit else { return self }
        let cut = prefix(limit - 1)
        let word = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        return word + "…"
    }
}
