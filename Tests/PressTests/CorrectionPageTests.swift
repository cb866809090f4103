import Editorial
import Foundation
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// A correction wherever readers and machines meet its story.
@Suite struct CorrectionPageTests {
    private static let one = StoryNumber(rawValue: 1)

    private static func correct(
        _ room: Newsroom,
        of number: Int64 = 1,
        _ words: String,
        _ kind: Correction.Kind = .correction,
        place: Correction.Place = .below,
        paragraph: Int? = nil,
        hidesFormer: Bool = false
    ) async throws {
        let draft = Correction.Draft(
            kind: kind,
            place: place,
            words: words,
            paragraph: paragraph,
            hidesFormer: hidesFormer
        )
        try await room.desk.correctStory(StoryNumber(rawValue: number), draft, actor: "citra")
        try await room.press.follower.catchUp()
    }

    /// Gives readers another text, by an update or with a correction.
    private static func rewrite(_ room: Newsroom, _ body: [String]) async throws {
        let working = try await room.desk.openWorkingCopy(of: one, actor: "citra")
        var copy = working.copy
        copy.body = Body(blocks: body.map { .paragraph([.text($0)]) })
        _ = try await room.desk.saveWorkingCopy(of: one, copy, madeFrom: working.base, actor: "citra")
    }

    @Test func `it stands on the story by its weight, and at its paragraph`() async throws {
        let room = try await Newsroom([.sample(1) { $0.body = Body(text: "Satu.\n\nPenumpangnya 21 orang.\n\nTiga.") }])
        room.clock.advance(seconds: 120)
        try await Self.correct(room, "Bukan 21 <b>tetapi</b> 12.", place: .above, paragraph: 1)
        try await Self.correct(room, "Maksudnya penumpang.", .clarification)
        let text = try await room.text(of: 1)
        let (above, body) = try (
            #require(text.range(of: "id=\"ralat-1\"")), #require(text.range(of: "<div class=\"body\">"))
        )
        let below = try #require(text.range(of: "id=\"ralat-2\""))
        #expect(above.lowerBound < body.lowerBound && body.lowerBound < below.lowerBound)
        #expect(text.contains("Bukan 21 &lt;b&gt;tetapi&lt;/b&gt; 12.") && text.contains("Klarifikasi 2"))
        #expect(text.contains("orang.</p><p class=\"rights\" id=\"alinea-ralat-1\"><a href=\"#ralat-1\">"))
        #expect(text.contains("\"CorrectionComment\"") && text.contains("/koreksi/1\""))
        for address in [.front, .index(), .section(Section.dunia.slug)] as [Address] {
            #expect(try await room.text(address).contains(">Ralat</span>"), "\(address.path)")
        }
    }

    @Test func `the list and its feeds tell it the moment it is told`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        #expect(try await room.text(.corrections()).contains("Tidak ada ralat"))
        try await Self.correct(room, of: 2, "Bukan <Kim> & kawan.")
        let list = try await room.text(.corrections())
        #expect(list.contains("Bukan &lt;Kim&gt; &amp; kawan.") && list.contains("#ralat-1"))
        #expect(try await room.text(.corrections(section: Section.dunia.slug)).contains("Kim"))
        for format in Address.FeedFormat.allCases {
            let feed = try await room.text(.feed(format, .corrections))
            #expect(feed.contains("Ralat: ") && feed.contains("tag:warta,2026:correction/1/"), "\(format)")
            #expect(try await room.text(.feed(format)).contains("Ralat 1: Bukan"), "\(format)")
        }
        try await Self.correct(room, of: 2, "Juga bukan Kim.")
        #expect(try await room.text(.corrections()).contains("Juga bukan Kim."))
    }

    @Test func `readers see what changed, word by word, but nothing that a correction hides`() async throws {
        let room = try await Newsroom([
            .sample(1) { $0.body = Body(text: "Korbannya bernama Rahasia.\n\nAda 21 orang.") }
        ])
        #expect(try await room.page(.changes(Self.one)).status == .notFound)
        room.clock.advance(seconds: 120)
        try await Self.rewrite(room, ["Korbannya seorang anak.", "Ada 21 orang."])
        try await Self.correct(room, "Nama korban dihapus.", hidesFormer: true)
        #expect(try await !room.text(.changes(Self.one)).contains("Rahasia"))
        room.clock.advance(seconds: 120)
        try await Self.rewrite(room, ["Korbannya seorang anak.", "Ada 12 orang."])
        try await Self.correct(room, "Ada 12 orang.")
        let text = try await room.text(.changes(Self.one))
        #expect(text.contains("<del>21</del><ins>12</ins>") && !text.contains("Rahasia"))
        #expect(text.contains("Nama korban dihapus.") && text.contains("noindex"))
        try await room.withdraw(1)
        let notice = try await room.page(.changes(Self.one))
        #expect(notice.status == .gone && !notice.text.contains("Ada 12 orang"))
    }

    @Test func `what a story said before it was withdrawn is not told when it is back`() async throws {
        let room = try await Newsroom([.sample(1) { $0.body = Body(text: "Korbannya bernama Rahasia.") }])
        room.clock.advance(seconds: 120)
        try await room.withdraw(1)
        try await Self.rewrite(room, ["Korbannya seorang anak."])
        room.clock.advance(seconds: 120)
        try await room.desk.bringBackStory(Self.one, reason: "Nama dihapus.", actor: "citra")
        try await room.press.follower.catchUp()
        #expect(try await !room.text(.changes(Self.one)).contains("Rahasia"))
        room.clock.advance(seconds: 120)
        try await Self.rewrite(room, ["Korbannya seorang balita."])
        try await Self.correct(room, "Korbannya balita.")
        let text = try await room.text(.changes(Self.one))
        #expect(text.contains("<del>anak</del><ins>balita</ins>") && !text.contains("Rahasia"))
    }

    @Test func `a correction that hides may come before the text that is mended`() async throws {
        let room = try await Newsroom([.sample(1) { $0.body = Body(text: "Korbannya bernama Rahasia.") }])
        room.clock.advance(seconds: 120)
        try await Self.correct(room, "Nama korban dihapus.", hidesFormer: true)
        room.clock.advance(seconds: 120)
        try await Self.rewrite(room, ["Korbannya seorang anak."])
        try await room.desk.updateStory(Self.one, actor: "citra")
        try await room.press.follower.catchUp()
        #expect(try await !room.text(.changes(Self.one)).contains("Rahasia"))
        room.clock.advance(seconds: 120)
        try await Self.rewrite(room, ["Korbannya seorang balita."])
        try await Self.correct(room, "Korbannya balita.")
        let text = try await room.text(.changes(Self.one))
        #expect(text.contains("<del>anak</del><ins>balita</ins>") && !text.contains("Rahasia"))
    }

    @Test func `an update alone leads to what changed; a wire's story that came updated does not`() async throws {
        var late = WireItem.sample(1, version: 600)
        late.copy.body = Body(text: "Menteri tiba di Palu pada pagi hari.")
        let room = try await Newsroom([late])
        #expect(try await !room.text(of: 1).contains("/koreksi/1\""))
        room.clock.advance(seconds: 120)
        try await Self.rewrite(room, ["Menteri tiba di Palu pada malam hari."])
        try await room.desk.updateStory(Self.one, actor: "citra")
        try await room.press.follower.catchUp()
        #expect(try await room.text(of: 1).contains("/koreksi/1\""))
        #expect(try await room.text(.changes(Self.one)).contains("<del>pagi</del><ins>malam</ins>"))
    }
}
