import Synchronization

/// The figures of all event loops of one server.
final class RequestTallies: Sendable {
    private let tallies = Mutex<[RequestTally]>([])

    /// For one more event loop.
    func make() -> RequestTally {
        let tally = RequestTally()
        tallies.withLock { $0.append(tally) }
        return tally
    }

    var all: [RequestTally] { tallies.withLock { $0 } }
}
