import Testing

@testable import News

@Suite struct JSONTests {
    private static let values: [(text: String, value: JSONValue)] = [
        ("null", .null), (" true ", .bool(true)), ("-0.5e+10", .number("-0.5e+10")), ("\"a\"", .string("a")),
        (#""\u0041\n\/\ud83d\ude00""#, .string("A\n/😀")), ("[]", .array([])),
        ("[1,[2]]", .array([.number("1"), .array([.number("2")])])),
        ("{}", .object([])),
        (#"{"b":1,"a":null}"#, .object([.init(key: "b", value: .number("1")), .init(key: "a", value: .null)])),
        (String(repeating: "9", count: 400), .number(String(repeating: "9", count: 400))),
    ]

    @Test(arguments: values)
    func `JSON is read, and written so that it reads the same`(row: (text: String, value: JSONValue)) throws {
        #expect(try JSONValue(parsing: Array(row.text.utf8)) == row.value)
        #expect(try JSONValue(parsing: row.value.bytes) == row.value)
    }

    @Test(arguments: [
        "", "tru", "nul", "+1", "01", "1.", ".5", "1e", "-", "'a'", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12é4\"",
        "[1,]", "[1 2]",
        "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[", "{", "]", "1 2", "\"a\nb\"", "NaN", "\u{FEFF}1",
        "{\"a\":1,\"a\":2}",
        #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#, #""\ud800x""#, "/* */ 1", "{\"a\":1 \"b\":2}",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        let quote = [UInt8(ascii: "\"")]
        #expect(throws: JSONError(reason: "is not UTF-8")) { try JSONValue(parsing: quote + bytes + quote) }
    }

    @Test func `nesting is bounded`() {
        let sound = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try JSONValue(parsing: Array(sound.utf8)) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(String(repeating: "[", count: 1_000_000).utf8)) }
    }

    @Test func `a key that stands twice among many is found`() {
        let keys = (0..<100).map { "\"k\($0)\":1" } + ["\"k7\":2"]
        let text = "{" + keys.joined(separator: ",") + "}"
        #expect(throws: JSONError(reason: "has the key \"k7\" twice")) { try JSONValue(parsing: Array(text.utf8)) }
    }
}
