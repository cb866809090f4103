internal import News

extension PaidContent {
    /// As it stands in a record (`StoryRecord`).
    var json: JSONValue {
        .object([
            .init(key: "label", value: .string(label.rawValue)), .init(key: "payer", value: .string(payer)),
        ])
    }

    init?(json: JSONValue) {
        guard let label = json["label"]?.string.flatMap(Label.init(rawValue:)),
            let payer = json["payer"]?.string?.collapsedWhitespace, payer.count <= Self.longestPayer
        else { return nil }
        self.init(label: label, payer: payer)
    }
}

extension NinjsItem {
    /// IPTC's genre of what somebody paid for.
    static let paidGenre = "http://cv.iptc.org/newscodes/genre/Advertiser_Supplied"

    /// Whether a genre is that one.
    static func isPaid(_ genre: JSONValue) -> Bool {
        genre["uri"]?.string?.hasSuffix("/newscodes/genre/Advertiser_Supplied") == true
    }

    /// Who paid for the item: it has IPTC's genre of what is paid for, and perhaps a source that is its sponsor.
    var paid: PaidContent? {
        guard list("genres", "genre").contains(where: Self.isPaid) else { return nil }
        let sponsor = list("infoSources", "infosources").first { $0["role"]?.string?.lowercased() == NinjsRole.sponsor }
        let payer = (sponsor?["name"]?.string ?? "").collapsedWhitespace
        return PaidContent(label: .advertorial, payer: payer.shortened(to: PaidContent.longestPayer))
    }
}
