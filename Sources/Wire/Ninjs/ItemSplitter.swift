import News

/// Splits a stream into ninjs items and parses each; only one of them is in memory at a time.
///
/// It recognizes three forms by their first bytes: an array (`[` first), JSON Lines (`{` first, and the object ends on
/// its line), and objects that span several lines. A broken item must not spoil its neighbours: in JSON Lines each line
/// is a new item; in an array, and among objects of several lines, an item ends where its brackets and strings balance.
struct ItemSplitter {
    /// The JSON of one item, or why it cannot be read.
    enum Piece {
        case item(JSONValue, WirePlace.Position)
        /// With the bytes that were read of it.
        case broken(String, [UInt8], WirePlace.Position)
    }

    private enum Form {
        case unknown, array, afterArray, lines, objects, done
    }

    private let most: Int
    private var source: ByteSource
    private var form = Form.unknown
    private var items = 0
    private var hasToldFailure = false

    /// An item of more bytes than `most` is skipped.
    init(most: Int, _ chunks: @escaping () throws -> [UInt8]?) {
        self.most = most
        source = ByteSource(chunks)
    }

    /// Bytes of the source so far.
    var bytesRead: Int { source.bytesRead }

    mutating func next() -> Piece? {
        if form == .unknown { begin() }
        let piece =
            switch form {
            case .array: element()
            case .afterArray: afterArray()
            case .lines: line()
            case .objects, .unknown: object()
            case .done: Piece?.none
            }
        return piece ?? failure()
    }

    /// Reported once, at the end.
    private mutating func failure() -> Piece? {
        guard let failure = source.failure, !hasToldFailure else { return nil }
        hasToldFailure = true
        form = .done
        return .broken(failure, [], items > 0 ? .item(items) : .line(source.line))
    }

    /// Skips a byte order mark and white space, and looks at the first byte.
    private mutating func begin() {
        for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
            guard source.peek() == byte else { break }
            source.advance()
        }
        skipSpace()
        switch source.peek() {
        case UInt8(ascii: "["):
            source.advance()
            form = .array
        case UInt8(ascii: "{"): break
        case nil: form = .done
        default: form = .lines
        }
    }

    private mutating func skipSpace() {
        while let byte = source.peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { source.advance() }
    }

    private func piece(_ item: ItemBytes, _ position: WirePlace.Position) -> Piece {
        if item.isTooLong { return .broken("is longer than \(most) bytes", [], position) }
        do throws(JSONError) {
            return .item(try JSONValue(parsing: item.bytes, deepest: WireItem.Limits.nesting), position)
        } catch {
            return .broken(error.reason, item.bytes, position)
        }
    }
}

// MARK: JSON Lines

extension ItemSplitter {
    private mutating func line() -> Piece? {
        while true {
            let number = source.line
            var item = ItemBytes(most: most)
            guard source.takeLine(into: &item) else { return nil }
            if !item.isBlank { return piece(item, .line(number)) }
        }
    }
}

// MARK: Objects, one after the other

extension ItemSplitter {
    private static let longestOpening = 256

    /// The next object.
    ///
    /// The first decides, where its line ends, whether the source is JSON Lines.
    private mutating func object() -> Piece? {
        skipSpace()
        guard source.peek() != nil else { return nil }
        let start = source.line
        var item = ItemBytes(most: most)
        var nesting = JSONNesting()
        var length = 0
        while let byte = source.peek() {
            if byte == UInt8(ascii: "\n") {
                source.advance()
                item.append(byte)
                if endsBroken(nesting, afterFirstLine: form == .unknown, length) {
                    return broken(item, nesting, at: start)
                }
                if form == .unknown { form = .objects }
                continue
            }
            source.advance()
            length += 1
            item.append(byte)
            nesting.take(byte)
            if nesting.depth <= 0, !nesting.isInString { return ended(&item, start) }
        }
        return .broken("is not JSON: it ends too early", item.bytes, .line(start))
    }

    /// Whether a line end inside an object shows that the object is broken: strings do not span lines, and a brace in
    /// the first column begins a new object unless a value is expected there.
    private mutating func endsBroken(_ nesting: JSONNesting, afterFirstLine: Bool, _ length: Int) -> Bool {
        if nesting.isInString { return true }
        guard afterFirstLine, source.peek() == UInt8(ascii: "{") else { return false }
        if nesting.isInObject { return nesting.lastSignificant != UInt8(ascii: ":") }
        return length > Self.longestOpening
    }

    private mutating func broken(_ item: ItemBytes, _ nesting: JSONNesting, at line: Int) -> Piece {
        var item = item
        if form == .unknown {
            form = .lines
        } else {
            skipToObject(over: &item)
        }
        let reason = nesting.isInString ? "a string in it does not end on its line" : "its object does not end"
        return .broken("is not JSON: \(reason)", item.bytes, .line(line))
    }

    /// Goes to the next line that begins with a brace.
    private mutating func skipToObject(over item: inout ItemBytes) {
        while let byte = source.peek(), byte != UInt8(ascii: "{") { _ = source.takeLine(into: &item) }
    }

    /// Completes an object; what follows on its line tells whether the source is JSON Lines.
    private mutating func ended(_ item: inout ItemBytes, _ start: Int) -> Piece {
        while let byte = source.peek(), byte == 0x20 || byte == 0x09 || byte == 0x0D { source.advance() }
        switch source.peek() {
        case nil, UInt8(ascii: "\n"): if form == .unknown { form = .lines }
        case UInt8(ascii: "{"): form = .objects
        default:
            // Something else follows: the line is not an item, and the parser will say so.
            _ = source.takeLine(into: &item)
            if form == .unknown { form = .lines }
        }
        return piece(item, .line(start))
    }
}

// MARK: Arrays

extension ItemSplitter {
    /// The next element, up to the comma or bracket after it.
    private mutating func element() -> Piece? {
        skipSpace()
        if source.peek() == UInt8(ascii: "]"), items == 0 { return endArray() }
        items += 1
        var item = ItemBytes(most: most)
        var nesting = JSONNesting()
        while let byte = source.peek() {
            let isOutside = nesting.depth == 0 && !nesting.isInString
            if isOutside, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
                source.advance()
                if byte == UInt8(ascii: "]") { return lastElement(item) }
                return item.isBlank ? .broken("is empty", [], .item(items)) : piece(item, .item(items))
            }
            source.advance()
            item.append(byte)
            // An extra closing brace belongs to this element and does not affect others.
            if !(isOutside && byte == UInt8(ascii: "}")) { nesting.take(byte) }
        }
        form = .done
        if source.failure != nil { return nil }
        let reason = "does not end, nor does its array: nothing behind its beginning could be read"
        return .broken(reason, item.bytes, .item(items))
    }

    private mutating func lastElement(_ item: ItemBytes) -> Piece? {
        form = .afterArray
        guard !item.isBlank else {
            return .broken("is empty: a comma stands before the array's end", [], .item(items))
        }
        return piece(item, .item(items))
    }

    private mutating func endArray() -> Piece? {
        source.advance()
        return afterArray()
    }

    /// Reports anything that follows the array, without reading it.
    private mutating func afterArray() -> Piece? {
        form = .done
        skipSpace()
        return source.peek() == nil ? nil : .broken("stands behind the end of the array", [], .item(items + 1))
    }
}
