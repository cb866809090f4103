/// Puts a table around rows and cells that have none, as in a fragment copied from a spreadsheet.
///
/// An HTML parser drops the tags of such rows, which joins the numbers of two cells. So each run of them gets a table
/// before it is parsed.
struct RowsWithoutTable {
    private static let rows: Set<String> = ["tr", "td", "th", "tbody", "thead", "tfoot", "col", "colgroup"]
    /// Elements whose content is text up to their own end tag.
    private static let raw: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]

    private let bytes: [UInt8]
    private var result: [UInt8] = []
    private var written = 0
    private var index = 0
    /// How many tables of the sender's own are open.
    private var tables = 0
    private var isLoose = false
    private var isInField = false

    /// The same markup, with a table around each run of rows that has none.
    static func framed(_ html: String) -> String {
        guard mayBeIn(html) else { return html }
        var rows = RowsWithoutTable(bytes: Array(html.utf8))
        while let next = rows.bytes[rows.index...].firstIndex(of: UInt8(ascii: "<")) { rows.take(tagAt: next) }
        rows.endBeforeWords(upTo: rows.bytes.count)
        if rows.written == 0, rows.result.isEmpty { return html }
        rows.result += rows.bytes[rows.written...]
        return String(decoding: rows.result, as: UTF8.self)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether there may be a row or a cell, judged by the first two letters of each tag.
    private static func mayBeIn(_ html: String) -> Bool {
        var html = html
        return html.withUTF8 { bytes in
            var index = 0
            while let next = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
                index = next + 1
                guard index + 1 < bytes.count else { return false }
                switch (bytes[index] | 0x20, bytes[index + 1] | 0x20) {
                case (UInt8(ascii: "t"), UInt8(ascii: "r")), (UInt8(ascii: "t"), UInt8(ascii: "d")),
                    (UInt8(ascii: "t"), UInt8(ascii: "h")), (UInt8(ascii: "t"), UInt8(ascii: "b")),
                    (UInt8(ascii: "t"), UInt8(ascii: "f")), (UInt8(ascii: "c"), UInt8(ascii: "o")):
                    return true
                default: break
                }
            }
            return false
        }
    }

    private mutating func take(tagAt start: Int) {
        endBeforeWords(upTo: start)
        index = start + 1
        if bytes[index...].starts(with: "!--".utf8) { return skipComment() }
        let isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        let name = bytes[index...].prefix(16).prefix { (97...122).contains($0 | 0x20) || (48...57).contains($0) }
        guard !name.isEmpty else { return }
        skipTag()
        let word = String(decoding: name, as: UTF8.self).lowercased()
        if !isEnd, Self.raw.contains(word) { skipRaw(word) }
        take(word, isEnd: isEnd, at: start)
    }

    /// Ends a table of ours before text that is in none of its cells.
    private mutating func endBeforeWords(upTo end: Int) {
        guard isLoose, !isInField, bytes[index..<end].contains(where: { !CleanText.isSpace($0) }) else { return }
        self.end(at: index)
    }

    private mutating func take(_ name: String, isEnd: Bool, at start: Int) {
        if name == "table" {
            if isLoose, !isInField, !isEnd { end(at: start) }
            // This end tag closes a table that we began.
            if isEnd, tables == 0 { (isLoose, isInField) = (false, false) }
            tables = max(0, tables + (isEnd ? -1 : 1))
        } else if tables > 0 {
            return
        } else if Self.rows.contains(name) {
            if !isLoose, !isEnd { begin(at: start) }
            isInField = isLoose && !isEnd && (name == "td" || name == "th")
        } else if isLoose, !isInField {
            end(at: start)
        }
    }

    private mutating func begin(at place: Int) {
        insert("<table>", at: place)
        isLoose = true
    }

    private mutating func end(at place: Int) {
        insert("</table>", at: place)
        isLoose = false
    }

    private mutating func insert(_ text: StaticString, at place: Int) {
        result += bytes[written..<place]
        text.withUTF8Buffer { result += $0 }
        written = place
    }

    // MARK: Skipping

    private mutating func skipComment() {
        // `<!-->` is a comment too.
        index += 1
        while index < bytes.count, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
        index = min(index + 3, bytes.count)
    }

    /// Moves past the `>` that ends a tag, ignoring any in quotes.
    private mutating func skipTag() {
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: ">") {
                return
            } else if quote == nil, byte == 0x22 || byte == 0x27, bytes[index - 2] == UInt8(ascii: "=") {
                quote = byte
            }
        }
    }

    private mutating func skipRaw(_ name: String) {
        let end = Array("</\(name)".utf8)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"),
                bytes[index...].prefix(end.count).elementsEqual(end, by: { $0 == $1 || $0 | 0x20 == $1 })
            {
                return
            }
            index += 1
        }
    }
}
