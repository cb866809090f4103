import News

/// One item of ninjs, whatever its version, on its way to a wire item.
struct NinjsItem {
    let json: JSONValue
    let defaults: NinjsReader.Defaults

    init(_ json: JSONValue, _ defaults: NinjsReader.Defaults) {
        self.json = json
        self.defaults = defaults
    }

    func wireItem() throws(Unfit) -> WireItem {
        guard case .object = json else { throw Unfit("is no object") }
        let uri = try self.uri()
        let status = try self.status()
        var item: WireItem
        do throws(Unfit) {
            item = try whole(uri, status)
        } catch {
            if status == .usable { throw error }
            item = stub(uri, status)
        }
        if defaults.isRestoring { item.record = NinjsAltIDs(json).record }
        return item
    }

    private func whole(_ uri: String, _ status: WireItem.Status) throws(Unfit) -> WireItem {
        try checkType()
        let dates = try self.dates()
        let section = try namedSection()
        var pictures = try NinjsPictures(json["associations"])
        var remarks: [String] = []
        var copy = Copy(
            headline: try headline(),
            body: try body(&pictures),
            section: section ?? defaults.section,
            language: language,
            zone: Zone.forOffset(dates.offset, site: defaults.zone, at: dates.first)
        )
        try fill(&copy, &remarks)
        copy.pictures = pictures.all.map(\.use)
        copy.editorialNote = try note("edNote")
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
        item.pictures = pictures.all
        item.remarks = remarks + pictures.remarks
        item.formerPaths = NinjsAltIDs(json).formerPaths
        item.number = NinjsAltIDs(json).number
        if status == .canceled { item.withdrawalReason = reason }
        return item
    }

    /// A kill or a hold of which no more can be made out than what it stops: it is obeyed whatever else it lacks.
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
        return (text ?? "").collapsedWhitespace.shortened(to: 5_000)
    }

    /// The sender's own number of the version, a text or a number.
    private var edition: String {
        let text = json["version"]?.string ?? json["version"]?.integer.map(String.init) ?? ""
        return text.utf8.count <= 64 ? text.collapsedWhitespace : ""
    }

    private func fill(_ copy: inout Copy, _ remarks: inout [String]) throws(Unfit) {
        copy.lead = try lead()
        copy.genre = try name(of: list("genres", "genre").first ?? .null, "genre") ?? ""
        copy.place = try name(of: json["located"] ?? .null, "located") ?? ""
        copy.bylines = try bylines(&remarks)
        copy.tags = try tags(&remarks)
        copy.urgency = json["urgency"]?.integer.flatMap { (1...9).contains($0) ? $0 : nil }
        copy.copyrightHolder = try note("copyrightHolder")
        copy.copyrightNotice = try note("copyrightNotice")
        copy.usageTerms = try note("usageTerms")
    }

    // MARK: What it is

    private func uri() throws(Unfit) -> String {
        let named = Self.identity(of: json)?.withoutSpaceAround
        guard let uri = named.map(Identifier.read), !uri.isEmpty else { throw Unfit("has no uri") }
        let isPlain = uri.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let isSound =
            isPlain
            || uri.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
        guard uri.utf8.count <= 1_024, isSound else {
            throw Unfit("has a uri that is longer than 1,024 bytes or has white space in it")
        }
        return uri
    }

    /// An item's name for itself: `guid` is Superdesk's word for it, and `ident` NewsML's.
    ///
    /// AP's `uri` holds what the item's address is made of, and is another for each version; what stays is the `itemid`
    /// in it.
    static func identity(of json: JSONValue) -> String? {
        let uri = json.text("uri", "guid", "ident")
        guard let number = NinjsAltIDs.itemID(json["altIds"]), uri?.contains(number) ?? true else { return uri }
        return number
    }

    /// Beside ninjs' own, as Superdesk and smaller systems call them.
    private static let types: Set<String> = ["text", "composite", "article", "story", "preformatted"]

    private func checkType() throws(Unfit) {
        guard let type = json["type"], type != .null else { return }
        guard let name = type.string, Self.types.contains(name.lowercased()) else {
            let shown = type.string?.collapsedWhitespace.shortened(to: 40) ?? "not a string"
            throw Unfit("is of type \(shown); only text and composite items are taken")
        }
    }

    /// The language where it has the form of BCP 47, else the newspaper's.
    private var language: String {
        guard let text = json["language"]?.string, text.utf8.count <= 35 else { return defaults.language }
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isSound = parts.enumerated().allSatisfy { index, part in
            (1...8).contains(part.count)
                && part.allSatisfy { byte in
                    (97...122).contains(byte | 0x20) || (index > 0 && (48...57).contains(byte))
                }
        }
        return isSound ? text : defaults.language
    }

    // MARK: Parts

    /// The values of a list, by its name of 2.x and 3.x or that of 1.x.
    func list(_ name: String, _ older: String) -> [JSONValue] {
        [json[name], json[older]].lazy.compactMap { $0?.values }.first { !$0.isEmpty } ?? []
    }

    /// A name on one line; nil where there is none.
    func name(of value: JSONValue, _ field: String) throws(Unfit) -> String? {
        try short(value.string ?? value["name"]?.string, field)
    }

    func short(_ text: String?, _ field: String) throws(Unfit) -> String? {
        guard let line = text?.collapsedWhitespace, !line.isEmpty else { return nil }
        return try Self.line(line, upTo: 200, field)
    }

    /// A text on one line, which must not be longer than so many characters.
    static func line(_ line: String, upTo limit: Int, _ field: String) throws(Unfit) -> String {
        guard line.fits(characters: limit) else {
            let digits = limit < 1_000 ? "\(limit)" : "\(limit / 1_000),000"
            throw Unfit("has a \(field) of more than \(digits) characters, or of letters with too many accents")
        }
        return line
    }

    /// A text for the desk or the lawyers: kept as it is but for white space at its ends.
    private func note(_ field: String) throws(Unfit) -> String {
        try bounded(json[field]?.string, field)
    }

    private func bounded(_ text: String?, _ field: String) throws(Unfit) -> String {
        guard let text else { return "" }
        guard text.utf8.count <= 20_000 else { throw Unfit("has a \(field) of more than 20,000 bytes") }
        return text.withControlsRead.trimmed
    }
}

/// Roles that our own export writes, beside those that IPTC gives as examples.
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
    /// Why a story was withdrawn, as it is printed.
    static let withdrawalReason = "withdrawal-reason"
}

extension String {
    /// The text without white space and format characters at its ends, as a uri is meant that was copied with them.
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

    /// The text without white space and control characters at its ends; empty where a reader would see nothing of it.
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
