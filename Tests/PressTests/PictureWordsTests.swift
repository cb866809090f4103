import News
import TestSupport
import Testing

@testable import Press

@Suite struct PictureWordsTests {
    @Test func `the words under a picture are not what it shows`() async throws {
        let picture = PictureUse(
            picture: .sample,
            caption: "Kim dan Putin",
            credit: "AFP",
            alternativeText: "Dua orang berjabat tangan"
        )
        let room = try await Newsroom([.sample(1) { $0.pictures = [picture] }])
        let page = try await room.text(of: 1)
        #expect(page.contains(#"alt="Dua orang berjabat tangan""#))
        #expect(page.contains("Kim dan Putin/AFP"))
        #expect(!page.contains(#"alt="Kim dan Putin"#))
        #expect(try await room.text(.feed(.rss)).contains("alt=&quot;Dua orang berjabat tangan&quot;"))
    }

    @Test func `a picture that nobody described is passed over by whoever does not see it`() async throws {
        let room = try await Newsroom([.sample(1) { $0.pictures = [PictureUse(picture: .sample, caption: "Kim")] }])
        let page = try await room.text(of: 1)
        #expect(page.contains(#"alt="""#) && !page.contains("og:image:alt"))
    }
}
