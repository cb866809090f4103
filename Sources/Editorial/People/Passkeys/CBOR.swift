/// A value of CBOR as authenticators write it (RFC 8949, in the strict form of CTAP2): whole lengths, the shortest numbers,
/// no tags and no fractions, each key of a map once.
indirect enum CBOR: Hashable, Sendable {
    case unsigned(UInt64)
    /// −1 − the number.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case bool(Bool)
    case null

    /// Reads one value that is all there is.
    /// - Returns: Nil where it is none, or none of that form.
    init?(_ bytes: some Sequence<UInt8>) {
        guard let (value, rest) = Self.first(of: Array(bytes)[...]), rest.isEmpty else { return nil }
        self = value
    }

    /// Reads the value with which bytes begin.
    /// - Returns: The value and the bytes behind it; nil where they begin with none.
    static func first(of bytes: ArraySlice<UInt8>) -> (value: CBOR, rest: ArraySlice<UInt8>)? {
        guard bytes.count <= mostBytes else { return nil }
        var reader = Reader(rest: bytes)
        return reader.value(depth: 0).map { ($0, reader.rest) }
    }

    /// An attestation object with a certificate chain has less.
    private static let mostBytes = 65_536

    private struct Reader {
        var rest: ArraySlice<UInt8>

        private static let deepest = 8

        mutating func value(depth: Int) -> CBOR? {
            guard depth <= Self.deepest, let first = rest.popFirst() else { return nil }
            if first >> 5 == 7 { return simple(first) }
            guard let number = number(first & 31) else { return nil }
            switch first >> 5 {
            case 0: return .unsigned(number)
            case 1: return .negative(number)
            case 2: return take(number).map { .bytes(Array($0)) }
            case 3: return take(number).flatMap { String(validating: $0, as: UTF8.self) }.map { .text($0) }
            case 4: return array(number, depth)
            case 5: return map(number, depth)
            default: return nil
            }
        }

        private func simple(_ first: UInt8) -> CBOR? {
            switch first & 31 {
            case 20: .bool(false)
            case 21: .bool(true)
            case 22: .null
            default: nil
            }
        }

        /// The number behind a first byte, in as few bytes as it takes.
        private mutating func number(_ kind: UInt8) -> UInt64? {
            if kind < 24 { return UInt64(kind) }
            guard kind < 28, let bytes = take(1 << UInt64(kind - 24)) else { return nil }
            let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let least: [UInt64] = [24, 1 << 8, 1 << 16, 1 << 32]
            return number >= least[Int(kind - 24)] ? number : nil
        }

        private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
            guard count <= UInt64(rest.count) else { return nil }
            defer { rest = rest.dropFirst(Int(count)) }
            return rest.prefix(Int(count))
        }

        private mutating func array(_ count: UInt64, _ depth: Int) -> CBOR? {
            // Each value has a byte at least: nobody makes us reserve what is not there.
            guard count <= UInt64(rest.count) else { return nil }
            var values: [CBOR] = []
            for _ in 0..<count {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
            }
            return .array(values)
        }

        private mutating func map(_ count: UInt64, _ depth: Int) -> CBOR? {
            guard count <= UInt64(rest.count) else { return nil }
            var values: [CBOR: CBOR] = [:]
            for _ in 0..<count {
                guard let key = value(depth: depth + 1), key.isKey, let value = value(depth: depth + 1),
                    values.updateValue(value, forKey: key) == nil
                else { return nil }
            }
            return .map(values)
        }
    }

    /// Keys are numbers and texts.
    private var isKey: Bool {
        switch self {
        case .unsigned, .negative, .text: true
        default: false
        }
    }

    subscript(key: CBOR) -> CBOR? {
        if case .map(let values) = self { values[key] } else { nil }
    }

    /// The bytes, where it is some.
    var asBytes: [UInt8]? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }
}
