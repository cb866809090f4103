/// What an element's `style` says about its text; office programs and mail clients put most formatting there.
///
/// Underlines, colours and sizes are ignored.
struct ElementStyle {
    /// Nil if the style does not say.
    private(set) var isStrong: Bool?
    private(set) var isEmphasis: Bool?
    private(set) var isStruck: Bool?
    private(set) var position: Position?
    /// Word's hidden text, and its reviewers' comments.
    private(set) var isHidden = false
    /// Whether `display` is `none`.
    ///
    /// Text is kept nevertheless, since a script may show it later.
    private(set) var isNotDisplayed = false
    /// Word's list and level, such as `l0 level1 lfo1`.
    private(set) var list: String?
    /// The mark that begins, separates or ends a field of Word's.
    private(set) var field: FieldCodes.Part?
    /// Whether it is the bullet or number that Word writes before an item's text.
    private(set) var isListMarker = false

    enum Position {
        case baseline, `subscript`, superscript
    }

    init(_ style: String?) {
        guard let style else { return }
        for declaration in style.split(separator: ";") {
            guard let colon = declaration.firstIndex(of: ":") else { continue }
            let name = Self.word(declaration[..<colon])
            let value = Self.word(declaration[declaration.index(after: colon)...])
            take(name, value)
        }
    }

    private mutating func take(_ name: String, _ value: String) {
        switch name {
        case "font-weight": isStrong = Self.isBold(value) ?? isStrong
        case "font-style": isEmphasis = Self.isSlanted(value) ?? isEmphasis
        case "font": takeFont(value)
        case "text-decoration", "text-decoration-line":
            isStruck = value.split(separator: " ").contains("line-through")
        case "vertical-align": takePosition(value)
        case "display": isNotDisplayed = value == "none"
        case "mso-list": if value == "ignore" { isListMarker = true } else { list = value }
        case "mso-hide": isHidden = isHidden || value == "all"
        case "mso-element": takeElement(value)
        case "mso-special-character": isHidden = isHidden || value == "comment"
        default: break
        }
    }

    private mutating func takeElement(_ value: String) {
        switch value {
        case "comment", "comment-list": isHidden = true
        case "field-begin": field = .begin
        case "field-separator": field = .separator
        case "field-end": field = .end
        default: break
        }
    }

    /// Reads `font: italic bold 12pt/1.5 Arial`, which sets every property anew; the font's name follows the size.
    private mutating func takeFont(_ value: String) {
        isStrong = false
        isEmphasis = false
        for part in value.split(separator: " ").prefix(4) {
            if let bold = Self.isBold(String(part)) {
                isStrong = bold || isStrong == true
            } else if let slanted = Self.isSlanted(String(part)) {
                isEmphasis = slanted
            } else if part.first?.isNumber == true {
                return
            }
        }
    }

    private mutating func takePosition(_ value: String) {
        switch value {
        case "super": position = .superscript
        case "sub": position = .subscript
        case "baseline": position = .baseline
        default: break
        }
    }

    private static func isBold(_ value: String) -> Bool? {
        switch value {
        case "bold", "bolder": return true
        case "normal", "initial", "lighter": return false
        default:
            guard value.utf8.count <= 4, let weight = Int(value), weight > 0 else { return nil }
            return weight >= 600
        }
    }

    private static func isSlanted(_ value: String) -> Bool? {
        switch value {
        case "italic", "oblique": true
        case "normal", "initial": false
        default: nil
        }
    }

    private static func word(_ text: Substring) -> String {
        let text = text.firstRange(of: "!").map { text[..<$0.lowerBound] } ?? text
        return String(text).collapsedWhitespace.lowercased()
    }
}

extension ElementStyle {
    /// This style, overridden by what the other one says.
    func with(_ other: ElementStyle) -> ElementStyle {
        var style = self
        style.isStrong = other.isStrong ?? isStrong
        style.isEmphasis = other.isEmphasis ?? isEmphasis
        style.isStruck = other.isStruck ?? isStruck
        style.position = other.position ?? position
        style.list = other.list ?? list
        style.field = other.field ?? field
        style.isHidden = isHidden || other.isHidden
        style.isNotDisplayed = isNotDisplayed || other.isNotDisplayed
        style.isListMarker = isListMarker || other.isListMarker
        return style
    }

    /// Whether an element of this role sets a mark (true), removes it (false) or leaves it as it is (nil).
    func says(_ mark: Mark, _ role: ElementRole) -> Bool? {
        let isOwn = role.mark == mark ? true : nil
        switch mark {
        case .strong: return role.isBoldItself ? nil : isStrong ?? isOwn
        case .emphasis: return isEmphasis ?? isOwn
        // In CSS, an element cannot remove the line through the text around it.
        case .strike: return isStruck == true || (isOwn == true && isStruck == nil) ? true : nil
        case .superscript: return position == .superscript || (isOwn == true && position == nil) ? true : nil
        case .subscript: return position == .subscript || (isOwn == true && position == nil) ? true : nil
        default: return isOwn
        }
    }
}
