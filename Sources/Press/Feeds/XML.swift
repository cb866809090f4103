/// Text for XML and HTML.
enum XML {
    /// With the five predefined entities, and without the characters that XML 1.0 cannot hold (section 2.2).
    static func escape(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n", "\r": result.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether nothing is to be changed: so it is with nearly every text, and looking is cheap.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
            // What U+FFFE and U+FFFF begin with in UTF-8.
            case 0xEF: false
            default: byte >= 0x20
            }
        }
    }

    /// An element with text in it; nothing where the text is empty.
    static func element(_ name: String, _ text: String, _ attributes: KeyValuePairs<String, String> = [:]) -> String {
        text.isEmpty ? "" : "<\(name)\(written(attributes))>\(escape(text))</\(name)>\n"
    }

    /// An element without content.
    static func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
        "<\(name)\(written(attributes))/>\n"
    }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escape($0.value))\"" }.joined()
    }
}
