extension WireItem {
    /// What an item may hold, whatever format it came in.
    ///
    /// Readers of a format use these to stop early; ``limited()`` enforces them for every item.
    public enum Limits {
        /// Bytes of one item as it is sent; a reader holds no more in memory.
        public static let bytes = 16 << 20
        /// Values inside one another, in formats that nest.
        public static let nesting = 64
        /// Bytes of a uri.
        public static let uriBytes = 1_024
        /// Characters of a headline.
        public static let headline = 500
        /// Characters of a lead, a caption, the reason of a kill.
        public static let description = 5_000
        /// Characters of the name of a section, a tag, a person, a genre, a place, and of a picture's credit.
        public static let name = 200
        /// Bytes of a name that are read: more than any name may have.
        public static let readOfName = 8_000
        /// Characters of an alternative text.
        public static let alternativeText = 1_000
        /// Bytes of a text for the desk or the lawyers.
        public static let noteBytes = 20_000
        /// The first of these are kept, the others left out.
        public static let bylines = 20
        /// The first of these are kept, the others left out.
        public static let tags = 50
        /// The first of these are kept, the others left out.
        public static let pictures = 60
        /// Places of pictures, vacant ones among them, in our own exports, which the text names by their numbers.
        public static let placesOfPictures = Body.mostPictures
        /// Files of one picture, each of which is looked for on the disk.
        public static let filesOfPicture = 40
        /// The first of these are kept, the others left out.
        public static let formerPaths = 50
        /// The highest story number that an export may claim.
        public static let number: Int64 = 1_000_000_000_000
    }

    /// The item within the limits: lists that are too long are cut.
    ///
    /// If the text of a kill or a hold exceeds the limits, it is obeyed without the text.
    /// - Throws: What is beyond the limits, or missing.
    public func limited() throws(WireItemFault) -> WireItem {
        if let reason = uriFault { throw WireItemFault(reason) }
        var item = self
        item.cut()
        // A section record of our own export has no copy.
        guard sectionRecord == nil, let reason = item.copyFault else { return item }
        if status == .usable { throw WireItemFault(reason) }
        return item.withoutWords()
    }

    /// Why the item cannot be kept at all, as the end of a sentence: "has no uri"; nil if it can.
    public var fault: String? { uriFault ?? (isStub ? nil : copyFault) }

    /// The same kill or hold without a text.
    public func withoutWords() -> WireItem {
        var stub = WireItem(
            uri: uri,
            status: status,
            version: version,
            firstPublished: version,
            copy: Copy(
                headline: "",
                body: Body(blocks: []),
                section: Section(slug: copy.section.slug, name: copy.section.name.shortened(to: Limits.name)),
                language: copy.language.isLanguageTag ? copy.language : "und",
                zone: copy.zone
            )
        )
        stub.isDated = isDated
        stub.edition = edition
        stub.isStub = true
        stub.withdrawalReason = withdrawalReason
        stub.record = record
        return stub
    }

    private mutating func cut() {
        if edition.utf8.count > 64 { edition = "" }
        if !withdrawalReason.fits(characters: Limits.description) {
            withdrawalReason = withdrawalReason.shortened(to: Limits.description)
        }
        if let asked = number, asked.rawValue > Limits.number { number = nil }
        formerPaths.cut(to: Limits.formerPaths)
        copy.bylines.cut(to: Limits.bylines)
        copy.tags.cut(to: Limits.tags)
        // Of our own export no place may go: the text names each by its number.
        let isPlaced = pictures.contains { $0.use.placement != .usual }
        let places = isPlaced ? Limits.placesOfPictures : Limits.pictures
        copy.pictures.cut(to: places)
        pictures.cut(to: places)
        for index in pictures.indices { pictures[index].files.cut(to: Limits.filesOfPicture) }
    }

    private var uriFault: String? {
        if uri.isEmpty { return "has no uri" }
        let isPlain = uri.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let isSound =
            isPlain
            || uri.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
        if uri.utf8.count > Limits.uriBytes || !isSound {
            return "has a uri that is longer than 1,024 bytes or has white space in it"
        }
        return nil
    }

    private var copyFault: String? {
        let times = [version, firstPublished, contentCreated, embargoedUntil].compactMap(\.self)
        if !times.allSatisfy(Timestamp.range.contains) { return "has a date outside the years 1 to 9999" }
        return copy.fault ?? pictures.lazy.compactMap(\.use.fault).first
    }
}

/// Why an item that could be read is not taken.
public struct WireItemFault: Error, Hashable, Sendable {
    /// The end of a sentence that begins with the item: "has no headline".
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}

extension Copy {
    private typealias Limits = WireItem.Limits

    fileprivate var fault: String? {
        if headline.isBlank { return "has no headline" }
        if !headline.fits(characters: Limits.headline) { return "has a headline of more than 500 characters" + accents }
        if !lead.fits(characters: Limits.description) {
            return "has a description of more than 5,000 characters" + accents
        }
        if let name = nameFault { return "has a \(name) of more than 200 characters" + accents }
        if let note = noteFault { return "has a \(note) of more than 20,000 bytes" }
        if let urgency, !(1...9).contains(urgency) { return "has an urgency that is not 1 to 9" }
        if !language.isLanguageTag { return "has a language that is no tag of BCP 47" }
        do throws(BodyError) {
            try body.check()
            return nil
        } catch {
            return "has a body that \(error.reason)"
        }
    }

    private var nameFault: String? {
        if !section.name.fits(characters: Limits.name) { return "section" }
        if !genre.fits(characters: Limits.name) { return "genre" }
        if !place.fits(characters: Limits.name) { return "place" }
        if bylines.contains(where: { !$0.person.name.fits(characters: Limits.name) }) { return "byline" }
        if tags.contains(where: { !$0.name.fits(characters: Limits.name) }) { return "subject" }
        return nil
    }

    private var noteFault: String? {
        if copyrightHolder.utf8.count > Limits.noteBytes { return "copyright holder" }
        if copyrightNotice.utf8.count > Limits.noteBytes { return "copyright notice" }
        if usageTerms.utf8.count > Limits.noteBytes { return "text of usage terms" }
        if editorialNote.utf8.count > Limits.noteBytes { return "note for the desk" }
        return nil
    }
}

extension PictureUse {
    fileprivate var fault: String? {
        if uri.utf8.count > WireItem.Limits.uriBytes { return "has a picture uri of more than 1,024 bytes" }
        if !credit.fits(characters: WireItem.Limits.name) {
            return "has a picture credit of more than 200 characters" + accents
        }
        if !caption.fits(characters: WireItem.Limits.description) {
            return "has a caption of more than 5,000 characters" + accents
        }
        if !alternativeText.fits(characters: WireItem.Limits.alternativeText) {
            return "has an alternative text of more than 1,000 characters" + accents
        }
        return nil
    }
}

/// One character may be a letter with a million accents.
private let accents = ", or of letters with too many accents"

extension Array {
    fileprivate mutating func cut(to limit: Int) {
        if count > limit { removeLast(count - limit) }
    }
}
