import Editorial
import Storage
import TestSupport
import Testing

@testable import News
@testable import Press

/// The label of a paid story wherever readers and machines meet it, and the label of a picture that a model made.
@Suite struct LabelPageTests {
    let room: Newsroom
    private let editor: MemberNumber

    init() async throws {
        room = try await Newsroom([.sample(1), .sample(2)])
        editor = try await room.bagus(.managingEditor)
    }

    private func label(_ paid: PaidContent?) async throws {
        try await room.take(.label(paid), 1, by: editor)
    }

    /// A page without the rails, which have the label as well.
    private func own(_ address: Address) async throws -> String {
        String(decoding: try await room.page(address).fragments[0].inflated(), as: UTF8.self)
    }

    private static let lists: [Address] = [
        .front, .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug), .index(),
        .search("kawat"), .feed(.rss), .feed(.atom), .feed(.json), .rails,
    ]

    @Test func `it stands above the headline and in every list and feed, and goes with the label`() async throws {
        for address in Self.lists { #expect(try await !own(address).contains("Advertorial"), "\(address.path)") }
        try await label(PaidContent(label: .advertorial, payer: "PT <Maju>"))
        for address in Self.lists { #expect(try await own(address).contains("Advertorial"), "\(address.path)") }
        let text = try await room.text(of: 1)
        let label = try #require(text.firstRange(of: "Advertorial, dibayar oleh PT &lt;Maju&gt;</p>"))
        #expect(try label.lowerBound < #require(text.firstRange(of: "<h1>")).lowerBound)
        #expect(text.contains("\"@type\":\"AdvertiserContentArticle\"") && text.contains("\"sponsor\""))
        // The page beside it leads to it with its label.
        #expect(try await room.text(of: 2).contains("<strong class=\"zone\">Advertorial</strong><a"))
        try await self.label(nil)
        for address in Self.lists { #expect(try await !own(address).contains("Advertorial"), "\(address.path)") }
        #expect(try await room.text(of: 1).contains("\"@type\":\"NewsArticle\""))
    }

    @Test func `it is neither popular nor news for search engines`() async throws {
        let rows = try await room.home.store.read { try $0.rows(.site, before: nil, limit: 9) }
        #expect(try await room.text(.newsSitemap).contains("kawat-nomor-1"))
        try await label(PaidContent(label: .advertisement, payer: "PT Maju"))
        let news = try await room.text(.newsSitemap)
        #expect(!news.contains("kawat-nomor-1") && news.contains("kawat-nomor-2"))
        #expect(try await room.text(.sitemap(0)).contains("kawat-nomor-1"))
        let rankings = Rankings(lists: [.init(window: .day, section: nil): rows.map(\.number)])
        let (rails, popular) = try await room.home.store.read { transaction in
            (
                try RailsPage(transaction, rankings).popular.map(\.number.rawValue),
                try PopularPage(transaction, .day, nil, rankings)?.rows.map(\.number.rawValue)
            )
        }
        #expect(rails == [2] && popular == [2])
    }

    @Test func `a picture that a model made says so under it, in feeds and to machines`() async throws {
        try await room.take(
            .sample(3) { copy in
                copy.pictures = [
                    PictureUse(picture: .sample, caption: "Kapal", credit: "Warta", madeWithAI: .made),
                    PictureUse(picture: .sample, caption: "Laut", madeWithAI: .changed),
                ]
                copy.body = Body(blocks: [.paragraph([.text("Isi.")]), .picture(1)])
            }
        )
        let text = try await room.text(of: 3)
        #expect(text.contains("<figcaption>Kapal/Warta · Gambar buatan AI</figcaption>"))
        #expect(text.contains("<figcaption>Laut · Gambar diubah dengan AI</figcaption>"))
        #expect(text.contains("\"digitalSourceType\":\"https://schema.org/TrainedAlgorithmicMediaDigitalSource\""))
        for format in Address.FeedFormat.allCases {
            #expect(try await room.text(.feed(format)).contains("Gambar buatan AI"), "\(format)")
        }
    }
}
