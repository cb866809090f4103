import News

/// What can still be recognized in an item that is not JSON: which story it was about, and whether it stopped one.
///
/// Such an item is refused. But a kill that is not obeyed is the worst that can happen, so whoever imports is told that
/// this may have been one.
struct BrokenItem {
    /// Its uri, if one could be found.
    private(set) var uri: String?
    /// Whether a status in it is that of a kill or a hold.
    private(set) var mayStop = false
    private var uriDepth = Int.max

    /// Scans the bytes once.
    init(_ bytes: [UInt8]) {
        var nesting = JSONNesting()
        var start = 0
        for (index, byte) in bytes.enumerated() {
            let wasInString = nesting.isInString
            nesting.take(byte)
            if nesting.isInString, !wasInString { start = index + 1 }
            if wasInString, !nesting.isInString {
                take(key: bytes[start..<index], bytes[(index + 1)...], nesting.depth)
            }
        }
    }

    /// What to add to the reason why it is refused; empty if it cannot be a kill or a hold.
    var warning: String {
        guard mayStop else { return "" }
        return "; it may have been a kill or a hold of \(uri ?? "a story"), so look at that story now"
    }

    /// Maximum number of bytes of a value that are looked at.
    private static let longestValue = 300

    private mutating func take(key: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>, _ depth: Int) {
        guard key.count < 40 else { return }
        let behind = rest.prefix(Self.longestValue).drop(while: Self.isSpace)
        guard behind.first == UInt8(ascii: ":") else { return }
        let value = behind.dropFirst().drop(while: Self.isSpace)
        switch String(decoding: key, as: UTF8.self).lowercased() {
        case "pubstatus":
            let text = String(
                decoding: value.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") },
                as: UTF8.self
            )
            mayStop = mayStop || ["cancel", "withh"].contains { text.folded.contains($0) }
        case "uri", "guid", "ident":
            guard depth < uriDepth, value.first == UInt8(ascii: "\"") else { return }
            let text = String(decoding: value.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            (uri, uriDepth) = (text.collapsedWhitespace.shortened(to: 200), depth)
        default: break
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
