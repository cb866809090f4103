/// Counts how often each of many things occurred, in memory of a fixed size: a count-min sketch of two rows with
/// conservative updates.
///
/// A count is never too low. It is too high only if both cells of a thing are shared with things that occurred more
/// often, which nobody can bring about without knowing the hash's salt.
struct CountSketch<Cell: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>: ~Copyable {
    /// The first row, then the second.
    private var cells: ZeroedTable<Cell>

    /// - Parameter width: Cells in each row, a power of two up to 2³².
    init(width: Int) {
        cells = ZeroedTable(count: 2 * width)
    }

    /// How often it occurred; stops at the largest number of a cell.
    func count(of hash: UInt64) -> Int {
        let (first, second) = places(of: hash)
        return Int(min(cells[first], cells[second]))
    }

    /// Adds one and returns the new count.
    mutating func add(_ hash: UInt64) -> Int {
        let (first, second) = places(of: hash)
        let count = min(cells[first], cells[second])
        guard count < .max else { return Int(count) }
        // A cell that others have raised further stays as it is.
        cells[first] = max(cells[first], count + 1)
        cells[second] = max(cells[second], count + 1)
        return Int(count) + 1
    }

    mutating func forget() { cells = ZeroedTable(count: cells.count) }

    private func places(of hash: UInt64) -> (Int, Int) {
        let width = cells.count / 2
        let mask = UInt64(width - 1)
        return (Int(hash & mask), width + Int(hash >> 32 & mask))
    }
}
