import Testing

@testable import News

/// What steps do.
///
/// That they do it as ProseMirror does is shown against ProseMirror itself, in `Tests/Browser/test_steps.py`.
@Suite struct StepTests {
    /// `<p>abc</p><p>def</p>`: 0 before the first paragraph, 1 before `a`, 4 behind `c`, 5 and 6 between, 10 at the end.
    private let two = Document(Body(text: "abc\n\ndef"))

    private func step(_ text: String) throws -> Step {
        try Step(json: JSONValue(parsing: Array(text.utf8), deepest: Document.nesting))
    }

    private func html(_ text: String, of document: Document? = nil) throws -> String {
        try (document ?? two).applying(step(text)).body.html
    }

    private static let changes: [(step: String, html: String)] = [
        (
            #"{"stepType":"replace","from":2,"to":3,"slice":{"content":[{"type":"text","text":"x"}]}}"#,
            "<p>axc</p><p>def</p>"
        ),
        (#"{"stepType":"replace","from":1,"to":9}"#, ""),
        (#"{"stepType":"replace","from":2,"to":8}"#, "<p>af</p>"),
        (
            // Enter, between a and b.
            #"{"stepType":"replace","from":2,"to":2,"slice":{"content":[{"type":"paragraph"},{"type":"paragraph"}],"openStart":1,"openEnd":1},"structure":true}"#,
            "<p>a</p><p>bc</p><p>def</p>"
        ),
        (#"{"stepType":"replace","from":4,"to":6,"structure":true}"#, "<p>abcdef</p>"),
        (
            // The first paragraph becomes the item of a list.
            #"{"stepType":"replaceAround","from":0,"to":5,"gapFrom":0,"gapTo":5,"insert":2,"slice":{"content":[{"type":"bulletList","content":[{"type":"listItem"}]}]},"structure":true}"#,
            "<ul><li>abc</li></ul><p>def</p>"
        ),
        (
            #"{"stepType":"replaceAround","from":5,"to":10,"gapFrom":6,"gapTo":9,"insert":1,"slice":{"content":[{"type":"heading","attrs":{"level":3}}]},"structure":true}"#,
            "<p>abc</p><h3>def</h3>"
        ),
        (
            #"{"stepType":"addMark","from":2,"to":8,"mark":{"type":"bold"}}"#,
            "<p>a<strong>bc</strong></p><p><strong>de</strong>f</p>"
        ),
        (#"{"stepType":"removeMark","from":0,"to":10,"mark":{"type":"bold"}}"#, "<p>abc</p><p>def</p>"),
        (
            #"{"stepType":"addMark","from":1,"to":2,"mark":{"type":"link","attrs":{"href":"https://a.id/"}}}"#,
            "<p><a href=\"https://a.id/\">a</a>bc</p><p>def</p>"
        ),
    ]

    @Test(arguments: changes)
    func `a step changes the text`(row: (step: String, html: String)) throws {
        #expect(try html(row.step) == row.html)
        let step = try step(row.step)
        #expect(try Step(json: step.json) == step)
    }

    @Test func `an attribute is set, and none that the node does not have`() throws {
        let heading = try Document(Body(html: "<h2>a</h2>"))
        #expect(try html(#"{"stepType":"attr","pos":0,"attr":"level","value":3}"#, of: heading) == "<h3>a</h3>")
        for wrong in [#""attr":"level","value":7"#, #""attr":"onclick","value":"x""#, #""attr":"type","value":"doc""#] {
            let step = try step(#"{"stepType":"attr","pos":0,\#(wrong)}"#)
            #expect(throws: DocumentFault.self) { try heading.applying(step) }
        }
        let elsewhere = try step(#"{"stepType":"attr","pos":1,"attr":"level","value":3}"#)
        #expect(throws: DocumentFault.self) { try heading.applying(elsewhere) }
    }

    @Test(arguments: [
        #"{"stepType":"replace","from":0,"to":11}"#, #"{"stepType":"replace","from":3,"to":2}"#,
        #"{"stepType":"replace","from":0,"to":10}"#, #"{"stepType":"replace","from":2,"to":8,"structure":true}"#,
        #"{"stepType":"replace","from":2,"to":5}"#,
        #"{"stepType":"replace","from":0,"to":0,"slice":{"content":[{"type":"text","text":"x"}]}}"#,
        #"{"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"paragraph"}]}}"#,
        #"{"stepType":"replace","from":0,"to":0,"slice":{"content":[{"type":"bulletList","content":[{"type":"paragraph"}]}]}}"#,
        #"{"stepType":"replaceAround","from":0,"to":5,"gapFrom":6,"gapTo":2,"insert":0}"#,
        #"{"stepType":"replaceAround","from":0,"to":5,"gapFrom":2,"gapTo":5,"insert":0}"#,
    ])
    func `a step without a place in the text is refused`(text: String) throws {
        let step = try step(text)
        #expect(throws: DocumentFault.self) { try two.applying(step) }
    }

    @Test(arguments: [
        "{}", "[]", #"{"stepType":"explode"}"#, #"{"stepType":"replace"}"#, #"{"stepType":"replace","from":-1,"to":2}"#,
        #"{"stepType":"replace","from":"1","to":2}"#, #"{"stepType":"replace","from":1.5,"to":2}"#,
        #"{"stepType":"replace","from":9223372036854775807,"to":9223372036854775807}"#,
        #"{"stepType":"replace","from":1e3,"to":2}"#, #"{"stepType":"replace","from":1,"to":1,"slice":[]}"#,
        #"{"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"paragraph"}],"openStart":2}}"#,
        #"{"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"paragraph"}],"openEnd":-1}}"#,
        #"{"stepType":"addMark","from":1,"to":2}"#,
        #"{"stepType":"addMark","from":1,"to":2,"mark":{"type":"underline"}}"#,
        #"{"stepType":"addMark","from":1,"to":2,"mark":{"type":"bold","attrs":{"style":"x"}}}"#,
        #"{"stepType":"attr","pos":0}"#, #"{"stepType":"docAttr","attr":"a","value":1}"#,
    ])
    func `what is no step is refused`(text: String) throws {
        let json = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: DocumentFault.self) { try Step(json: json) }
    }

    @Test func `of steps that come together, all are carried out or none`() throws {
        let good = try step(#"{"stepType":"replace","from":1,"to":2}"#)
        let bad = try step(#"{"stepType":"replace","from":9,"to":10}"#)
        #expect(throws: DocumentFault.self) { try two.applying([good, bad]) }
        #expect(try two.applying([good, good]).body.html == "<p>c</p><p>def</p>")
    }

    @Test func `steps that come together nest no deeper than a thread's stack bears`() throws {
        let quotes = 50
        let open = String(repeating: #"{"type":"blockquote","content":["#, count: quotes)
        let close = String(repeating: "]}", count: quotes)
        let steps = try (0..<100).map { number in
            let place = number * quotes
            return try step(
                #"{"stepType":"replace","from":\#(place),"to":\#(place),"slice":{"content":[\#(open){"type":"paragraph"}\#(close)]}}"#
            )
        }
        #expect(throws: DocumentFault.notAllowed("is nested too deep")) { try two.applying(steps) }
    }

    @Test func `the halves of a character are not parted`() throws {
        let document = Document(Body(text: "a😀b"))
        #expect(document.size == 6)
        let half = try step(#"{"stepType":"replace","from":2,"to":3}"#)
        #expect(throws: DocumentFault.doesNotFit("parts the halves of a character")) { try document.applying(half) }
        #expect(try html(#"{"stepType":"replace","from":2,"to":4}"#, of: document) == "<p>ab</p>")
    }

    @Test func `the words that a step brings are told`() throws {
        let text = """
            {"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"paragraph","content":[{"type":"text",\
            "text":"satu"}]},{"type":"paragraph","content":[{"type":"text","text":"dua"}]}],"openStart":1,"openEnd":1}}
            """
        #expect(try step(text).text == "satu dua")
    }
}
