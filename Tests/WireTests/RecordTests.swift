import News
import Testing

@testable import Wire

/// What decides a story's fate, on its way through ninjs.
@Suite struct RecordTests {
    private static let stop = WireStop(
        status: .canceled,
        fingerprint: .min,
        until: Timestamp(milliseconds: 1_660_539_180_120),
        edition: "2",
        made: Timestamp(milliseconds: -1),
        reason: "Salah \"kutip\""
    )

    private static func record() -> StoryRecord {
        var record = StoryRecord(decidedBy: .desk, stops: [stop])
        record.position = ListPosition(rawValue: 27_206_273_925_242_880)
        record.firstPublic = Timestamp(milliseconds: 7)
        record.textWasPublic = true
        record.isPublished = true
        record.withdrawnAt = Timestamp(milliseconds: 8)
        record.withdrawalGround = .pressCouncil
        record.paid = PaidContent(label: .sponsored, payer: "PT \"Maju\"")
        record.reports = [
            UnverifiedReport(
                number: 1,
                words: "Belum \"pasti\".",
                version: 1,
                at: Timestamp(milliseconds: 3),
                actor: .restoration,
                verification: .init(
                    at: Timestamp(milliseconds: 4),
                    actor: .restoration,
                    story: StoryNumber(rawValue: 9)
                )
            ),
            UnverifiedReport(
                number: 2,
                words: "Lagi.",
                version: 1,
                at: Timestamp(milliseconds: 5),
                actor: .restoration
            ),
        ]
        record.stamp = WireStamp(version: Timestamp(milliseconds: 9), edition: "1", fingerprint: .max)
        record.sections = ["Dunia": Slug("dunia", fallback: "x")]
        record.people = ["王小明 (AFP)": Slug("afp 1f3a77c2", fallback: "x")]
        return record
    }

    @Test func `a record is read as it was written`() {
        let record = Self.record()
        #expect(StoryRecord(json: record.json) == record)
        #expect(StoryRecord(json: StoryRecord(decidedBy: .wire, stops: []).json)?.decidedBy == .wire)
    }

    @Test(arguments: [
        "", "{}", "[]", "/dunia/7/judul", #"{"decidedBy":"moon"}"#, #"{"decidedBy":"desk","stops":[{}]}"#,
        #"{"decidedBy":"desk","decidedBy":"wire"}"#,
    ])
    func `what is no record is none`(text: String) {
        #expect(StoryRecord(json: text) == nil)
    }

    @Test func `a record is read only where the operator restores`() throws {
        let text = Self.record().json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let json = Read.json(#""altIds":[{"role":"warta-record","value":"\#(text)"}]"#)
        #expect(try #require(Read.item(json)).record == nil)
        #expect(try #require(Self.restored(json)).record == Self.record())
    }

    @Test func `the kills of an item that has not come are a line that is read again`() throws {
        let line = String(decoding: NinjsWriter().line([Self.stop], uri: "tag:a"), as: UTF8.self)
        let plain = try #require(Read.item(line))
        #expect(plain.status == .canceled && plain.isStub && plain.record == nil)
        let item = try #require(Self.restored(line))
        #expect(item.uri == "tag:a" && item.copy.headline.isEmpty)
        #expect(item.record?.stops == [Self.stop])
    }

    private static let section = SectionRecord(
        section: Section(slug: Slug("daerah", fallback: "x"), name: "Nusantara \"Raya\""),
        key: "daerah",
        deskNames: ["nusantara", "nusantara \"raya\""],
        place: 12
    )

    @Test func `a section is a line that a restoration reads, and an import of copy passes over`() throws {
        let line = String(decoding: NinjsWriter().line(Self.section), as: UTF8.self)
        #expect(try #require(Self.restored(line)).sectionRecord == Self.section)
        #expect(Read.item(line) == nil && Read.reason(Array(line.utf8)) == nil)
        let plain = SectionRecord(section: Section(name: "Dunia"), key: "dunia")
        #expect(SectionRecord(json: plain.json) == plain)
    }

    @Test func `a kill is a kill, also where it calls itself a section`() throws {
        let line = String(decoding: NinjsWriter().line(Self.section), as: UTF8.self)
        let kill = line.replacing(#""type":"component""#, with: #""type":"component","pubStatus":"canceled""#)
        #expect(try #require(Read.item(kill)).status == .canceled)
    }

    @Test(arguments: [
        "", "[]", #"{"slug":"a","name":"A"}"#, #"{"slug":"A B","name":"A","key":"a"}"#,
        #"{"slug":"a","name":" ","key":"a"}"#, #"{"slug":"a","name":"A","key":"a","place":0}"#,
        #"{"slug":"a","name":"A","key":"a","place":13}"#, #"{"slug":"a","name":"B","key":"a"}"#,
        #"{"slug":"a","name":"A","key":"a","deskNames":[1]}"#,
    ])
    func `what is no section's record is none`(text: String) {
        #expect(SectionRecord(json: text) == nil)
    }

    private static func restored(_ text: String) -> WireItem? {
        var rest: [UInt8]? = Array(text.utf8)
        var defaults = Read.defaults
        defaults.isRestoring = true
        var reader = NinjsReader(source: "export", defaults: defaults) {
            defer { rest = nil }
            return rest
        }
        if case .item(let item, _) = reader.next() { return item }
        return nil
    }
}
