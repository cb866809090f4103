internal import News
internal import Storage

extension Desk {
    /// How long work keeps the store to itself before it is committed and others have their turn.
    ///
    /// What it has gathered for the index is written with the commit and takes about as long again.
    static let slice = Duration.milliseconds(30)
    /// How long the store is left alone between two slices: more than the others wait between two tries
    /// (`SQLiteDatabase.retry`).
    static let pause = Duration.milliseconds(3)

    /// Does the same to one thing after another, each whole or not at all, in transactions of a `slice` each.
    ///
    /// Between two, whoever waits for the store has it, and what has come due goes first.
    func writeInSlices<Item: Sendable, Result: Sendable>(
        _ items: [Item],
        _ body: @escaping @Sendable (WriteTransaction, Item) throws -> Result
    ) async throws -> [Result] {
        var results: [Result] = []
        while results.count < items.count {
            if !results.isEmpty { try await giveWay() }
            let rest = items[results.count...]
            results += try await store.write { [stopwatch] transaction in
                let start = stopwatch()
                var done: [Result] = []
                for item in rest {
                    done.append(try body(transaction, item))
                    if stopwatch() - start >= Self.slice { break }
                }
                return done
            }
        }
        return results
    }

    private func giveWay() async throws {
        try await releaseDueStories()
        try await Task.sleep(for: Self.pause)
    }
}
