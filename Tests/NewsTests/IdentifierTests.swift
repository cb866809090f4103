import Testing

@testable import News

@Suite struct IdentifierTests {
    @Test(arguments: [
        "tag:wire,2026:1", "urn:newsml:antaranews.com:20260105:0042", "https://wire.example/a%20b?c=d#e", "ap:0042",
        "http://wire.example/berita/(1)", "x-wire+1.0:a",
    ])
    func `a URI stays as the wire sent it`(uri: String) {
        #expect(Identifier.written(uri) == uri && Identifier.read(uri) == uri)
    }

    @Test(arguments: [
        "20260105-0042", "berita", ":", "1a:b", "a:", "http://wire.example/a b", "a:<b>", "a:b#c#d", "a:%zz", "a:%",
        "a:\u{FFFF}", "urn:berita:Jakarta—é", "a:[b]", "a:\"b\"", "a:{b}|\\^`", "日本:1", "", "tag:warta,2026:uri/%41 ",
    ])
    func `what is no URI is held by one, and read back`(uri: String) {
        let written = Identifier.written(uri)
        #expect(Identifier.isURI(written), "\(written)")
        #expect(Identifier.read(written) == uri)
        #expect(Identifier.written(written) == written)
    }

    @Test func `a tag that holds what needs no tag is a wire's own`() {
        let own = "tag:warta,2026:uri/tag%3Awire%2C2026%3A1"
        #expect(Identifier.read(own) == own && Identifier.written(own) == own)
    }
}
