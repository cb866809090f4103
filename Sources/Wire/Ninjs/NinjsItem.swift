import News

/// Turns one ninjs item of any version into a wire item.
struct NinjsItem {
    let json: JSONValue
    let defaults: NinjsReader.Defaults

    init(_ json: JSONValue, _ defaults: NinjsReader.Defaults) {
        self.json = json
        self.defaults = defaults
    }

    func wireItem() throws(WireItemFault) -> WireItem {
        guard case .object = json else { throw WireItemFault("is no object") }
        let uri = try self.uri()
        let status = try self.status()
        // A kill or a hold counts as one even if it claims to be a section record.
        if status == .usable, let section = sectionRecord {
            var item = stub(uri, status)
            item.sectionRecord = section
            return item
        }
        var item: WireItem
        do throws(WireItemFault) {
            item = try whole(uri, status)
        } catch {
            if status == .usable { throw error }
            item = stub(uri, status)
        }
        if defaults.isRestoring { item.record = NinjsAltIDs(json).record }
        return item
    }

    private var sectionRecord: SectionRecord? {
        json["type"]?.string == NinjsRole.sectionType ? NinjsAltIDs(json).section : nil
    }

    private func whole(_ uri: String, _ status: WireItem.Status) throws(WireItemFault) -> WireItem {
        try checkType()
        let dates = try self.dates()
        let section = namedSection()
        var pictures = try NinjsPictures(json["associations"])
        var remarks: [String] = []
        var copy = Copy(
            headline: try headline(),
            body: defaults.isRestoring ? try body(&pictures) : try body(&pictures).withoutRelatedStories,
            section: section ?? defaults.section,
            language: language ?? defaults.language,
            zone: Zone.forOffset(dates.offset, site: defaults.zone, at: dates.first)
        )
        try fill(&copy, &remarks)
        copy.pictures = pictures.all.map(\.use)
        copy.editorialNote = note("edNote")
        var item = WireItem(
            uri: uri,
            status: status,
            version: dates.version,
            firstPublished: dates.first,
            copy: copy
        )
        item.isDated = dates.isDated
        item.edition = edition
        item.isStub = status == .canceled && copy.body.isEmpty
        item.contentCreated = dates.content
        item.embargoedUntil = dates.embargo
        item.namesSection = section != nil
        item.namesLanguage = language != nil
        item.namesZone = Zone.ofIndonesia(offset: dates.offset, at: dates.first) != nil
        item.pictures = pictures.all
        item.remarks = remarks + pictures.remarks
        item.formerPaths = NinjsAltIDs(json).formerPaths
        item.number = NinjsAltIDs(json).number
        item.paid = paid
        if status == .canceled { item.withdrawalReason = reason }
        return item
    }

    /// A kill or a hold without a usable copy: it is obeyed whatever else is missing.
    private func stub(_ uri: String, _ status: WireItem.Status) -> WireItem {
        let version = try? date("versionCreated")
        var item = WireItem(
            uri: uri,
            status: status,
            version: version?.time ?? Timestamp(milliseconds: 0),
            firstPublished: version?.time ?? Timestamp(milliseconds: 0),
            copy: Copy(
                headline: "",
                body: Body(blocks: []),
                section: defaults.section,
                language: defaults.language,
                zone: defaults.zone
            )
        )
        item.isDated = version != nil
        item.edition = edition
        item.isStub = true
        if status == .canceled { item.withdrawalReason = reason }
        return item
    }

    /// `edNote` is for the desk (IPTC); only what our own export names as the reason is for readers.
    private var reason: String {
        let text = descriptions.first { $0.role == NinjsRole.withdrawalReason }?.value
        return (text ?? "").collapsedWhitespace
    }

    /// The sender's own number of the version, a text or a number.
    private var edition: String {
        let text = json["version"]?.string ?? json["version"]?.integer.map(String.init) ?? ""
        return text.collapsedWhitespace
    }

    private func fill(_ copy: inout Copy, _ remarks: inout [String]) throws(WireItemFault) {
        copy.lead = try lead()
        copy.genre = name(of: list("genres", "genre").first { !Self.isPaid($0) } ?? .null) ?? ""
        copy.place = name(of: json["located"] ?? .null) ?? ""
        copy.bylines = bylines(&remarks)
        copy.tags = tags(&remarks)
        copy.urgency = json["urgency"]?.integer.flatMap { (1...9).contains($0) ? $0 : nil }
        copy.copyrightHolder = note("copyrightHolder")
        copy.copyrightNotice = note("copyrightNotice")
        copy.usageTerms = note("usageTerms")
    }

    // MARK: What it is

    private func uri() throws(WireItemFault) -> String {
        guard let uri = Self.identity(of: json)?.withoutSpaceAround else { throw WireItemFault("has no uri") }
        return Identifier.read(uri)
    }

    /// The item's identity: Superdesk calls it `guid`, NewsML `ident`.
    ///
    /// AP's `uri` contains what the item's address is made of, and changes with each version; only the `itemid` in it
    /// stays.
    static func identity(of json: JSONValue) -> String? {
        let uri = json.text("uri", "guid", "ident")
        guard let number = NinjsAltIDs.itemID(json["altIds"]), uri?.contains(number) ?? true else { return uri }
        return number
    }

    /// The types of ninjs, and what Superdesk and smaller systems call them.
    private static let types: Set<String> = ["text", "composite", "article", "story", "preformatted"]

    private func checkType() throws(WireItemFault) {
        guard let type = json["type"], type != .null else { return }
        guard let name = type.string, Self.types.contains(name.lowercased()) else {
            let shown = type.string?.collapsedWhitespace.shortened(to: 40) ?? "not a string"
            throw WireItemFault("is of type \(shown); only text and composite items are taken")
        }
    }

    /// The language, if it has the form of a language tag.
    private var language: String? {
        json["language"]?.string.flatMap { $0.isLanguageTag ? $0 : nil }
    }

    // MARK: Parts

    /// The values of a list, by its name in ninjs 2.x and 3.x or in 1.x.
    func list(_ name: String, _ older: String) -> [JSONValue] {
        [json[name], json[older]].lazy.compactMap { $0?.values }.first { !$0.isEmpty } ?? []
    }

    /// A name on one line; nil if there is none.
    func name(of value: JSONValue) -> String? {
        line(value.string ?? value["name"]?.string)
    }

    /// A text on one line; reads only enough of it to show whether it is too long for a name.
    func line(_ text: String?) -> String? {
        guard let line = text?.beginning(bytes: WireItem.Limits.readOfName).collapsedWhitespace, !line.isEmpty else {
            return nil
        }
        return line
    }

    /// A text for the desk or the lawyers: kept as it is, except for white space at its ends.
    private func note(_ field: String) -> String {
        (json[field]?.string ?? "").withControlsRead.trimmed
    }
}

/// Roles that our own export writes, in addition to those that IPTC gives as examples.
enum NinjsRole {
    static let summary = "summary"
    static let caption = "caption"
    /// What a picture shows, for whoever does not see it.
    static let alternativeText = "alt"
    static let main = "main"
    static let address = "address"
    static let number = "warta"
    /// What desk and wires decided about a story (`StoryRecord`).
    static let record = "warta-record"
    /// What the desk decided about a section (`SectionRecord`).
    static let section = "warta-section"
    /// The type of an item that is about a section; no copy has it.
    static let sectionType = "component"
    /// Who paid for a story.
    static let sponsor = "sponsor"
    /// What of a story is not verified yet, and why not.
    static let unverified = "unverified"
    /// On which ground a story was withdrawn (`Story.Withdrawal.Ground`).
    static let withdrawalGround = "withdrawal-ground"
    /// What is said of that, as it is printed.
    static let withdrawalReason = "withdrawal-reason"
}

extension String {
    /// The text without white space and format characters at its ends, which are often copied along with a uri.
    fileprivate var withoutSpaceAround: String {
        let isKept = { (scalar: Unicode.Scalar) in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: isKept), let last = scalars.lastIndex(where: isKept) else {
            return ""
        }
        return String(scalars[first...last])
    }

    /// The text without white space and control characters at its ends; empty if a reader would see nothing of it.
    var trimmed: String {
        if isBlank { return "" }
        let isKept = { (scalar: Unicode.Scalar) in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: isKept), let last = scalars.lastIndex(where: isKept) else {
            return ""
        }
        return String(scalars[first...last])
    }
}
