/// White space and control characters as HTML defines them, and what stray control characters were meant to be.
enum CleanText {
    /// The controls U+0080 to U+009F as Windows-1252, which is what they were meant to be wherever they occur in text.
    ///
    /// HTML reads numeric references to them in the same way (`&#150;`). The five that are not assigned there become
    /// spaces.
    private static let windows1252 = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)

    /// The character itself, or what a control character was meant to be.
    ///
    /// A control without meaning becomes a space, so that it does not join two numbers.
    static func read(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x80...0x9F: windows1252[Int(scalar.value) - 0x80]
        case 0x00...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F, 0xFDD0...0xFDEF: " "
        default: scalar.value & 0xFFFE == 0xFFFE ? " " : scalar
        }
    }

    /// The text with its control characters replaced, as `read(_:)` does.
    static func read(_ text: String) -> String {
        if isCollapsed(text, afterSpace: false) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(read(scalar)) }
        return String(result)
    }

    /// Control characters, non-characters and the byte order mark.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF, 0xFEFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }

    /// White space of HTML: space, tab, line feed, form feed, carriage return.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    /// The text with each run of white space as one space, and no space at its start if one came before it.
    static func collapsed(_ text: String, afterSpace: Bool) -> String {
        if isCollapsed(text, afterSpace: afterSpace) { return text }
        var result = String.UnicodeScalarView()
        var afterSpace = afterSpace
        for scalar in text.unicodeScalars {
            let scalar = read(scalar)
            if scalar.isASCII, isSpace(UInt8(scalar.value)) {
                if !afterSpace { result.append(" ") }
                afterSpace = true
            } else if !isUnprintable(scalar) {
                result.append(scalar)
                afterSpace = false
            }
        }
        return String(result)
    }

    /// Whether nothing needs to be done: the common case, found by looking at bytes alone.
    ///
    /// False for any byte that may begin an unprintable character.
    private static func isCollapsed(_ text: String, afterSpace: Bool) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var wasSpace = afterSpace
            for byte in bytes {
                let isSpace = byte == 0x20
                if byte < 0x20 || byte == 0x7F || byte >= 0xEF || byte == 0xC2 || (isSpace && wasSpace) { return false }
                wasSpace = isSpace
            }
            return true
        }
    }

    /// Preformatted text: line ends become line feeds, and blank lines at both ends are removed.
    static func preformatted(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            let isReturn = scalar == "\r"
            switch scalar {
            case "\n" where afterReturn: break
            case "\r", "\n": result.append("\n")
            case "\t": result.append("\t")
            default:
                let scalar = read(scalar)
                if !isUnprintable(scalar) { result.append(scalar) }
            }
            afterReturn = isReturn
        }
        while result.first == "\n" { result.removeFirst() }
        while let last = result.last, last.isASCII, isSpace(UInt8(last.value)) { result.removeLast() }
        return String(result)
    }
}
