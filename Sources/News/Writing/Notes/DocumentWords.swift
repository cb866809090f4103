/// The words of a document in their order, each code unit with the position at which it stands.
///
/// White space of any kind and length, and the border of two blocks, are one space; a picture, a card or a related block
/// is one sign. So words are found again in a text that was put into normal form since.
public struct DocumentWords: Sendable {
    private var units: [UInt16] = []
    private var positions: [Int] = []

    private static let space: UInt16 = 0x20
    /// What stands for a picture, a card or a related block.
    private static let object: UInt16 = 0xFFFC
    /// Code units that are compared of what stands around words.
    private static let around = 48

    public init(_ document: Document) {
        add(document.root, at: -1)
    }

    /// The words between two positions.
    public func text(in range: Range<Int>) -> String {
        String(decoding: trimmed(units(in: range)).filter { $0 != Self.object }, as: UTF16.self)
    }

    /// Where words stand: of several places the nearest to a position, else the first.
    /// - Parameters:
    ///   - quote: The words; white space counts as in the text.
    ///   - position: Near which they stood.
    /// - Returns: Their positions; nil where they stand nowhere.
    public func place(of quote: String, near position: Int? = nil) -> Range<Int>? {
        find(trimmed(Self.flattened(quote)[...]), before: [], after: [], near: position)
    }

    /// Where the words of a stretch of another text stand in this one: of several places the one with the same around it.
    /// - Parameters:
    ///   - range: The stretch.
    ///   - other: The other text.
    /// - Returns: Their positions; nil where they stand nowhere, or the stretch has none.
    public func counterpart(of range: Range<Int>, in other: DocumentWords) -> Range<Int>? {
        let words = other.trimmed(other.units(in: range))
        return find(
            words,
            before: other.units[..<words.startIndex].suffix(Self.around),
            after: other.units[words.endIndex...].prefix(Self.around),
            near: range.lowerBound
        )
    }
}

extension DocumentWords {
    /// - Parameter start: Where the node begins; its content begins one behind that.
    private mutating func add(_ node: DocumentNode, at start: Int) {
        switch node.kind {
        case .text(let text):
            for (offset, unit) in text.utf16.enumerated() { add(unit, at: start + offset) }
        case .hardBreak, .horizontalRule: add(Self.space, at: start)
        case .picture, .embed, .related:
            add(Self.space, at: start)
            add(Self.object, at: start)
        default:
            if start >= 0 { add(Self.space, at: start) }
            var position = start + 1
            for child in node.children {
                add(child, at: position)
                position += child.size
            }
        }
    }

    private mutating func add(_ unit: UInt16, at position: Int) {
        if Self.isSpace(unit) {
            guard let last = units.last, last != Self.space else { return }
            units.append(Self.space)
        } else {
            units.append(unit)
        }
        positions.append(position)
    }

    private static func isSpace(_ unit: UInt16) -> Bool {
        unit == space || (0x09...0x0D).contains(unit) || unit == 0xA0
    }

    /// A text with white space as it counts here.
    static func collapsed(_ text: String) -> String { String(decoding: flattened(text), as: UTF16.self) }

    private static func flattened(_ text: String) -> [UInt16] {
        var words: [UInt16] = []
        for unit in text.utf16 {
            if !isSpace(unit) { words.append(unit) } else if words.last != space { words.append(space) }
        }
        return words
    }

    private func units(in range: Range<Int>) -> ArraySlice<UInt16> {
        let first = positions.firstIndex(reaching: range.lowerBound)
        return units[first..<max(first, positions.firstIndex(reaching: range.upperBound))]
    }

    private func trimmed(_ units: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
        let inner = units.drop { $0 == Self.space }
        guard let last = inner.lastIndex(where: { $0 != Self.space }) else { return inner.prefix(0) }
        return inner[...last]
    }

    private func find(
        _ words: ArraySlice<UInt16>,
        before: ArraySlice<UInt16>,
        after: ArraySlice<UInt16>,
        near position: Int?
    ) -> Range<Int>? {
        var best: (start: Int, likeness: Int, distance: Int)?
        for start in occurrences(of: Array(words)) {
            let likeness =
                zip(before.reversed(), units[..<start].reversed()).prefix { $0 == $1 }.count
                + zip(after, units[(start + words.count)...]).prefix { $0 == $1 }.count
            let distance = position.map { abs(positions[start] - $0) } ?? 0
            if let best, (best.likeness, -best.distance) >= (likeness, -distance) { continue }
            best = (start, likeness, distance)
        }
        return best.map { positions[$0.start]..<(positions[$0.start + words.count - 1] + 1) }
    }

    /// Where words begin among the units; in time that grows with both and not with their product.
    private func occurrences(of words: [UInt16]) -> [Int] {
        guard !words.isEmpty, words.count <= units.count else { return [] }
        // How much of the words' beginning is also the end of each part of them (Knuth, Morris, Pratt).
        var borders = [0]
        for unit in words.dropFirst() {
            var length = borders[borders.count - 1]
            while length > 0, words[length] != unit { length = borders[length - 1] }
            borders.append(words[length] == unit ? length + 1 : 0)
        }
        var found: [Int] = []
        var length = 0
        for (index, unit) in units.enumerated() {
            while length > 0, words[length] != unit { length = borders[length - 1] }
            if words[length] == unit { length += 1 }
            guard length == words.count else { continue }
            found.append(index - length + 1)
            length = borders[length - 1]
        }
        return found
    }
}

extension [Int] {
    /// The first index whose value, of values in order, is not below one.
    fileprivate func firstIndex(reaching value: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
