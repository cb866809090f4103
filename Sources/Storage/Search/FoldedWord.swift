internal import News

/// A word in the form in which it is compared; see ``Folding``.
struct FoldedWord {
    /// Bytes of a word that count; the rest of a longer one is dropped.
    static let longest = 48

    private(set) var bytes: [UInt8] = []
    private var isFull = false

    var isEmpty: Bool { bytes.isEmpty }

    var endsWithDigit: Bool { bytes.last.map { (48...57).contains($0) } ?? false }

    /// FNV-1a.
    var hash: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    mutating func append(_ byte: UInt8) {
        if hasRoom(for: 1) { bytes.append(byte) }
    }

    mutating func add(letter: Unicode.Scalar) {
        if hasRoom(for: UTF8.width(letter)) { Folding.add(letter: letter, to: &bytes) }
    }

    mutating func add(mark: Unicode.Scalar) {
        if hasRoom(for: UTF8.width(mark)) { Folding.add(mark: mark, to: &bytes) }
    }

    /// Whether a letter joins the last one instead of being a new one.
    func goesOn(with letter: Unicode.Scalar) -> Bool { Folding.joins(letter, bytes) }

    /// This letter and the one after it, as a pair.
    func followed(by other: FoldedWord) -> FoldedWord {
        var pair = self
        pair.bytes += other.bytes
        return pair
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        isFull = false
    }

    /// Once something was dropped, everything after it is dropped too.
    private mutating func hasRoom(for width: Int) -> Bool {
        if bytes.count + width > Self.longest { isFull = true }
        return !isFull
    }
}
