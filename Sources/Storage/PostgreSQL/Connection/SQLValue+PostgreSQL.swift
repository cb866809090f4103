internal import CPostgreSQL

/// Numbers of PostgreSQL's own types, which never change.
enum PostgreSQLType {
    static let unknown: Oid = 0
    static let boolean: Oid = 16
    static let name: Oid = 19
    static let integer: Oid = 20
    static let smallInteger: Oid = 21
    static let shortInteger: Oid = 23
    static let text: Oid = 25
    static let real: Oid = 701
    static let integers: Oid = 1016
    static let texts: Oid = 1009

    fileprivate static let kindsOfText: Set<Oid> = [text, name, 18, 114, 705, 1042, 1043]
}

extension SQLValue {
    /// The type that a statement is told to expect; for a null, the statement says it.
    var type: Oid {
        switch self {
        case .null: PostgreSQLType.unknown
        case .integer: PostgreSQLType.integer
        case .real: PostgreSQLType.real
        case .text: PostgreSQLType.text
        }
    }

    /// Whether a statement that expects a type can be given this.
    func fits(_ type: Oid) -> Bool { self == .null || self.type == type }

    /// Reads one field of a result in its binary form.
    ///
    /// Truth is 1 or 0, as in SQLite. Nil for a type that no column of ours and no expression of our statements has.
    init?(_ bytes: UnsafeRawBufferPointer, type: Oid) {
        switch type {
        case PostgreSQLType.integer: self = .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case PostgreSQLType.shortInteger:
            self = .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case PostgreSQLType.smallInteger:
            self = .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case PostgreSQLType.boolean: self = .integer(bytes.first == 0 ? 0 : 1)
        case PostgreSQLType.real:
            self = .real(Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case _ where PostgreSQLType.kindsOfText.contains(type): self = .text(String(decoding: bytes, as: UTF8.self))
        default: return nil
        }
    }
}

/// The values of a statement in the form in which libpq takes them: numbers in binary, text as it is.
struct PostgreSQLValues {
    private var bytes: [UInt8] = []
    /// Where each value begins; nil for a null.
    private var starts: [Int?] = []
    private var lengths: [CInt] = []
    private var formats: [CInt] = []

    init(_ values: [SQLValue]) {
        for value in values {
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let integer): append(bigEndian: UInt64(bitPattern: integer))
            case .real(let real): append(bigEndian: real.bitPattern)
            case .text(let text):
                bytes += text.withoutZeroBytes.utf8
                bytes.append(0)
            }
            starts.append(value == .null ? nil : start)
            lengths.append(CInt(bytes.count - start))
            formats.append(value.type == PostgreSQLType.text ? 0 : 1)
        }
    }

    private mutating func append(bigEndian value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }

    /// Calls the closure with what libpq takes: pointers to the values, their lengths and their formats.
    func withPointers<T>(
        _ body: ([UnsafePointer<CChar>?], [CInt], [CInt]) throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBytes { buffer in
            let characters = buffer.bindMemory(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { characters.baseAddress?.advanced(by: $0) } }
            return try body(pointers, lengths, formats)
        }
    }
}
