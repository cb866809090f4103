/// Caps the SQLite work of one search: whatever somebody asks for costs no more than this.
///
/// Counted in steps of SQLite's virtual machine, not in time, so that a search finds the same on a busy day. Three
/// steps read a page of the index, some 4 KiB. What every query needs is not counted: looking up its words, and
/// returning rows.
final class WorkAllowance {
    /// After so many steps, SQLite asks whether it may continue.
    static let stride = 100
    /// Steps that look a word up in one segment of the index.
    private static let word = 20
    /// Steps that return a row.
    private static let row = 6

    private var steps: Int
    private let parts: Int

    /// For a search: five hundred pages of the index, about five milliseconds.
    /// - Parameters:
    ///   - steps: Beyond what every query needs.
    ///   - parts: Segments that FTS5 keeps the index in; a word is looked up in each.
    init(steps: Int = 1_500, parts: Int) {
        self.steps = steps
        self.parts = parts
    }

    var isSpent: Bool { steps < 0 }

    /// Spends one stride, and returns whether there was enough left.
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
