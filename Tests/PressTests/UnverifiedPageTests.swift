import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// What readers and machines are told of a story that was not verified, and of what verified it.
@Suite struct UnverifiedPageTests {
    let room: Newsroom
    private let editor: MemberNumber

    init() async throws {
        room = try await Newsroom([.sample(1), .sample(2)])
        editor = try await room.bagus(.managingEditor)
    }

    private func take(_ step: StoryStep, _ number: Int64 = 1) async throws {
        try await room.take(step, number, by: editor)
    }

    private func report() async throws {
        let conditions = Set(UnverifiedReport.Condition.allCases)
        try await take(
            .reportUnverified(.init(words: "Kapten <Ali> & awaknya belum ditemukan", conditions: conditions))
        )
    }

    private func end(of text: String) throws -> Substring {
        let start = try #require(text.firstRange(of: "<div class=\"body\">")).upperBound
        let end = try #require(text[start...].firstRange(of: "</div>")).lowerBound
        return text[start..<end].suffix(400)
    }

    @Test func `the note stands at the end of the story, in brackets and slanted, and in feeds`() async throws {
        #expect(try await !room.text(of: 1).contains("verifikasi"))
        try await report()
        let text = try await room.text(of: 1)
        let note =
            "[Berita ini masih memerlukan verifikasi lebih lanjut, yang sedang kami upayakan secepatnya. "
            + "Kapten &lt;Ali&gt; &amp; awaknya belum ditemukan.]</em></p>"
        #expect(try end(of: text).contains("<p><em>" + note))
        #expect(text.contains("\"creativeWorkStatus\":\"Belum terverifikasi\""))
        for format in Address.FeedFormat.allCases {
            #expect(try await room.text(.feed(format)).contains("masih memerlukan verifikasi"), "\(format)")
        }
    }

    @Test func `what verified it is led to from it and leads to it, and follows what becomes of either`() async throws {
        try await report()
        #expect(try await !room.text(of: 2).contains("semula belum terverifikasi"))
        try await take(.verify(in: StoryNumber(rawValue: 2)))
        let text = try await room.text(of: 1)
        #expect(try end(of: text).contains("Hasilnya: <a href=\"/dunia/2/kawat-nomor-2\">Kawat nomor 2</a>]"))
        #expect(!text.contains("masih memerlukan") && !text.contains("creativeWorkStatus"))
        let other = try await room.text(of: 2)
        #expect(try end(of: other).contains("terverifikasi: <a href=\"/dunia/1/kawat-nomor-1\">Kawat nomor 1</a>]"))
        #expect(other.contains("\"citation\""))
        try await room.withdraw(2)
        #expect(try await end(of: room.text(of: 1)).contains("Kawat nomor 2</a> (dicabut)]"))
        try await take(.bringBack(reason: "Benar."), 2)
        try await room.withdraw(1)
        #expect(try await end(of: room.text(of: 2)).contains("Kawat nomor 1</a> (dicabut)]"))
    }

    @Test func `a later text leads to what changed, and a hidden story verifies nothing`() async throws {
        try await report()
        await #expect(throws: NewsError.self) { try await take(.verify(in: StoryNumber(rawValue: 9))) }
        let number = StoryNumber(rawValue: 1)
        let open = try await room.desk.openWorkingCopy(of: number, actor: "citra")
        var copy = open.copy
        copy.body = Body(text: "Kapten ditemukan selamat.")
        _ = try await room.desk.saveWorkingCopy(of: number, copy, madeFrom: open.base, actor: "citra")
        try await take(.verify(in: nil))
        let text = try await room.text(of: 1)
        #expect(try end(of: text).contains("Kapten ditemukan selamat."))
        #expect(try end(of: text).contains("<a href=\"/koreksi/1\">Lihat yang berubah</a>]"))
    }
}
