/// Why bytes are not JSON, as the end of a sentence.
public struct JSONError: Error, Hashable {
    public let reason: String
}

extension JSONValue {
    /// Reads one JSON text (RFC 8259) strictly, from untrusted bytes.
    ///
    /// It also refuses duplicate keys in an object (parsers disagree on which one counts), bytes that are not UTF-8, and
    /// escapes of half a surrogate pair.
    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - deepest: How deep arrays and objects may be nested.
    public init(parsing bytes: [UInt8], deepest: Int = 64) throws(JSONError) {
        self = try JSONParser.parse(bytes, deepest: deepest)
    }
}

private struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let deepest: Int
    private var index = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>, deepest: Int) {
        self.bytes = bytes
        self.deepest = deepest
    }

    static func parse(_ bytes: [UInt8], deepest: Int) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONError) {
                var parser = JSONParser(buffer, deepest: deepest)
                return .success(try parser.text())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func text() throws(JSONError) -> JSONValue {
        let value = try self.value()
        skipSpace()
        if index < bytes.count {
            throw JSONError(reason: "is not JSON: there is more behind its end, at byte \(index + 1)")
        }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try nested(Self.object)
        case UInt8(ascii: "["): return try nested(Self.array)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    // MARK: Objects and arrays

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        depth += 1
        if depth > deepest { throw JSONError(reason: "is nested more than \(deepest) deep") }
        index += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private static func object(_ parser: inout JSONParser) throws(JSONError) -> JSONValue {
        var members: [JSONValue.Member] = []
        var keys = KeySet()
        if parser.skip("}") { return .object([]) }
        repeat {
            parser.skipSpace()
            guard parser.peek == UInt8(ascii: "\"") else { throw parser.unexpected }
            let key = try parser.string()
            if !keys.insert(key) { throw JSONError(reason: "has the key \"\(key.prefix(80))\" twice") }
            guard parser.skip(":") else { throw parser.unexpected }
            members.append(JSONValue.Member(key: key, value: try parser.value()))
        } while parser.skip(",")
        guard parser.skip("}") else { throw parser.unexpected }
        return .object(members)
    }

    private static func array(_ parser: inout JSONParser) throws(JSONError) -> JSONValue {
        var values: [JSONValue] = []
        if parser.skip("]") { return .array([]) }
        repeat { values.append(try parser.value()) } while parser.skip(",")
        guard parser.skip("]") else { throw parser.unexpected }
        return .array(values)
    }

    // MARK: Numbers and words

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        if peek == UInt8(ascii: "-") { index += 1 }
        if peek == UInt8(ascii: "0") { index += 1 } else { try digits() }
        if peek == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
            index += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() throws(JSONError) {
        let start = index
        while let byte = peek, (48...57).contains(byte) { index += 1 }
        if index == start { throw unexpected }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for offset in 0..<word.utf8CodeUnitCount {
            guard peek == word.utf8Start[offset] else { throw unexpected }
            index += 1
        }
        return value
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
        if peek == UInt8(ascii: "\"") {
            index += 1
            return try Self.utf8(bytes[start..<(index - 1)])
        }
        var unescaped = Array(bytes[start..<index])
        while true {
            guard let byte = peek else { throw unexpected }
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                return try unescaped.withUnsafeBufferPointer { (buffer) throws(JSONError) in
                    try Self.utf8(buffer[...])
                }
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case 0..<0x20:
                throw JSONError(reason: "is not JSON: a control character stands inside a string, at byte \(index)")
            default: unescaped.append(byte)
            }
        }
    }

    /// The bytes as text.
    ///
    /// `String(validating:as:)` does the same and takes three times as long.
    private static func utf8(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONError) -> String {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
        // Decoding replaces bytes that are not UTF-8 with others.
        guard text.utf8.elementsEqual(bytes) else { throw JSONError(reason: "is not UTF-8") }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = peek else { throw unexpected }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            index += 1
            text.append(contentsOf: Array(String(try scalar()).utf8))
            return
        default: throw unexpected
        }
        index += 1
    }

    /// The character of `\uXXXX`, or of two that are a surrogate pair.
    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, skipExactly("\\u") else { throw Self.halfPair }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second) else { throw Self.halfPair }
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw Self.halfPair }
        return scalar
    }

    private static let halfPair = JSONError(reason: "has an escape of half a surrogate pair")

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unexpected }
            value = value << 4 | UInt16(digit)
            index += 1
        }
        return value
    }

    // MARK: Bytes

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard let next = peek, UInt32(next) == byte.value else { return false }
        index += 1
        return true
    }

    private mutating func skipExactly(_ text: String) -> Bool {
        for byte in text.utf8 {
            guard peek == byte else { return false }
            index += 1
        }
        return true
    }

    private var unexpected: JSONError {
        guard let byte = peek else { return JSONError(reason: "is not JSON: it ends too early") }
        let shown = (0x21...0x7E).contains(byte) ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte \(byte)"
        return JSONError(reason: "is not JSON: \(shown) is unexpected at byte \(index + 1)")
    }
}

/// The keys of one object: usually few, which are compared one by one.
private struct KeySet {
    private var few: [String] = []
    private var many: Set<String> = []

    mutating func insert(_ key: String) -> Bool {
        if few.count < 24 {
            if few.contains(key) { return false }
            few.append(key)
            return true
        }
        if many.isEmpty { many = Set(few) }
        return many.insert(key).inserted
    }
}
