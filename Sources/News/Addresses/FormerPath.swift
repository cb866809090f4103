internal import CUtf8proc

/// A path under which a story stood before, in the one form in which it is kept and asked for (RFC 3986, 6.2.2).
///
/// However an address is written, it is the same: escaped or not, with escapes of either case, with `.` and `..`, with or
/// without a slash at its end, its accents composed or not, the fields of its query in any order.
public struct FormerPath: Hashable, Sendable, CustomStringConvertible {
    /// Begins with a slash; has none at its end.
    public let path: String
    /// Its fields, sorted.
    private let fields: [Field]

    private struct Field: Hashable, Comparable {
        let name: String
        let value: String?

        var text: String { value.map { name + "=" + $0 } ?? name }

        static func < (left: Field, right: Field) -> Bool { left.text < right.text }
    }

    /// Fields of a query that are looked at.
    private static let mostFields = 32

    /// Path and query of an address on this site.
    ///
    /// Fails where it does not begin with a slash, is the front itself, or has more bytes than ``Address/longest``.
    public init?(_ address: String) {
        guard address.hasPrefix("/"), address.utf8.count <= Address.longest else { return nil }
        let parts = address.utf8.prefix { $0 != UInt8(ascii: "#") }
            .split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var segments: [[UInt8]] = []
        for segment in parts[0].split(separator: UInt8(ascii: "/")) {
            switch Self.unescaped(segment, plusIsSpace: false) {
            case [0x2E]: break
            case [0x2E, 0x2E]: _ = segments.popLast()
            case let bytes: segments.append(bytes)
            }
        }
        path = "/" + segments.map { PercentEncoding.escaped($0, plain: Self.plainInPath) }.joined(separator: "/")
        let query = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: "&")).prefix(Self.mostFields) : []
        fields = query.map(Self.field).sorted()
        if segments.isEmpty, fields.isEmpty { return nil }
    }

    private init(path: String, fields: [Field]) {
        self.path = path
        self.fields = fields
    }

    /// As it is kept: `/berita?id=7`.
    public var description: String {
        fields.isEmpty ? path : path + "?" + fields.map(\.text).joined(separator: "&")
    }

    /// The names of the query's fields; nil without a query.
    public var fieldNames: String? {
        fields.isEmpty ? nil : fields.map(\.name).joined(separator: "&")
    }

    /// The same with the fields of these names alone; nil where one of them is missing.
    ///
    /// What others hang on to an address (`fbclid`, `utm_source`) says nothing about where it leads.
    public func keeping(_ names: String) -> FormerPath? {
        let names = Set(names.split(separator: "&").map(String.init))
        let kept = fields.filter { names.contains($0.name) }
        return Set(kept.map(\.name)) == names ? FormerPath(path: path, fields: kept) : nil
    }

    /// The same without a query.
    public var withoutQuery: FormerPath { FormerPath(path: path, fields: []) }

    private static func field(_ bytes: Substring.UTF8View.SubSequence) -> Field {
        let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let texts = parts.map { PercentEncoding.escaped(unescaped($0, plusIsSpace: true), plain: []) }
        return Field(name: texts[0], value: texts.count > 1 ? texts[1] : nil)
    }
}

// MARK: Escapes

extension FormerPath {
    /// Beside letters, digits and `-._~`: what RFC 3986 lets stand in a segment as it is.
    private static let plainInPath = Set("!$&'()*+,;=:@".utf8)

    /// The bytes that are meant; a `%` that begins no escape means itself.
    private static func unescaped(_ text: some Collection<UInt8>, plusIsSpace: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let escaped = PercentEncoding.byte(rest.prefix(2)) {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return composed(bytes)
    }

    /// NFC (RFC 3987, 5.3.2.2), where the bytes are UTF-8.
    private static func composed(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }), String(validating: bytes, as: UTF8.self) != nil else {
            return bytes
        }
        let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
        // A character becomes four at most in canonical decomposition; one more word is for the end of the text.
        return withUnsafeTemporaryAllocation(of: utf8proc_int32_t.self, capacity: bytes.count * 4 + 1) { buffer in
            let room = utf8proc_ssize_t(buffer.count - 1)
            let length = utf8proc_decompose(bytes, utf8proc_ssize_t(bytes.count), buffer.baseAddress, room, options)
            guard length >= 0, length <= room else { return bytes }
            let count = utf8proc_reencode(buffer.baseAddress, length, options)
            return count < 0 ? bytes : Array(UnsafeRawBufferPointer(buffer).prefix(count))
        }
    }
}
