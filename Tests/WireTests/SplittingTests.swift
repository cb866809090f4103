import News
import Testing

@testable import Wire

@Suite struct SplittingTests {
    private static let one = Read.json(uri: "tag:1")
    private static let two = Read.json(uri: "tag:2")
    private static let pretty = one.replacing(",", with: ",\n  ").replacing("{", with: "{\n")

    /// A source, and what is to be told of it.
    private static let sources: [(text: String, expected: [String])] = [
        ("", []), (" \n ", []), ("[]", []), (one, ["line 1: tag:1"]),
        ("\(one)\n\(two)\n", ["line 1: tag:1", "line 2: tag:2"]),
        ("\u{FEFF}\n\(one)\r\n\n\(two)", ["line 2: tag:1", "line 4: tag:2"]),
        ("\(pretty)\n\(pretty)", ["line 1: tag:1", "line 6: tag:1"]),
        ("\(one)\(two)", ["line 1: tag:1", "line 1: tag:2"]),
        ("[\(one),\n\(two)]\n", ["item 1: tag:1", "item 2: tag:2"]),
        ("[\n\(pretty),\(two)]", ["item 1: tag:1", "item 2: tag:2"]),
        ("{\"uri\":\"x\n\(two)", ["line 1: the item is not JSON", "line 2: tag:2"]),
        ("{\"uri\":\"x\",\n\(two)", ["line 1: the item is not JSON", "line 2: tag:2"]),
        ("\(one)\n{\"uri\": [[[\n\(two)", ["line 1: tag:1", "line 2: the item is not JSON", "line 3: tag:2"]),
        ("\(one)\n{\"a\": \"\n\(two)", ["line 1: tag:1", "line 2: the item is not JSON", "line 3: tag:2"]),
        ("\(one) x\n\(two)", ["line 1: the item is not JSON", "line 2: tag:2"]),
        ("nonsense\n\(two)", ["line 1: the item is not JSON", "line 2: tag:2"]),
        ("[\(one), {\"a\": tru}, \(two)]", ["item 1: tag:1", "item 2: the item is not JSON", "item 3: tag:2"]),
        ("[\(one), }, \(two)]", ["item 1: tag:1", "item 2: the item is not JSON", "item 3: tag:2"]),
        ("[\(one),,\(two)]", ["item 1: tag:1", "item 2: the item is empty", "item 3: tag:2"]),
        ("[\(one),]", ["item 1: tag:1", "item 2: the item is empty"]),
        ("[\(one)] x", ["item 1: tag:1", "item 2: the item stands behind"]),
        ("[\(one), {\"a\": \"\(two)]", ["item 1: tag:1", "item 2: the item does not end"]),
        ("[\(one)", ["item 1: the item does not end"]),
        ("{\n\"a\": 1", ["line 1: the item is not JSON"]),
        (
            "[7, [], null]",
            ["item 1: the item is no object", "item 2: the item is no object", "item 3: the item is no object"]
        ),
    ]

    @Test(arguments: sources)
    func `a source is parted into its items whatever the chunks`(source: (text: String, expected: [String])) {
        for chunk in [1, 2, 3, 7, 65_536] {
            let told = Read.all(source.text, chunk: chunk).map(\.summary)
            #expect(told.count == source.expected.count, "\(told)")
            for (told, expected) in zip(told, source.expected) { #expect(told.hasPrefix(expected)) }
        }
    }

    @Test func `an item that is too long is refused and its neighbours are read`() {
        #expect(WireItem.Limits.bytes == 16 << 20)
        let long = "{\"uri\":\"" + String(repeating: "a", count: 100_000) + "\"}"
        for text in ["\(Self.one)\n\(long)\n\(Self.two)", "[\(Self.one),\(long),\(Self.two)]"] {
            let told = Read.all(Array(text.utf8), longestItem: 1_000).map(\.summary)
            #expect(told.count == 3)
            #expect(told.dropFirst().first?.hasSuffix("is longer than 1000 bytes") == true)
            #expect(told.last?.hasSuffix("tag:2") == true)
        }
    }

    @Test func `a source that fails half way says so once`() {
        var chunks = [Array("\(Self.one)\n{\"uri\":".utf8)]
        var reader = NinjsReader(source: "tape", defaults: Read.defaults) {
            guard let chunk = chunks.popLast() else { throw NewsError(.unavailable, "The disk is gone.") }
            return chunk
        }
        var told: [String] = []
        while let reading = reader.next() { told.append(reading.summary) }
        #expect(told.count == 3)
        #expect(told.last?.contains("The disk is gone") == true)
    }
}
