import News

/// The pictures that come with an item, the hero first.
struct NinjsPictures: BodyPictures {
    private(set) var all: [WireItem.WirePicture] = []
    /// What was left out.
    private(set) var remarks: [String] = []
    /// Addresses in the body that lead nowhere.
    private var missed = 0
    private var indices: [String: Int] = [:]

    init(_ associations: JSONValue?) throws(WireItemFault) {
        var named = Self.named(associations).filter { Self.isPicture($0.json) }
        // Our own export says where each picture is shown, and the text names them by their places.
        let isPlaced = named.contains { Self.placement($0.name) != nil }
        if !isPlaced, let hero = Self.hero(among: named) { named.insert(named.remove(at: hero), at: 0) }
        let most = isPlaced ? WireItem.Limits.placesOfPictures : WireItem.Limits.pictures
        let pictures = NinjsItem.bounded(named, most, "pictures", &remarks)
        for (index, association) in pictures.enumerated() {
            let renditions = Self.renditions(association.json)
            for rendition in renditions where indices[rendition.href] == nil { indices[rendition.href] = index }
            let files = renditions.map(\.href).filter(Self.isBeside)
            var use = try Self.use(association.json)
            use.placement = Self.placement(association.name) ?? .usual
            if use.isVacant, use.placement == .text, files.isEmpty { use = .vacant }
            all.append(WireItem.WirePicture(use: use, files: files))
        }
    }

    // MARK: In the body

    /// The picture of which an address in the body is a rendition.
    func index(of source: String) -> Int? {
        indices[source]
    }

    /// Takes a caption from the body if the picture has none.
    ///
    /// True too if it only repeats the picture's caption, with or without the credit, so that it is not printed twice.
    mutating func take(caption: String, under index: Int) -> Bool {
        guard all.indices.contains(index) else { return false }
        let use = all[index].use
        let words = caption.folded
        if use.caption.isEmpty {
            guard words != use.credit.folded || words.isEmpty else { return true }
            guard caption.fits(characters: 5_000) else { return false }
            all[index].use.caption = caption
            return true
        }
        let own = use.caption.folded
        return words == own && (!own.isEmpty || caption == use.caption) || words == use.line.folded && !words.isEmpty
    }

    private static let mostMissed = 3

    mutating func miss(_ address: String) {
        missed += 1
        guard missed <= Self.mostMissed else { return }
        let address = address.beginning(bytes: 400).collapsedWhitespace.shortened(to: 80)
        remarks.append("has a picture or film in its text that cannot be shown or linked to: \(address)")
    }

    // MARK: Where a picture is shown

    /// The name of a picture in an export: what other systems call it, or where the desk has put it.
    static func name(of placement: PictureUse.Placement, _ index: Int) -> String {
        guard placement == .usual else { return "\(placedName)\(placement.rawValue)-\(index + 1)" }
        return index == 0 ? "featureimage" : "picture\(index + 1)"
    }

    private static func placement(_ name: String) -> PictureUse.Placement? {
        guard name.hasPrefix(placedName) else { return nil }
        return name.dropFirst(placedName.count).split(separator: "-").first.flatMap { .init(rawValue: String($0)) }
    }

    private static let placedName = "warta-"

    private typealias Named = (name: String, json: JSONValue)

    /// An array of named items in 2.x and 3.x; an object in 1.x, where a name may stand for several.
    private static func named(_ associations: JSONValue?) -> [Named] {
        switch associations {
        case .array(let items)?: items.map { ($0["name"]?.string ?? "", $0) }
        case .object(let members)?: members.flatMap { member in member.value.values.map { (member.key, $0) } }
        default: []
        }
    }

    /// Decides by its type, or by the media type of its files if the sender gave none.
    private static func isPicture(_ json: JSONValue) -> Bool {
        if let type = json.text("type") {
            return ["picture", "graphic", "photo", "image"].contains(type.lowercased())
        }
        return ([json] + named(json["renditions"]).map(\.json)).contains {
            $0.text("contentType", "mimeType")?.lowercased().hasPrefix("image/") == true
        }
    }

    /// The picture that the sender marks as the main one, otherwise the first that is not a drawing or a logo.
    private static func hero(among named: [Named]) -> Int? {
        named.firstIndex { heroNames.contains(plain($0.name)) }
            ?? named.firstIndex { heroNames.contains(plain($0.json.text("rel", "role") ?? "")) }
            ?? named.firstIndex { $0.json["type"]?.string != "graphic" && !plain($0.name).hasPrefix("logo") }
    }

    /// `featuremedia` is Superdesk's; the others are what systems and ninjs' own examples call it.
    private static let heroNames: Set<String> = [
        "featuremedia", "featuredmedia", "featureimage", "featuredimage", "featurepicture", "featurephoto", "featured",
        "feature", "mainpicture", "mainpic", "mainimage", "mainphoto", "mainmedia", "main", "hero", "heroimage",
        "leadimage", "leadpicture", "leadphoto", "topimage", "toppicture", "openingimage", "primary", "primaryimage",
    ]

    /// Only the letters: `feature-image` and `FeatureImage` are one name.
    private static func plain(_ name: String) -> String {
        String(decoding: name.lowercased().utf8.filter { (97...122).contains($0) }, as: UTF8.self)
    }

    private static func use(_ json: JSONValue) throws(WireItemFault) -> PictureUse {
        let uri = NinjsItem.identity(of: json)?.collapsedWhitespace ?? ""
        let credit = json.text("copyrightHolder", "by", "byline", "creditLine")?.collapsedWhitespace
        return PictureUse(
            uri: uri.utf8.count <= WireItem.Limits.uriBytes ? uri : "",
            caption: try caption(json),
            credit: credit ?? "",
            alternativeText: try alternativeText(json),
            madeWithAI: madeWithAI(json)
        )
    }

    /// Whether a model made it, as IPTC's digital source type says: an object since ninjs 3.1, a text with senders of before.
    private static func madeWithAI(_ json: JSONValue) -> PictureUse.MadeWithAI? {
        guard let type = json["digitalSourceType"] else { return nil }
        return [type.string, type["uri"]?.string, type["literal"]?.string].lazy.compactMap { $0 }
            .compactMap { PictureUse.MadeWithAI(sourceType: $0) }.first
    }

    /// The alternative text, for which ninjs has no field.
    ///
    /// It is a description with that role, as our own export writes it, or a field that senders add.
    private static func alternativeText(_ json: JSONValue) throws(WireItemFault) -> String {
        let described = NinjsText.all(in: json, "descriptions", "description_").first(where: Self.isAlternative)
        let added = alternativeNames.lazy.compactMap { json[$0]?.string?.collapsedWhitespace }.first
        return try described?.line() ?? added ?? ""
    }

    private static func isAlternative(_ text: NinjsText) -> Bool {
        alternativeNames.contains(text.role)
    }

    private static let alternativeNames: Set = [NinjsRole.alternativeText, "altText", "alttext", "alt_text"]

    private static func caption(_ json: JSONValue) throws(WireItemFault) -> String {
        let all = NinjsText.all(in: json, "descriptions", "description_").filter { !isAlternative($0) }
        let named = all.filter { $0.role.hasBytes(NinjsRole.caption) }
        let candidates = named.isEmpty ? all : named
        let text = try (candidates.first { !$0.isHTML } ?? candidates.first)?.line() ?? ""
        return text.isEmpty ? NinjsItem.headline(of: json) ?? "" : text
    }

    // MARK: Files

    private struct Rendition {
        let href: String
        let isOriginal: Bool
        let width: Int
    }

    /// Best first: the original, then by width.
    private static func renditions(_ json: JSONValue) -> [Rendition] {
        let all = named(json["renditions"]).prefix(WireItem.Limits.filesOfPicture).compactMap {
            name,
            rendition -> Rendition? in
            guard let href = rendition["href"]?.string, !href.isEmpty else { return nil }
            return Rendition(
                href: href,
                isOriginal: name.lowercased() == "original",
                width: rendition["width"]?.integer ?? 0
            )
        }
        return all.enumerated().sorted { left, right in
            if left.element.isOriginal != right.element.isOriginal { return left.element.isOriginal }
            if left.element.width != right.element.width { return left.element.width > right.element.width }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// Whether the address is a file beside the copy, and cannot lead out of its folder.
    private static func isBeside(_ href: String) -> Bool {
        guard href.utf8.count <= 1_024, href.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }),
            !href.hasPrefix("/"), !href.hasBytes("\\")
        else { return false }
        let parts = href.split(separator: "/", omittingEmptySubsequences: false)
        return !parts.contains("..") && !parts[0].contains(":")
    }
}
