/// That somebody paid for a story: what it is called, and who paid.
///
/// Pedoman Pemberitaan Media Siber (Dewan Pers, 2012), 6: what is advertising or paid for says so, by one of these words.
public struct PaidContent: Hashable, Sendable {
    /// What a paid story is called: a closed list, for which the strings have the words.
    public enum Label: String, Hashable, Sendable, CaseIterable {
        /// Written like a story, by or for whoever paid (*advertorial*).
        case advertorial
        /// An advertisement (*iklan*).
        case advertisement
        /// The newsroom's own, made possible by whoever paid (*konten bersponsor*).
        case sponsored
    }

    public let label: Label
    /// Who paid, on one line; empty where a wire did not say.
    public let payer: String

    /// - Parameters:
    ///   - label: What it is called.
    ///   - payer: Who paid.
    public init(label: Label, payer: String) {
        self.label = label
        self.payer = payer
    }

    /// Characters that the name of a payer may have.
    public static let longestPayer = 200
}

extension PaidContent.Label {
    /// The label of a genre that means paid content, whoever wrote it; nil for any other genre.
    public init?(genre: String) {
        guard let label = Self.genres[genre.nameKey] else { return nil }
        self = label
    }

    private static let genres: [String: Self] = [
        "advertorial": .advertorial, "pariwara": .advertorial, "advertiser supplied": .advertorial,
        "iklan": .advertisement, "ad": .advertisement, "ads": .advertisement, "advertisement": .advertisement,
        "advertising": .advertisement, "konten bersponsor": .sponsored, "konten berbayar": .sponsored,
        "bersponsor": .sponsored, "sponsored": .sponsored, "sponsored content": .sponsored,
        "paid content": .sponsored, "branded content": .sponsored,
    ]
}

extension PaidContent {
    /// The label as it may be kept.
    /// - Throws: `invalid` where nobody is named who paid, or with more than ``longestPayer`` characters.
    func checked() throws(NewsError) -> PaidContent {
        let payer = payer.collapsedWhitespace
        guard !payer.isBlank else {
            throw NewsError(.invalid, "A label says who paid; name them.")
        }
        guard payer.fits(characters: Self.longestPayer) else {
            throw NewsError(.invalid, "The name of whoever paid has more than 200 characters; shorten it.")
        }
        return PaidContent(label: label, payer: payer)
    }
}
