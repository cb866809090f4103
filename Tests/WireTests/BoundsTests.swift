import News
import Testing

@testable import Wire

/// That no text of an item is longer than its place on a page allows, in characters or in bytes.
@Suite struct BoundsTests {
    /// One character to a reader, and to a counter of characters.
    private static let letter = "e" + String(repeating: "\u{301}", count: 100_000)

    private static let fields = [
        #""headline":"*""#, #""headlines":[{"value":"*"}]"#, #""descriptions":[{"role":"summary","value":"*"}]"#,
        #""descriptions":[{"value":"<p>*</p>","contentType":"text/html"}]"#, #""description_text":"*""#, #""by":"*""#,
        #""bylines":[{"by":"*"}]"#, #""people":[{"name":"*","rel":"editor"}]"#, #""authors":[{"name":"*"}]"#,
        #""subjects":[{"name":"*"}]"#, #""subjects":[{"name":"*","rel":"section"}]"#, #""services":[{"name":"*"}]"#,
        #""genres":["*"]"#, #""located":"*""#, #""located":{"name":"*"}"#, #""language":"*""#, #""version":"*""#,
        #""copyrightHolder":"*""#, #""copyrightNotice":"*""#, #""usageTerms":"*""#, #""edNote":"*""#,
        #""pubStatus":"canceled","descriptions":[{"role":"withdrawal-reason","value":"*"}]"#,
        #""altIds":[{"role":"address","value":"/*"}]"#, #""altIds":[{"role":"warta","value":"*"}]"#,
        #""associations":[{"name":"a","type":"picture","uri":"*"}]"#,
        #""associations":[{"name":"a","type":"picture","by":"*"}]"#,
        #""associations":[{"name":"a","type":"picture","copyrightHolder":"*"}]"#,
        #""associations":[{"name":"a","type":"picture","altText":"*"}]"#,
        #""associations":[{"name":"a","type":"picture","descriptions":[{"role":"alt","value":"*"}]}]"#,
        #""associations":[{"name":"a","type":"picture","descriptions":[{"role":"caption","value":"*"}]}]"#,
        #""associations":[{"name":"a","type":"picture","headline":"*"}]"#,
        #""associations":[{"name":"a","type":"picture","renditions":[{"name":"original","href":"*"}]}]"#,
    ]

    @Test(arguments: fields)
    func `a letter with many accents is too long for any field`(field: String) {
        let text = Read.json(field.replacing("*", with: Self.letter))
        for reading in Read.all(text) {
            switch reading {
            case .item(let item, _):
                for text in Self.texts(in: item) { #expect(text.utf8.count <= 80_003, "\(text.prefix(1))") }
            case .refused(let refusal): #expect(refusal.reason.utf8.count < 200)
            }
        }
        #expect(Read.all(Read.json(field.replacing("*", with: "1"))).count == 1)
    }

    /// Every text that is reached from a value, so that none is forgotten that is added one day.
    private static func texts(in value: Any) -> [String] {
        if let text = value as? String { return [text] }
        return Mirror(reflecting: value).children.flatMap { texts(in: $0.value) }
    }

    @Test func `what is beyond a limit is left out with a remark`() throws {
        let names = (1...53).map { #"{"name":"T\#($0)"}"# }.joined(separator: ",")
        let people = (1...21).map { #"{"name":"P\#($0)","rel":"author"}"# }.joined(separator: ",")
        let pictures = (1...61).map { #"{"name":"a\#($0)","type":"picture"}"# }.joined(separator: ",")
        let text =
            #""subjects":[\#(names)],"people":[\#(people)],"associations":[\#(pictures)],"#
            + #""bodies":[{"contentType":"text/html","value":"<p>a<img src=z.jpg></p>"}]"#
        let item = try #require(Read.item(Read.json(text)))
        #expect((item.copy.tags.count, item.copy.bylines.count, item.pictures.count) == (50, 20, 60))
        #expect(
            item.remarks == [
                "has too many people: 1 behind the first 20 are left out",
                "has too many tags: 3 behind the first 50 are left out",
                "has too many pictures: 1 behind the first 60 are left out",
                "has a picture or film in its text that cannot be shown or linked to: z.jpg",
            ]
        )
        #expect(try #require(Read.item(Read.json(#""by":"Sari""#))).remarks.isEmpty)
    }

    @Test func `words under a picture in the text are its caption where the item gives none`() throws {
        let body = "<figure><img src=a.jpg><figcaption>Warga. Foto: AFP</figcaption></figure>"
        let picture = #"{"name":"a","type":"picture","renditions":[{"name":"o","href":"a.jpg"}]"#
        for (more, caption, html) in [
            ("", "Warga. Foto: AFP", ""),
            (#","by":"AFP","descriptions":[{"value":"Warga"}]"#, "Warga", "<p>Warga. Foto: AFP</p>"),
            (#","by":"Foto: AFP","descriptions":[{"value":"Warga"}]"#, "Warga", ""),
        ] {
            let text =
                #""headlines":[{"value":"J"}],"associations":[\#(picture)\#(more)}],"bodies":[{"value":"\#(body)"}]"#
            let json = #"{"uri":"a","versionCreated":"2022-08-15T11:53:00+07:00",\#(text)}"#
            let item = try #require(Read.item(json))
            #expect(item.copy.pictures[0].caption == caption)
            #expect(item.pictures[0].use.caption == caption)
            #expect(item.copy.body.html == "<figure data-picture=\"0\"></figure>" + html)
        }
    }

    @Test func `a text is measured in characters and in bytes`() {
        #expect("".fits(characters: 0) && "ab".fits(characters: 2) && !"abc".fits(characters: 2))
        #expect("\u{1F1EE}\u{1F1E9}".fits(characters: 1) && "é".fits(characters: 1))
        #expect(("e" + String(repeating: "\u{301}", count: 7)).fits(characters: 1))
        #expect(!("e" + String(repeating: "\u{301}", count: 8)).fits(characters: 1))
    }
}
