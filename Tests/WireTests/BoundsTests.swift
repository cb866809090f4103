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

    @Test func `a text is measured in characters and in bytes`() {
        #expect("".fits(characters: 0) && "ab".fits(characters: 2) && !"abc".fits(characters: 2))
        #expect("\u{1F1EE}\u{1F1E9}".fits(characters: 1) && "é".fits(characters: 1))
        #expect(("e" + String(repeating: "\u{301}", count: 7)).fits(characters: 1))
        #expect(!("e" + String(repeating: "\u{301}", count: 8)).fits(characters: 1))
    }
}
