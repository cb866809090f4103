/// How often each of many things came, in memory of a fixed size: a count-min sketch of two rows, updated
/// conservatively.
///
/// Never too few. Too many only where both places of a thing are shared with others that came more often; nobody can
/// bring that about who does not know the hash's salt.
struct CountSketch<Cell: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// One row behind the other.
    private var cells: [Cell]

    /// - Parameter width: Places in each row, a power of two up to 2³².
    init(width: Int) {
        cells = [Cell](repeating: 0, count: 2 * width)
    }

    /// How often it came; stops at the largest number of a cell.
    func count(of hash: UInt64) -> Int {
        let (first, second) = places(of: hash)
        return Int(min(cells[first], cells[second]))
    }

    /// Adds one; what the count is then.
    mutating func add(_ hash: UInt64) -> Int {
        let (first, second) = places(of: hash)
        let count = min(cells[first], cells[second])
        guard count < .max else { return Int(count) }
        // Where others have made a cell higher already, it stays.
        cells[first] = max(cells[first], count + 1)
        cells[second] = max(cells[second], count + 1)
        return Int(count) + 1
    }

    mutating func forget() { cells = [Cell](repeating: 0, count: cells.count) }

    private func places(of hash: UInt64) -> (Int, Int) {
        let width = cells.count / 2
        let mask = UInt64(width - 1)
        return (Int(hash & mask), width + Int(hash >> 32 & mask))
    }
}
