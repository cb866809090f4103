import News

/// The fields of a form or a query, as browsers send them (`application/x-www-form-urlencoded`, WHATWG URL).
struct FormFields {
    private let fields: [(name: String, value: String)]

    /// More fields than any form of ours has.
    static let most = 400

    /// Nil where an escape is broken, a value is no UTF-8, or there are too many.
    init?(_ text: some StringProtocol) {
        var fields: [(name: String, value: String)] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = sides.first, let name = Self.decode(first), fields.count < Self.most,
                let value = sides.count > 1 ? Self.decode(sides[1]) : ""
            else { return nil }
            fields.append((name, value))
        }
        self.fields = fields
    }

    init() { fields = [] }

    /// The first value of that name; empty where there is none.
    subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    /// All values of that name, in their order.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Whether there is a field of that name.
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    private static func decode(_ text: some Sequence<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// A value as it stands in a query.
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): bytes.append(byte)
            default: bytes += Array(("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
