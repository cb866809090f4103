import News

/// Hands out the bytes of a stream, and counts its lines.
struct ByteSource {
    private let chunks: () throws -> [UInt8]?
    private var chunk: [UInt8] = []
    private var index = 0
    /// The line of the next byte, from 1.
    private(set) var line = 1
    /// Bytes that have come so far.
    private(set) var bytesRead = 0
    /// Why reading failed; nil at an ordinary end.
    private(set) var failure: String?
    private var isAtEnd = false

    init(_ chunks: @escaping () throws -> [UInt8]?) {
        self.chunks = chunks
    }

    /// The next byte, without taking it; nil at the end.
    mutating func peek() -> UInt8? {
        if index < chunk.count || refill() { return chunk[index] }
        return nil
    }

    mutating func advance() {
        if chunk[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
    }

    /// Takes the rest of the line with its end.
    ///
    /// False at the end of the stream.
    mutating func takeLine(into item: inout ItemBytes) -> Bool {
        guard peek() != nil else { return false }
        while peek() != nil {
            let rest = chunk[index...]
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
                item.append(rest)
                index = chunk.count
                continue
            }
            item.append(chunk[index..<end])
            index = end + 1
            line += 1
            break
        }
        return true
    }

    private mutating func refill() -> Bool {
        while !isAtEnd {
            do {
                guard let next = try chunks() else { break }
                if next.isEmpty { continue }
                chunk = next
                bytesRead += next.count
                index = 0
                return true
            } catch {
                failure = "cannot be read: \((error as? NewsError)?.message ?? "the source failed before its end")"
                break
            }
        }
        isAtEnd = true
        return false
    }
}

/// The bytes of one item, held only up to a limit.
struct ItemBytes {
    let most: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLong = false

    init(most: Int) {
        self.most = most
    }

    mutating func append(_ part: ArraySlice<UInt8>) {
        if isTooLong || bytes.count + part.count > most {
            drop()
        } else {
            bytes.append(contentsOf: part)
        }
    }

    mutating func append(_ byte: UInt8) {
        if isTooLong || bytes.count == most {
            drop()
        } else {
            bytes.append(byte)
        }
    }

    var isBlank: Bool {
        !isTooLong && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    }

    private mutating func drop() {
        isTooLong = true
        bytes = []
    }
}
