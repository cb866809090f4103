import News
import Testing

@testable import Wire

@Suite struct MappingTests {
    @Test func `the page that started it is read word for word`() throws {
        let readings = Read.all(try Read.fixture("seed/page.ninjs.jsonl"))
        #expect(readings.count == 18)
        let first = try #require(readings.first)
        guard case .item(let item, let place) = first else {
            Issue.record("refused: \(first.summary)")
            return
        }
        #expect(place == WirePlace(source: "wire.json", position: .line(1)))
        #expect(item.uri == "tag:seed.example,2026:story/1")
        #expect(item.status == .usable)
        #expect(RFC3339.write(item.firstPublished, zone: item.copy.zone) == "2022-08-15T11:53:00+07:00")
        #expect(item.copy.headline.hasPrefix("Putin: Hubungan yang Lebih Erat"))
        #expect(item.copy.bylines == [Byline(Person(name: "ALIFIA DWI RAMANDHITA"))])
        #expect(item.copy.genre == "Berita" && item.copy.section.name == "Dunia" && item.namesSection)
        #expect(item.copy.tags.isEmpty)
        #expect(item.copy.body.blocks.count == 8)
        #expect(item.pictures.map(\.files) == [["hero.jpg"]])
        #expect(item.copy.pictures.first?.line.hasSuffix("pada 26 April 2019/AFP") == true)
        #expect(readings.allSatisfy { if case .item = $0 { true } else { false } })
    }

    @Test func `an item with the least has the newspaper's own for the rest`() throws {
        let item = try #require(Read.item(Read.json()))
        #expect(item.copy.section == Read.defaults.section && !item.namesSection)
        #expect(item.copy.language == "id" && item.copy.zone == .wib)
        #expect(item.copy.body.isEmpty && item.copy.bylines.isEmpty)
        #expect(item.version == item.firstPublished)
    }

    @Test(arguments: ["multimedia 1.6", "multimedia 2.2", "multimedia 3.1"])
    func `three versions of ninjs say the same`(name: String) throws {
        let version = String(name.suffix(3))
        let bytes = try Read.fixture("iptc/examples/\(version)/007_multimedia.json")
        let item = try #require(Read.item(String(decoding: bytes, as: UTF8.self)))
        #expect(item.copy.headline == "Captain of wrecked cruise ship on trial in Italy")
        #expect(item.copy.bylines.map(\.person.name) == ["Paulo Santalucia and Frances d'Emilio"])
        #expect(item.copy.place == "Grossetto, Italy")
        #expect(item.copy.body.html.hasPrefix("<p>GROSSETO, Italy (AP)"))
        #expect(item.pictures.count == 2 && item.pictures.allSatisfy { $0.files.isEmpty })
        #expect(item.pictures[0].use.credit == "Paulo Santalucia")
        #expect(item.pictures[0].use.caption.hasPrefix("The Costa Concordia cruise ship lies on its side"))
        #expect(item.copy.copyrightNotice.hasPrefix("Copyright 2013"))
    }

    @Test func `controls that were meant to be Windows-1252 are so in every field`() throws {
        let more =
            #""headline":"10\u009620","by":"A\u0096B","located":"C\u0096D","copyrightNotice":"\u0093E\u0094","#
            + #""edNote":"\u0093F\u0094","descriptions":[{"role":"summary","value":"G\u0096H"}],"#
            + #""subjects":[{"name":"I\u0096J"}],"bodies":[{"contentType":"text/plain","value":"10\u009620"}]"#
        let item = try #require(Read.item(Read.json(more)))
        #expect(item.copy.body.text == "10–20" && item.copy.headline == "10–20" && item.copy.lead == "G–H")
        #expect(item.copy.copyrightNotice == "“E”" && item.copy.bylines.map(\.person.name) == ["A–B"])
        // Swift writes a control in a value as a number.
        #expect(!String(describing: item).contains("\\u{"), "\(item)")
    }

    @Test func `plain text that begins with an element is plain text`() throws {
        for (value, words) in [
            ("<script> kini dilarang. Kata penting.", "<script> kini dilarang. Kata penting."), ("<p>Isi.", "Isi."),
        ] {
            #expect(try #require(Read.item(Read.json(#""bodies":[{"value":"\#(value)"}]"#))).copy.body.text == words)
        }
        let json =
            #"{"uri":"a","versionCreated":"2022-08-15T11:53:00Z","headlines":[{"value":"<!DOCTYPE html> berumur 30 tahun"}]}"#
        #expect(try #require(Read.item(json)).copy.headline == "<!DOCTYPE html> berumur 30 tahun")
    }

    private static let refusals: [(more: String, reason: String)] = [
        (#""type":"picture""#, "is of type picture"), (#""type":7"#, "is of type"), (#""pubStatus":"x""#, "pubStatus"),
        (#""firstCreated":"yesterday""#, "wrong date in firstCreated"),
        (#""embargoedUntil":7"#, "wrong date in embargoedUntil"),
        (#""contentCreated":"9999-12-31T23:59:59Z""#, "wrong date"), (#""uri":"b""#, "key \"uri\" twice"),
        (#""headline":"\#(String(repeating: "a", count: 501))""#, "headline of more than 500"),
        (#""by":"\#(String(repeating: "a", count: 201))""#, "byline of more than 200"),
        (#""descriptions":[{"role":"summary","value":"\#(String(repeating: "a", count: 5_001))"}]"#, "more than 5,000"),
        (
            #""bodies":[{"contentType":"text/html","value":"\#(String(repeating: "a", count: 10_000_000))"}]"#,
            "10000000 bytes"
        ),
        (
            #""bodies":[{"contentType":"text/plain","value":"\#(String(repeating: "a", count: 10_000_000))"}]"#,
            "10000000 bytes"
        ),
        (#""bodies":[{"value":"\#(String(repeating: "<b>", count: 100_000))"}]"#, "tags"),
    ]

    @Test(arguments: refusals)
    func `a bad item is refused with its name and the reason`(row: (more: String, reason: String)) throws {
        guard case .refused(let refusal)? = Read.all(Read.json(row.more)).first else {
            Issue.record("taken: \(row.more.prefix(80))")
            return
        }
        #expect(refusal.reason.contains(row.reason), "\(refusal)")
        #expect(refusal.place == WirePlace(source: "wire.json", position: .line(1)))
        #expect(refusal.description.hasPrefix("\(refusal.place): the item") && refusal.description.hasSuffix("."))
    }

    @Test(arguments: [
        #"{"headline":"a","versionCreated":"2022-08-15T11:53:00Z"}"#, #"{"uri":" ","headline":"a"}"#,
        #"{"uri":"a\u0000","headline":"a","versionCreated":"2022-08-15T11:53:00Z"}"#,
        #"{"uri":"a","versionCreated":"2022-08-15T11:53:00Z"}"#,
        #"{"uri":"a","versionCreated":"2022-08-15T11:53:00Z","headlines":[{"value":" \n "}]}"#,
        #"{"uri":"a","headline":"a"}"#,
        #"{"uri":7,"headline":"a","versionCreated":"2022-08-15T11:53:00Z"}"#,
    ])
    func `what must be there is asked for`(text: String) {
        #expect(Read.item(text) == nil)
        #expect(Read.all(text).count == 1)
    }

    @Test func `people with a part come before the printed byline`() throws {
        let people = #""by":"By Sari","people":[{"name":"Budi","rel":"editor"},{"name":"X","rel":"about"}]"#
        let item = try #require(Read.item(Read.json(people)))
        #expect(item.copy.bylines == [Byline(Person(name: "Sari")), Byline(Person(name: "Budi"), as: .editor)])
        let author = #""by":"Redaksi","people":[{"name":"Budi, M.Si dan kawan","rel":"author"}]"#
        #expect(
            try #require(Read.item(Read.json(author))).copy.bylines == [Byline(Person(name: "Budi, M.Si dan kawan"))]
        )
    }

    @Test func `former addresses and the number of our own export are kept`() throws {
        let ids =
            #""altIds":[{"role":"warta","value":"77"},{"role":"address","value":"/a/b?c=1"},{"value":"https://x.id/d?e#f"},"#
            + #"{"value":"javascript:x"},{"value":"//evil.id/x"},{"value":"https://x.id"},{"value":"/"},{"value":"/a\n"}]"#
        let item = try #require(Read.item(Read.json(ids)))
        #expect(item.number == StoryNumber(rawValue: 77))
        #expect(item.formerPaths == ["/a/b?c=1", "/d?e"])
        for number in ["0", "-1", "01", "1000000000001"] {
            let text = Read.json(#""altIds":[{"role":"warta","value":"\#(number)"}]"#)
            #expect(try #require(Read.item(text)).number == nil)
        }
    }

    @Test func `the feature image comes first and its files cannot lead out of the folder`() throws {
        let pictures =
            #""associations":[{"name":"a","type":"picture","uri":"p:1"},{"name":"v","type":"video","uri":"v:1"},"#
            + #"{"name":"FeatureImage","type":"picture","uri":"p:2","headlines":[{"value":"Kata"}],"by":"Foto","renditions":["#
            + #"{"name":"s","href":"s.jpg","width":10},{"name":"l","href":"d/l.jpg","width":90},{"name":"x","href":"../x.jpg"},"#
            + #"{"name":"y","href":"/etc/passwd"},{"name":"z","href":"file:///etc/passwd"},{"name":"w","href":"a/..\\b"},"#
            + #"{"name":"original","href":"o.jpg"}]}],"#
            + #""bodies":[{"contentType":"text/html","value":"<p>a</p><img src='s.jpg'><figure data-picture='1'></figure>"#
            + #"<figure data-picture='2'></figure>"}]"#
        let item = try #require(Read.item(Read.json(pictures)))
        #expect(item.pictures.map(\.use.uri) == ["p:2", "p:1"])
        #expect(item.pictures[0].files == ["o.jpg", "d/l.jpg", "s.jpg"])
        #expect(item.pictures[0].use.line == "Kata/Foto")
        #expect(item.copy.body.blocks.dropFirst() == [.picture(0), .picture(1)])
    }

    @Test func `a canceled item's note stays with the desk, and its zone is told by the offset`() throws {
        let text = Read.json(
            #""pubStatus":"canceled","edNote":" Salah\n kutip ","firstCreated":"2022-08-15T11:53:00+09:00""#
        )
        let item = try #require(Read.item(text))
        #expect(item.status == .canceled && item.withdrawalReason.isEmpty)
        #expect(item.copy.editorialNote == "Salah\n kutip" && item.copy.zone == .wit)
    }

    @Test func `the reason of a withdrawal is for readers, in a description of its own`() throws {
        let reason = #"{"role":"withdrawal-reason","contentType":"text/plain","value":" Salah\n kutip "}"#
        let text = Read.json(
            #""pubStatus":"canceled","firstCreated":"2022-08-15T11:53:00+07:00","descriptions":[\#(reason)]"#
        )
        let item = try #require(Read.item(text))
        #expect(item.withdrawalReason == "Salah kutip" && item.copy.lead.isEmpty)
    }

    @Test(
        arguments: [
            #""descriptions":[{"role":"alt","value":"Dua orang"},{"role":"caption","value":"Kim"}]"#,
            #""altText":"Dua orang","descriptions":[{"value":"Kim"}]"#,
            #""description_text":"Kim","description_alt":"Dua orang""#,
        ]
    )
    func `what a picture shows is not the words under it`(members: String) throws {
        let association = #""associations":{"a":{"type":"picture","uri":"p:1",\#(members)}}"#
        let use = try #require(Read.item(Read.json(association))?.copy.pictures.first)
        #expect((use.caption, use.alternativeText) == ("Kim", "Dua orang"))
    }
}
