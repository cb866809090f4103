extension String {
    /// The text made safe to show on a terminal or in a log, whoever wrote it.
    ///
    /// It is on one line and limited in length. Characters that a terminal would act on, or that reorder others, are
    /// written out, as `\u{1B}`.
    /// - Parameter limit: Maximum number of characters of the text that are shown; an ellipsis replaces the rest.
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
    /// Whether it does something instead of showing something: controls, line ends, bidirectional controls, tags.
    fileprivate var mayBeObeyed: Bool {
        if isASCII { return value < 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }
}
