import News

/// By what a kept page is found: a newspaper of the house, and path and query as a request line has them, byte for byte
/// (RFC 9112 section 3.2).
///
/// Pages are looked up by these bytes as they came, before anything is parsed or allocated. A hash alone would do for
/// finding, but two keys may share one: newspaper and bytes are compared too. The newspaper costs a lookup two
/// instructions: it is mixed into the hash when that is made, and compared as a number before the bytes are.
struct PageKey: Equatable, Sendable {
    let newspaper: Int
    let bytes: [UInt8]
    let hash: Int
    /// Whether a query behind the path changes nothing, so that `?utm_source=…` finds the same page.
    let takesAnyQuery: Bool

    init(_ address: Address, of newspaper: Int) {
        self.newspaper = newspaper
        bytes = Array(address.path.utf8)
        hash = bytes.withUnsafeBytes { Self.hash($0, of: newspaper) }
        if case .story = address { takesAnyQuery = true } else { takesAnyQuery = false }
    }

    /// Seeded for each process, so that nobody outside can choose paths that share a hash.
    static func hash(_ bytes: UnsafeRawBufferPointer, of newspaper: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        return hasher.finalize() ^ newspaper
    }

    func equals(_ other: UnsafeRawBufferPointer, of newspaper: Int) -> Bool {
        self.newspaper == newspaper && bytes.count == other.count && bytes.withUnsafeBytes { $0.elementsEqual(other) }
    }
}
