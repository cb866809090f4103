import News
import Testing

@testable import Wire

/// Each sender's way of writing ninjs, beside what is understood of it.
@Suite struct DialectTests {
    @Test(arguments: ["superdesk", "ap", "dpa", "ntb", "tt", "businesswire", "package"])
    func `a sender's dialect is understood`(name: String) throws {
        let understood = Read.all(try Read.fixture("dialects/\(name).json")).map(Self.words).joined(separator: "\n")
        let expected = String(decoding: try Read.fixture("dialects/\(name).expected.txt"), as: UTF8.self)
        #expect(understood == expected)
    }

    /// What of an item senders differ in, a line for each.
    private static func words(_ reading: WireReadResult) -> String {
        guard case .item(let item, _) = reading else { return reading.summary + "\n" }
        let copy = item.copy
        var lines = [
            "uri: \(item.uri)", "status: \(item.status.rawValue)", "version: \(RFC3339.write(item.version))",
            "headline: \(copy.headline)", "section: \(copy.section.name)", "place: \(copy.place)",
            "urgency: \(copy.urgency.map(String.init) ?? "")", "lead: \(copy.lead.prefix(30))",
            "has a body: \(!copy.body.isEmpty)",
        ]
        lines += copy.bylines.map { "\($0.role.rawValue): \($0.person.name)" }
        lines += item.pictures.map { "picture: \($0.use.uri), file: \($0.files.first ?? ""), by: \($0.use.credit)" }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func `the members of a package are told by their place in it`() throws {
        let readings = Read.all(#"{"items":[{"headline":"a"},{"uri":"b"}]}"# + "\n" + Read.json())
        #expect(readings.map(\.summary).count == 3)
        guard case .refused(let second) = readings[1] else { throw WireItemFault("was taken") }
        #expect(second.description.hasPrefix("wire.json:1, part 2: the item b has no date: firstCreated"))
        #expect(Read.reason(Array(#"{"items":[]}"#.utf8)) == "is a package without items")
    }

    @Test(arguments: ["stat:canceled", "Canceled", "cancelled", "CANCELED"])
    func `a kill is understood however it is spelled`(status: String) throws {
        #expect(try #require(Read.item(Read.json(#""pubStatus":"\#(status)""#))).status == .canceled)
    }

    private static let bylines: [(json: String, names: [String])] = [
        (#""by":"Kementerian Kelautan dan Perikanan""#, ["Kementerian Kelautan dan Perikanan"]),
        (#""by":"Sari, Budi dan Tono""#, ["Sari, Budi dan Tono"]),
        (#""by":"Johnson & Johnson""#, ["Johnson & Johnson"]),
        (#""by":"Oleh: Sari; Budi""#, ["Sari", "Budi"]),
        (#""byline":"By Sari\nBudi | Tono""#, ["Sari", "Budi", "Tono"]),
        (#""by":"Sari &amp; Budi""#, ["Sari & Budi"]),
        (#""by":"Sari &amp; Budi; Tono &#233;""#, ["Sari & Budi", "Tono é"]),
        (#""by":"Sari & Budi; Tono <tono@a.id>""#, ["Sari & Budi", "Tono <tono@a.id>"]),
        (#""bylines":[{"by":"By SARI"},{"by":"By BUDI; Tono"}]"#, ["SARI", "BUDI", "Tono"]),
        (#""by":"Byron""#, ["Byron"]), (#""by":"\u200b""#, []),
        (
            #""by":"Oleh Sari, Budi dan Tono","people":[{"name":"Budi"},{"name":"TONO"},{"name":"Sari"},{"name":"Presiden"}]"#,
            ["Sari", "Budi", "TONO"]
        ),
        (#""by":"Sari dan Presiden Baru","people":[{"name":"Sari"},{"name":"Presiden"}]"#, ["Sari dan Presiden Baru"]),
        (#""by":"Kelautan dan Perikanan","people":[{"name":"Kelautan"}]"#, ["Kelautan dan Perikanan"]),
        (#""by":"x","authors":[{"name":"Sari","role":"writer"},{"name":"Sari"}]"#, ["Sari"]),
        (#""by":"x","people":[{"name":"Sari dan Budi","rel":"author"}]"#, ["Sari dan Budi"]),
    ]

    @Test(arguments: bylines)
    func `free text is one name unless the sender says otherwise`(row: (json: String, names: [String])) throws {
        let item = try #require(Read.item(Read.json(row.json)))
        #expect(item.copy.bylines.map(\.person.name) == row.names)
    }

    @Test(arguments: [
        #""headline":"\u200b\u200b","headlines":[]"#, #""headlines":[{"value":"\u3164"},{"value":"\u2800 \ufe0f"}]"#,
        #""headline":"\u0301\u0302""#, #""headline":"\udb40\udc41\udb40\udc7f""#, #""headline":"\u202e\u2066\u00ad""#,
    ])
    func `a headline that nobody sees is none`(headline: String) {
        let text = #"{"uri":"a","versionCreated":"2022-08-15T11:53:00Z",\#(headline)}"#
        #expect(Read.reason(Array(text.utf8)) == "has no headline")
    }

    @Test func `names and captions that nobody sees are none`() throws {
        let item = try #require(
            Read.item(
                Read.json(
                    #""by":"\u3164","located":"\u200b","subjects":[{"name":"\u2800"},{"name":"\u00ad","rel":"section"}],"#
                        + #""edNote":"\u200b","genres":["\u034f"],"associations":[{"name":"a","type":"picture","by":"\u200b","#
                        + #""descriptions":[{"value":"\ufeff"}]}]"#
                )
            )
        )
        #expect(item.copy.bylines.isEmpty && item.copy.place.isEmpty && item.copy.tags.isEmpty && !item.namesSection)
        #expect(item.copy.editorialNote.isEmpty && item.copy.genre.isEmpty)
        #expect(item.copy.pictures.map(\.line) == [""])
    }
}
