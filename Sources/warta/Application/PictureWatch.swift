import Darkroom
import Logging
import News
import Synchronization
import Web

/// Looks now and then whether the place of the pictures is what it should be, and says when that changes.
///
/// A node whose shared folder is not mounted has an empty one instead, and would keep there what no other node sees.
final class PictureWatch: Sendable {
    private let place: String
    private let condition: @Sendable ([String]) async -> Darkroom.Condition
    private let logger: Logger
    private let clock: @Sendable () -> Timestamp
    private let state = Mutex(State())

    private struct State {
        var condition = Darkroom.Condition.sound
        var report: HealthReport.Pictures?
        /// When the look began that has not ended yet.
        var lookingSince: Timestamp?
    }

    /// Seconds after which a look that has not ended says enough.
    private static let patience: Int64 = 60

    /// - Parameters:
    ///   - darkroom: Whose place it is.
    ///   - logger: Told when its condition changes.
    ///   - clock: The present time.
    convenience init(_ darkroom: Darkroom, logger: Logger, clock: @escaping @Sendable () -> Timestamp) {
        self.init(darkroom.place, logger: logger, clock: clock, condition: { await darkroom.condition(known: $0) })
    }

    /// - Parameters:
    ///   - place: What the place is called.
    ///   - logger: Told when its condition changes.
    ///   - clock: The present time.
    ///   - condition: Looks at the place, given some digests that should be there; may take for ever.
    init(
        _ place: String,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp,
        condition: @escaping @Sendable ([String]) async -> Darkroom.Condition
    ) {
        self.place = place
        self.logger = logger
        self.clock = clock
        self.condition = condition
    }

    /// How it was when it was looked at last; nil before.
    ///
    /// A place that has not answered for a minute, as that of a server which is away, is one where nothing can be kept.
    var last: HealthReport.Pictures? {
        let now = clock()
        return state.withLock { state in
            guard let since = state.lookingSince, since.adding(seconds: Self.patience) <= now else {
                return state.report
            }
            return report(.closed("it has not answered for \(Self.patience) seconds"))
        }
    }

    /// Begins to look, unless somebody still does: nobody waits for a bucket that does not answer.
    /// - Parameter digests: The newest pictures of the store.
    func look(newest digests: [String]) {
        let now = clock()
        let mustLook = state.withLock { state in
            guard state.lookingSince == nil else { return false }
            state.lookingSince = now
            return true
        }
        guard mustLook else { return }
        Task { note(await condition(digests)) }
    }

    private func note(_ condition: Darkroom.Condition) {
        let isNews = state.withLock { state in
            defer { state = State(condition: condition, report: report(condition)) }
            return state.condition != condition
        }
        if isNews { say(condition) }
    }

    private func report(_ condition: Darkroom.Condition) -> HealthReport.Pictures {
        switch condition {
        case .sound: HealthReport.Pictures(place: place, isWritable: true, isFound: true)
        case .closed: HealthReport.Pictures(place: place, isWritable: false, isFound: true)
        case .foreign: HealthReport.Pictures(place: place, isWritable: true, isFound: false)
        }
    }

    private func say(_ condition: Darkroom.Condition) {
        switch condition {
        case .sound: logger.notice("The pictures can be kept and read again.", metadata: ["place": "\(place)"])
        case .closed(let why): logger.error("No picture can be kept now.", metadata: ["why": "\(why)"])
        case .foreign(let place):
            logger.error(
                "The newest pictures of the newspaper are not where this node has its pictures; mount or name the place that all nodes share.",
                metadata: ["place": "\(place)"]
            )
        }
    }
}
