import News
import Synchronization

/// Counts the receipts of this process, for `/-/metrics`.
final class ReceiptTally: Sendable {
    struct Row {
        /// Of each bucket what it holds; the last is for what came later than the last bound.
        var buckets = [Int](repeating: 0, count: ReceiptTally.bounds.count + 1)
        var milliseconds = 0
        var red = 0
    }

    private struct State {
        var rows: [Surface: Row] = [:]
        var leaks = 0
        var unmeasured = 0
    }

    /// Upper bounds of the histogram's buckets, in milliseconds.
    static let bounds = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_000]

    private let state = Mutex(State())

    func count(_ receipt: SurfaceReceipt) {
        state.withLock { state in
            if receipt.isBefore {
                state.leaks += receipt.fault == nil ? 0 : 1
                return
            }
            var row = state.rows[receipt.surface] ?? Row()
            if receipt.fault == nil {
                let bucket = Self.bounds.firstIndex { receipt.milliseconds <= $0 } ?? Self.bounds.count
                row.buckets[bucket] += 1
                row.milliseconds += receipt.milliseconds
            } else {
                row.red += 1
            }
            state.rows[receipt.surface] = row
        }
    }

    /// An act was not measured, as there was too much to measure or it was too long ago.
    func countUnmeasured() { state.withLock { $0.unmeasured += 1 } }

    var rows: [Surface: Row] { state.withLock { $0.rows } }

    /// Surfaces that showed a story before its time, or did not say.
    var leaks: Int { state.withLock { $0.leaks } }

    var unmeasured: Int { state.withLock { $0.unmeasured } }
}
