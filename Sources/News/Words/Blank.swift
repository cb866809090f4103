extension String {
    /// Whether a reader would see nothing: only white space, controls, format characters, fillers or combining marks.
    ///
    /// A headline, a name or a caption that is blank counts as empty.
    public var isBlank: Bool {
        // Nearly every text has a visible ASCII character near its beginning.
        if utf8.prefix(16).contains(where: { (0x21...0x7E).contains($0) }) { return false }
        // Windows-1252 controls are read as the quotation marks and dashes that they were meant to be.
        return unicodeScalars.allSatisfy { CleanText.read($0).isUnseen }
    }
}

extension Unicode.Scalar {
    /// Whether it shows nothing by itself.
    fileprivate var isUnseen: Bool {
        let properties = properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
            return true
        }
        switch properties.generalCategory {
        case .control, .format, .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return Self.drawnEmpty.contains(value)
        }
    }

    /// Symbols without ink: the blank Braille pattern, the object replacement character, the null notehead, and blank
    /// hieroglyphs.
    static let drawnEmpty: Set<UInt32> = [0x2800, 0xFFFC, 0x1D159, 0x13441, 0x13442]
}
