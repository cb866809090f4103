extension String {
    /// Whether a reader would see nothing: only white space, controls, format characters, fillers, marks on nothing.
    ///
    /// What is blank is empty wherever a headline, a name or a caption is asked for.
    public var isBlank: Bool {
        // Nearly every text has a letter of ASCII near its beginning.
        if utf8.prefix(16).contains(where: { (0x21...0x7E).contains($0) }) { return false }
        // Controls of Windows-1252 are read as the quotes and dashes that they were meant to be.
        return unicodeScalars.allSatisfy { CleanText.read($0).isUnseen }
    }
}

extension Unicode.Scalar {
    /// Whether it shows nothing of itself.
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

    /// Symbols that are drawn without ink: the empty pattern of Braille, the place of an object that is gone, the null
    /// notehead, and the blanks of hieroglyphs.
    static let drawnEmpty: Set<UInt32> = [0x2800, 0xFFFC, 0x1D159, 0x13441, 0x13442]
}
