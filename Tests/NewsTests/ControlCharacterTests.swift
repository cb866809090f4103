import Testing

@testable import News

/// Controls U+0080 to U+009F are bytes of Windows-1252 that somebody took for Latin-1.
@Suite struct ControlCharacterTests {
    @Test func `a body reads them as HTML does, raw, by number and in plain text`() throws {
        for html in ["10\u{96}20", "<p>10&#150;20", "<p>10&#x96;20", "<p style=x>10\u{96}20", "10<b></b>\u{96}20"] {
            #expect(try Body(html: html).text == "10–20", "\(html)")
        }
        #expect(Body(text: "10\u{96}20").text == "10–20")
        #expect(try Body(html: "<pre>10\u{96}20</pre>").text == "10–20")
        #expect(Body(blocks: [.paragraph([.text("10\u{96}20")])]).text == "10–20")
    }

    @Test func `a line of text reads them the same way`() {
        #expect("10\u{96}20".collapsedWhitespace == "10–20")
        #expect("\u{93}Kata\u{94} \u{80}5\u{85}".collapsedWhitespace == "“Kata” €5…")
        #expect("a\n\u{93}b\u{94}".withControlsRead == "a\n“b”")
        #expect(Body(text: "a\u{85}b").text == "a…b")
    }

    @Test func `all thirty-two are those of Windows-1252`() {
        let controls = String(String.UnicodeScalarView((0x80...0x9F).compactMap { Unicode.Scalar($0) }))
        #expect(CleanText.read(controls) == "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ")
    }

    @Test(arguments: ["\u{81}", "\u{8D}", "\u{9D}", "\u{0}", "\u{1}", "\u{B}", "\u{1F}", "\u{7F}", "\u{FFFE}"])
    func `a control that means nothing never joins two numbers`(control: String) throws {
        #expect(Body(text: "10\(control)20").text == "10 20")
        #expect(Body(blocks: [.preformatted("10\(control)20")]).text == "10 20")
        #expect(try Body(html: "<p>10\(control)20").text == "10 20")
    }
}
