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

    /// Things that are looked ahead to at first, and at most.
    private static let (firstAhead, mostAhead) = (64, 512)

    /// Does the same to one thing after another, each whole or not at all, in transactions of a `slice` each.
    ///
    /// Between two, whoever waits for the store has it, and what has come due goes first.
    /// - Parameters:
    ///   - items: The things.
    ///   - lookAhead: Is called at the beginning of each transaction with the things that are likely to have their turn in it.
    ///   - body: Does it to one.
    func writeInSlices<Item: Sendable, Result: Sendable>(
        _ items: [Item],
        lookAhead: @escaping @Sendable (WriteTransaction, ArraySlice<Item>) throws -> Void = { _, _ in },
        body: @escaping @Sendable (WriteTransaction, Item) throws -> Result
    ) async throws -> [Result] {
        var results: [Result] = []
        var likely = Self.firstAhead
        // Where turns are fair, rows and index are written while the slice goes on, and not after it.
        let slice = store.hasFairTurns ? Self.slice * 2 : Self.slice
        while results.count < items.count {
            let isFirst = results.isEmpty
            if !isFirst { try await giveWay() }
            let rest = items[results.count...].prefix(likely)
            let remaining = items.count - results.count
            let done = try await store.write { [stopwatch, hasFairTurns = store.hasFairTurns] transaction in
                let start = stopwatch()
                // Next to a file that is read from memory, looking ahead saves no way, and costs its own questions.
                if hasFairTurns { try lookAhead(transaction, rest) }
                var done: [Result] = []
                for item in rest {
                    done.append(try body(transaction, item))
                    if stopwatch() - start >= slice { break }
                }
                // All are acknowledged together, once the last slice is on the disk.
                if done.count < remaining {
                    try transaction.commitEarly()
                } else if !isFirst {
                    try transaction.commitAll()
                }
                return done
            }
            results += done
            // What there is time for is found out: more where time was left, somewhat more than what there was time for else.
            likely = done.count == rest.count ? min(2 * likely, Self.mostAhead) : done.count + done.count / 8 + 1
        }
        return results
    }

    private func giveWay() async throws {
        try await releaseDueStories()
        if !store.hasFairTurns { try await Task.sleep(for: Self.pause) }
    }
}
