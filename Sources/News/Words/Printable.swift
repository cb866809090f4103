extension String {
    /// The text as it may be shown on a terminal or in a log, whoever wrote it: on one line, in bounds, and without a
    /// character that the terminal would obey or that turns the order of the others around; those are written out, as
    /// `\u{1B}`.
    /// - Parameter limit: Characters of the text that are shown at most; an ellipsis stands for the rest.
    public func printable(upTo limit: Int = 2_000) -> String {
        var shown = String.UnicodeScalarView()
        for (count, scalar) in unicodeScalars.enumerated() {
            if count == limit {
                shown.append("…")
                break
            }
            if scalar.mayBeObeyed {
                shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// Whether it does something instead of showing something: controls, line ends, bidirectional overrides, tags.
    fileprivate var mayBeObeyed: Bool {
        if isASCII { return value < 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }
}
