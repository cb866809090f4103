import Foundation
import News
import Testing

@Suite struct JSONWriterTests {
    @Test func `nothing in JSON can end the script element that it stands in`() throws {
        let hostile = ["</script><script>alert(1)</script>", "<!--", "-->", "]]>", "&lt;", "<\u{2028}\u{2029}>"]
        for text in hostile {
            let script = JSONValue.members([
                "a": .string(text), "b": .array([.string(text), .integer(-1), .bool(true)]),
            ]).writtenForScript
            #expect(!script.contains { "<>&\u{2028}\u{2029}".contains($0) }, "\(script)")
            let read = try JSONSerialization.jsonObject(with: Data(script.utf8)) as? [String: Any]
            #expect(read?["a"] as? String == text)
        }
    }

    @Test func `every character comes back out of JSON`() throws {
        let scalars = (0...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FFFF}", "\u{1F600}", "\"", "\\"]
        let text = String(String.UnicodeScalarView(scalars))
        let written = JSONValue.object([.init(key: text, value: .string(text))]).written
        #expect(written.utf8.allSatisfy { $0 >= 0x20 })
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: String]
        #expect(read?.values.first == text)
        #expect(read?.keys.first == text)
    }

    @Test func `fields that hold nothing are left out and the others keep their order`() {
        #expect(
            JSONValue.members(["z": "1", "a": .text(unlessEmpty: ""), "b": nil, "c": .text(unlessEmpty: "x")]).written
                == #"{"z":"1","c":"x"}"#
        )
        #expect(JSONValue.array([]).written == "[]")
    }
}
