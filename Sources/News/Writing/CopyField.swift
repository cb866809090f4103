/// Something beside the body that is kept by itself, as it is typed or chosen: of the story, or of one of its pictures.
public enum CopyField: Hashable, Sendable {
    case text(CopyText.Field)
    /// Which picture stands above the text.
    case hero
    case picture(Int, PictureUse.Field)

    /// The field of that name: `headline`, `hero`, `picture.3.caption`; nil where there is none.
    public init?(name: String) {
        if name == "hero" {
            self = .hero
            return
        }
        if let field = CopyText.Field(rawValue: name) {
            self = .text(field)
            return
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "picture", let index = Digits.number(parts[1].utf8),
            let field = PictureUse.Field(rawValue: String(parts[2]))
        else { return nil }
        self = .picture(index, field)
    }

    public var name: String {
        switch self {
        case .text(let field): field.rawValue
        case .hero: "hero"
        case .picture(let index, let field): "picture.\(index).\(field.rawValue)"
        }
    }
}

extension PictureUse {
    /// What is written under a picture, whether it is shown where the text does not have it, and where it comes from.
    public enum Field: String, Hashable, Sendable, CaseIterable {
        case caption, credit
        case alternativeText = "alternative"
        case below
        /// Whether a model made it, or changed it.
        case source
    }
}

extension Copy {
    /// Every field that the copy has.
    public var allFields: [CopyField] {
        CopyText.Field.allCases.map { .text($0) } + [.hero]
            + pictures.indices.flatMap { index in PictureUse.Field.allCases.map { .picture(index, $0) } }
    }

    /// What a field says; nil where there is no such picture.
    public func value(of field: CopyField) -> JSONValue? {
        switch field {
        case .text(let field): CopyText(self)[field]
        case .hero: heroIndex.map { .integer($0) } ?? .null
        case .picture(let index, let field):
            pictures.indices.contains(index) ? value(of: field, ofPicture: index) : nil
        }
    }

    private func value(of field: PictureUse.Field, ofPicture index: Int) -> JSONValue {
        let use = pictures[index]
        switch field {
        case .caption: return .string(use.caption)
        case .credit: return .string(use.credit)
        case .alternativeText: return .string(use.alternativeText)
        case .source: return .string(use.madeWithAI?.rawValue ?? "")
        case .below: return .bool(index != heroIndex && use.isBelowUnlessInText)
        }
    }

    /// The copy with what a field of a picture, or the choice of the hero, is to say.
    /// - Returns: Nil where the value is none of that field's.
    /// - Throws: Where the words are longer than they may be.
    public func with(_ value: JSONValue, as field: CopyField) throws(StoryPictureFault) -> Copy? {
        var copy = self
        switch field {
        case .text: return nil
        case .hero:
            guard value != .null else {
                copy.setHero(nil)
                return copy
            }
            guard case .number(let spelling) = value, let index = Digits.number(spelling.utf8),
                pictures.indices.contains(index), !pictures[index].isVacant
            else { return nil }
            copy.setHero(index)
        case .picture(let index, .below):
            guard case .bool(let isBelow) = value, pictures.indices.contains(index) else { return nil }
            if index == heroIndex { copy.setHero(nil) }
            copy.pictures[index].placement = isBelow ? .below : .text
        case .picture(let index, .source):
            guard let text = value.asString, pictures.indices.contains(index) else { return nil }
            let madeWithAI = PictureUse.MadeWithAI(rawValue: text)
            guard text.isEmpty || madeWithAI != nil else { return nil }
            copy.pictures[index].madeWithAI = madeWithAI
        case .picture(let index, let field):
            guard let text = value.asString, pictures.indices.contains(index) else { return nil }
            switch field {
            case .caption: copy.pictures[index].caption = try PictureUse.line(text, .longCaption)
            case .credit: copy.pictures[index].credit = try PictureUse.line(text, .longCredit)
            default: copy.pictures[index].alternativeText = try PictureUse.line(text, .longAlternative)
            }
        }
        return copy
    }
}

/// What keeps a picture, or words under it, out of a story: a closed set, for which the newsroom's strings have the words.
public enum StoryPictureFault: String, Error, Hashable, Sendable, CaseIterable {
    case longCaption = "long_caption"
    case longCredit = "long_credit"
    case longAlternative = "long_alternative"
    /// The story has as many as it may have.
    case manyPictures = "many_pictures"

    /// Characters that words may have, or pictures that a story may.
    fileprivate var limit: Int {
        switch self {
        case .manyPictures: WireItem.Limits.pictures
        case .longCaption: WireItem.Limits.description
        case .longCredit: WireItem.Limits.name
        case .longAlternative: WireItem.Limits.alternativeText
        }
    }
}

extension PictureUse {
    /// The words as one line.
    fileprivate static func line(_ text: String, _ fault: StoryPictureFault) throws(StoryPictureFault) -> String {
        guard text.fits(characters: 2 * fault.limit) else { throw fault }
        let line = text.collapsedWhitespace
        guard line.fits(characters: fault.limit) else { throw fault }
        return line
    }

    /// A picture that a member sends.
    /// - Parameters:
    ///   - picture: Where it is kept.
    ///   - caption: The words under it, as they were typed.
    ///   - credit: Whose picture it is, as it was typed.
    ///   - alternativeText: What it shows, as it was typed.
    ///   - placement: Where the page shows it.
    /// - Throws: Where the words are longer than they may be.
    public init(
        sent picture: Picture,
        caption: String,
        credit: String,
        alternativeText: String,
        placement: Placement
    ) throws(StoryPictureFault) {
        self.init(
            picture: picture,
            caption: try Self.line(caption, .longCaption),
            credit: try Self.line(credit, .longCredit),
            alternativeText: try Self.line(alternativeText, .longAlternative),
            placement: placement
        )
    }
}
