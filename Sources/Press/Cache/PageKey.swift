import News

/// What a request line names a page by: path and query, byte for byte (RFC 9112 section 3.2).
///
/// Pages are looked up by these bytes as they came, before anything is parsed or allocated. A hash alone would do for
/// finding, but two targets may share one: bytes are compared too.
struct PageKey: Equatable, Sendable {
    let bytes: [UInt8]
    let hash: Int
    /// Whether a query behind the path changes nothing, so that `?utm_source=…` finds the same page.
    let takesAnyQuery: Bool

    init(_ address: Address) {
        bytes = Array(address.path.utf8)
        hash = bytes.withUnsafeBytes(Self.hash)
        if case .story = address { takesAnyQuery = true } else { takesAnyQuery = false }
    }

    /// Seeded for each process, so that nobody outside can choose targets that share a hash.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        return hasher.finalize()
    }

    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        bytes.count == other.count && bytes.withUnsafeBytes { $0.elementsEqual(other) }
    }
}
