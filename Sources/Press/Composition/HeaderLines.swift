import Synchronization

/// Fields of a page's head, encoded when the page is pressed as HTTP/1.1 sends them (RFC 9112 section 5).
public final class HeaderLines: Sendable {
    /// `Name: value`, each with its end of line.
    public let bytes: [UInt8]

    init(_ fields: [(name: String, value: String)]) {
        bytes = Array(fields.map { "\($0): \($1)\r\n" }.joined().utf8)
    }

    /// The same fields one by one, for protocols that encode them otherwise.
    public var fields: [(name: String, value: String)] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (String(parts[0]), String(parts[1].dropFirst()))
        }
    }

    /// Lines that many pages have, kept once: there are as many as media types and ways to keep a page.
    static func shared(_ fields: [(name: String, value: String)]) -> HeaderLines {
        let lines = HeaderLines(fields)
        return known.withLock { known in
            if let former = known[lines.bytes] { return former }
            known[lines.bytes] = lines
            return lines
        }
    }

    private static let known = Mutex<[[UInt8]: HeaderLines]>([:])
}
