extension Body {
    /// The body as text that a person can write in a plain field.
    ///
    /// Paragraphs are parted by blank lines, and a line end inside one is a line break. `## ` and `### ` begin a
    /// heading, `- ` an item, `1. ` a numbered one, `> ` a quote, and `[[7]]` alone on a line is the related story 7. Marks
    /// in a line (`<strong>`, `<a href="…">`) and
    /// whatever has no notation, such as a table, stay HTML. What is written so reads as the very same body:
    /// `Body(notation: body.notation) == body`.
    public var notation: String { NotationWriter.write(self) }

    /// Reads text as ``notation`` writes it.
    ///
    /// Any text can be read; HTML in it is read as `init(html:)` reads it.
    public init(notation: String) throws(BodyError) {
        guard notation.utf8.count <= Self.longest else { throw .tooLong(bytes: notation.utf8.count) }
        try self.init(html: NotationReader.html(of: notation))
    }
}

/// Makes HTML of text in which paragraphs are parted by blank lines.
enum NotationReader {
    private typealias Line = Substring

    static func html(of text: String) -> String {
        html(of: text.withLineFeeds.split(separator: "\n", omittingEmptySubsequences: false), depth: 0)
    }

    private static func html(of lines: [Line], depth: Int) -> String {
        lines.split(whereSeparator: isBlank).map { html(ofChunk: Array($0), depth) }.joined(separator: "\n")
    }

    private static func isBlank(_ line: Line) -> Bool { line.utf8.allSatisfy(CleanText.isSpace) }

    /// Lines without a blank one between them: HTML as it is, or stretches of lines of one kind.
    private static func html(ofChunk lines: [Line], _ depth: Int) -> String {
        if let first = lines.first, isMarkup(first) { return lines.joined(separator: "\n") }
        var (html, rest) = ("", lines[...])
        while let first = rest.first {
            let kind = Kind(first, next: 1)
            var stretch: [Line] = []
            while let line = rest.first, Kind(line, next: stretch.count + 1) == kind {
                stretch.append(line.dropFirst(bytes: kind.length(in: line)))
                rest.removeFirst()
                if case .heading = kind { break }
            }
            html += write(stretch, kind, depth)
        }
        return html
    }

    /// What the beginning of a line says that it is.
    private enum Kind: Equatable {
        case text, item, numbered, quote, related
        case heading(Int)

        /// - Parameter next: The number that the next item of a numbered list has.
        init(_ line: Line, next: Int) {
            let bytes = line.utf8
            if bytes.starts(with: "## ".utf8) {
                self = .heading(2)
            } else if bytes.starts(with: "### ".utf8) {
                self = .heading(3)
            } else if bytes.starts(with: "- ".utf8) || bytes.starts(with: "• ".utf8) {
                self = .item
            } else if bytes.starts(with: "\(next). ".utf8) {
                self = .numbered
            } else if bytes.starts(with: "> ".utf8) || line == ">" {
                self = .quote
            } else if NotationReader.story(line) != nil {
                self = .related
            } else {
                self = .text
            }
        }

        /// Bytes of the sign at the beginning of such a line.
        func length(in line: Line) -> Int {
            switch self {
            case .text, .related: 0
            case .heading(let level): level + 1
            case .quote: min(2, line.utf8.count)
            case .item, .numbered: line.utf8.prefix { $0 != UInt8(ascii: " ") }.count + 1
            }
        }
    }

    private static func write(_ lines: [Line], _ kind: Kind, _ depth: Int) -> String {
        switch kind {
        case .text: return "<p>" + lines.joined(separator: "<br/>") + "</p>"
        case .heading(let level): return "<h\(level)>\(lines.joined())</h\(level)>"
        case .item: return "<ul>" + lines.map { "<li>\($0)</li>" }.joined() + "</ul>"
        case .related:
            return lines.compactMap(story).map { "<aside class=\"also\" data-story=\"\($0)\"></aside>" }.joined()
        case .numbered: return "<ol>" + lines.map { "<li>\($0)</li>" }.joined() + "</ol>"
        case .quote:
            // A body keeps no deeper ones.
            let inner = depth < Body.deepest ? html(of: lines, depth: depth + 1) : lines.joined(separator: "<br/>")
            return "<blockquote>\(inner)</blockquote>"
        }
    }

    /// The story that a line names in double brackets, and nothing else.
    private static func story(_ line: Line) -> StoryNumber? {
        let text = line.trimmingPrefix(while: { $0 == " " })
        let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex
        guard text[..<end].hasPrefix("[["), text[..<end].hasSuffix("]]"), text[..<end].utf8.count > 4 else {
            return nil
        }
        return StoryNumber(String(text[..<end].dropFirst(2).dropLast(2)))
    }

    /// Whether a line begins with HTML that is no part of a paragraph.
    private static func isMarkup(_ line: Line) -> Bool {
        var bytes = line.utf8.drop { CleanText.isSpace($0) }
        guard bytes.popFirst() == UInt8(ascii: "<"), let next = bytes.first else { return false }
        if next == UInt8(ascii: "/") || next == UInt8(ascii: "!") { return true }
        let name = String(decoding: bytes.prefix(while: Self.isOfName), as: UTF8.self).lowercased()
        return ElementRole.isKnown(name) && !ElementRole.of(name).isInline
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 65...90, 97...122, 48...57, UInt8(ascii: ":"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension Substring {
    fileprivate func dropFirst(bytes: Int) -> Substring {
        self[(utf8.index(startIndex, offsetBy: bytes, limitedBy: endIndex) ?? endIndex)...]
    }
}

extension String {
    /// The text with every line end as a line feed: forms send two characters for each.
    public var withLineFeeds: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        var afterReturn = false
        for byte in utf8 {
            let isReturn = byte == UInt8(ascii: "\r")
            if isReturn {
                result.append(UInt8(ascii: "\n"))
            } else if !(afterReturn && byte == UInt8(ascii: "\n")) {
                result.append(byte)
            }
            afterReturn = isReturn
        }
        return String(decoding: result, as: UTF8.self)
    }
}
