internal import CGumbo

/// What an element of HTML means to a body.
enum ElementRole {
    /// Its text is kept, it itself says nothing: `span`, and every element that is not known.
    case transparent
    /// It and all that is in it is dropped.
    case dropped
    /// It ends the paragraph before it and its own.
    case block
    case paragraph, quote, unordered, ordered, item, table, row, field, headerField, caption
    case heading2, heading3, preformatted, rule, lineBreak, figure, figureCaption, image, embed, quotation
    case emphasis, strong, code, strike, `subscript`, superscript, mark, link

    /// By gumbo's number of the tag: the table is asked for every element.
    static func of(_ tag: GumboTag) -> ElementRole {
        let index = Int(tag.rawValue)
        return index < roles.count ? roles[index] : .transparent
    }

    private static let roles: [ElementRole] = {
        var roles = Array(repeating: ElementRole.transparent, count: Int(GUMBO_TAG_LAST.rawValue) + 1)
        for (role, names) in names {
            for name in names.split(separator: " ") {
                roles[Int(gumbo_tag_enum(String(name)).rawValue)] = role
            }
        }
        roles[Int(GUMBO_TAG_UNKNOWN.rawValue)] = .transparent
        return roles
    }()

    private static let names: [(ElementRole, String)] = [
        (
            .dropped,
            "script style template head title noscript noembed noframes select datalist textarea button input canvas "
                + "map area svg math applet frame frameset meta link base param source track keygen"
        ),
        (
            .block,
            "html body div section article header footer main aside nav address center dl dt dd details summary "
                + "fieldset form legend hgroup optgroup option"
        ),
        (.paragraph, "p"), (.quote, "blockquote"), (.unordered, "ul menu dir"), (.ordered, "ol"), (.item, "li"),
        (.table, "table"), (.row, "tr"), (.field, "td"), (.headerField, "th"), (.caption, "caption"),
        (.heading2, "h1 h2"), (.heading3, "h3 h4 h5 h6"), (.preformatted, "pre xmp listing plaintext"),
        (.rule, "hr"), (.lineBreak, "br"), (.figure, "figure"), (.figureCaption, "figcaption"), (.image, "img image"),
        (.embed, "iframe embed object video audio"), (.quotation, "q"), (.emphasis, "em i cite dfn var"),
        (.strong, "strong b"), (.code, "code kbd samp tt"), (.strike, "s strike del"), (.subscript, "sub"),
        (.superscript, "sup"), (.mark, "mark"), (.link, "a"),
    ]

    /// The mark it sets, where it sets one without an address.
    var mark: Mark? {
        switch self {
        case .emphasis: .emphasis
        case .strong: .strong
        case .code: .code
        case .strike: .strike
        case .subscript: .subscript
        case .superscript: .superscript
        case .mark: .mark
        default: nil
        }
    }
}
