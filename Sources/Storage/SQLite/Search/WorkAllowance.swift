/// Caps the SQLite work of one search: whatever somebody asks for costs no more than this.
///
/// Counted in steps of SQLite's machine, not in time, so that a search finds the same on a busy day. Three steps read a
/// page of the index, some 4 KiB. What every question needs is not counted: to look its words up, and to hand over rows.
final class WorkAllowance {
    /// SQLite asks after so many steps whether it may go on.
    static let stride = 100
    /// Steps that look a word up in one part of the index.
    private static let word = 20
    /// Steps that hand over a row.
    private static let row = 6

    private var steps: Int
    private let parts: Int

    /// For a search: five hundred pages of the index, about five milliseconds.
    /// - Parameters:
    ///   - steps: Beyond what every question needs.
    ///   - parts: Segments that FTS5 keeps the index in; a word is looked up in each.
    init(steps: Int = 1_500, parts: Int) {
        self.steps = steps
        self.parts = parts
    }

    var isSpent: Bool { steps < 0 }

    /// Spends one stride, and says whether there was enough left.
    func takeStride() -> Bool {
        steps -= Self.stride
        return !isSpent
    }

    func addWords(_ count: Int) {
        if !isSpent { steps += count * parts * Self.word }
    }

    func addRow() {
        if !isSpent { steps += Self.row }
    }
}
