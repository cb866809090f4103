/// What an element of HTML means to a body.
enum ElementRole {
    /// Its text is kept, it itself says nothing: `span`, and every element that is not known.
    case transparent
    /// It and all that is in it is dropped.
    case dropped
    /// It says how other elements look.
    case styleSheet
    /// An element of an office program's own language: its words are settings, but what is HTML in it is read.
    case foreign
    /// It ends the paragraph before it and its own.
    case block
    case paragraph, quote, unordered, ordered, item, table, row, field, headerField, caption
    case heading2, heading3, preformatted, rule, lineBreak, figure, figureCaption, image, embed, source, quotation
    case emphasis, strong, code, strike, `subscript`, superscript, mark, link

    /// By the element's name, in small letters.
    static func of(_ name: String) -> ElementRole {
        if let role = roles[name] { return role }
        guard let colon = name.firstIndex(of: ":") else { return .transparent }
        return officePrefixes.contains(String(name[..<colon])) ? .foreign : .transparent
    }

    /// Word, Excel and PowerPoint, their drawings and formulas.
    ///
    /// Other prefixes, as of Word's smart tags (`st1:city`), stand around words of the text.
    private static let officePrefixes: Set<String> = ["w", "o", "v", "m", "x", "p", "dt"]

    private static let roles: [String: ElementRole] = {
        var roles: [String: ElementRole] = [:]
        for (role, names) in names {
            for name in names.split(separator: " ") { roles[String(name)] = role }
        }
        return roles
    }()

    private static let names: [(ElementRole, String)] = [
        (
            .dropped,
            "script template head title noscript noembed noframes select datalist textarea button input canvas "
                + "map area svg math applet frame frameset meta link base param track keygen "
                + "amp-ad amp-analytics amp-auto-ads amp-consent amp-pixel amp-sticky-ad"
        ),
        (.styleSheet, "style"), (.foreign, "xml"), (.transparent, "o:p w:sdt"),
        (
            .block,
            "html body div section article header footer main aside nav address center dl dt dd details summary "
                + "fieldset form legend hgroup optgroup option"
        ),
        (.paragraph, "p"), (.quote, "blockquote"), (.unordered, "ul menu dir"), (.ordered, "ol"), (.item, "li"),
        (.table, "table"), (.row, "tr"), (.field, "td"), (.headerField, "th"), (.caption, "caption"),
        (.heading2, "h1 h2"), (.heading3, "h3 h4 h5 h6"), (.preformatted, "pre xmp listing plaintext"),
        (.rule, "hr"), (.lineBreak, "br"), (.figure, "figure"), (.figureCaption, "figcaption"),
        (.image, "img image amp-img amp-anim"), (.source, "source"),
        (
            .embed,
            "iframe embed object video audio amp-iframe amp-video amp-audio amp-youtube amp-vimeo amp-dailymotion "
                + "amp-twitter amp-instagram amp-facebook amp-tiktok lite-youtube"
        ),
        (.quotation, "q"), (.emphasis, "em i cite dfn var"), (.strong, "strong b"), (.code, "code kbd samp tt"),
        (.strike, "s strike del"), (.subscript, "sub"), (.superscript, "sup"), (.mark, "mark"), (.link, "a"),
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

    /// Whether its words are set bold by what it is, so that a bold style says nothing more.
    var isBoldItself: Bool {
        switch self {
        case .heading2, .heading3, .headerField: true
        default: false
        }
    }
}
