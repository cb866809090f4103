/// The role of an HTML element in a body.
enum ElementRole {
    /// It means nothing itself and its content is kept: `span`, and every unknown element.
    case transparent
    /// It separates words: an empty element of Word's that was never closed, so that HTML puts what follows into it.
    case gap
    /// It is dropped with all its content.
    case dropped
    /// It holds CSS rules for other elements.
    case styleSheet
    /// XML of an office program: its own text is settings and is dropped, but HTML elements inside it are read.
    case foreign
    /// It ends the paragraph before it, and the one inside it.
    case block
    case paragraph, quote, unordered, ordered, item, table, row, field, headerField, caption
    case heading2, heading3, preformatted, rule, lineBreak, figure, figureCaption, image, picture, source, embed,
        object, quotation
    case emphasis, strong, code, strike, `subscript`, superscript, mark, link

    /// The role by the element's name in lower case.
    static func of(_ name: String) -> ElementRole {
        if let role = roles[name] { return role }
        return name.hasPrefix("v:") || name.hasPrefix("m:") ? .foreign : .transparent
    }

    /// Whether the name is one that people write: of HTML, of an office program, or of a custom element.
    static func isKnown(_ name: String) -> Bool {
        roles[name] != nil || name.contains(":") || name.contains("-")
    }

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
        (.styleSheet, "style"), (.gap, "w:br w:cr w:tab"),
        // Only elements that hold settings. All others of these programs contain text of the story, or are empty and
        // were never closed, so that HTML puts the rest of the sentence into them.
        (
            .foreign,
            "xml w:worddocument w:latentstyles o:officedocumentsettings o:documentproperties o:customdocumentproperties "
                + "o:shapedefaults o:shapelayout x:excelworkbook x:clientdata"
        ),
        // The empty elements of drawings and formulas; all others that begin with `v:` or `m:` are foreign.
        (
            .transparent,
            "v:f v:h v:fill v:path v:stroke v:shadow v:imagedata v:textpath v:extrusion v:complex m:ctrlpr m:chr m:begchr "
                + "m:endchr m:sepchr m:pos m:sty m:val"
        ),
        (
            .transparent,
            "span u font small big ins abbr acronym time bdi bdo nobr wbr ruby rb rt rp rtc label data output meter "
                + "progress marquee blink slot"
        ),
        (
            .block,
            "html body div section article header footer main aside nav address center dl dt dd details summary "
                + "fieldset form legend hgroup optgroup option"
        ),
        (.paragraph, "p"), (.quote, "blockquote"), (.unordered, "ul menu dir"), (.ordered, "ol"), (.item, "li"),
        (.table, "table"), (.row, "tr"), (.field, "td"), (.headerField, "th"), (.caption, "caption"),
        (.heading2, "h1 h2"), (.heading3, "h3 h4 h5 h6"), (.preformatted, "pre xmp listing plaintext"),
        (.rule, "hr"), (.lineBreak, "br"), (.figure, "figure"), (.figureCaption, "figcaption"),
        (.image, "img image amp-img amp-anim"), (.source, "source"), (.picture, "picture"), (.object, "object"),
        (
            .embed,
            "iframe embed video audio amp-iframe amp-video amp-audio amp-youtube amp-vimeo amp-dailymotion "
                + "amp-twitter amp-instagram amp-facebook amp-tiktok lite-youtube"
        ),
        (.quotation, "q"), (.emphasis, "em i cite dfn var"), (.strong, "strong b"), (.code, "code kbd samp tt"),
        (.strike, "s strike del"), (.subscript, "sub"), (.superscript, "sup"), (.mark, "mark"), (.link, "a"),
    ]

    /// The mark it sets; nil for a link, whose mark needs an address.
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

    /// Whether it may begin the text of a paragraph.
    var isInline: Bool {
        switch self {
        case .transparent, .lineBreak, .quotation, .link: true
        default: mark != nil
        }
    }

    /// Whether its text is bold anyway, so that a bold style adds nothing.
    var isBoldItself: Bool {
        switch self {
        case .heading2, .heading3, .headerField: true
        default: false
        }
    }
}
