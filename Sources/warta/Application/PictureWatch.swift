import Darkroom
import Logging
import News
import Synchronization
import Web

/// Looks now and then whether the place of the pictures is what it should be, and says when that changes.
///
/// A node whose shared folder is not mounted has an empty one instead, and would keep there what no other node sees.
final class PictureWatch: Sendable {
    private let darkroom: Darkroom
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var condition = Darkroom.Condition.sound
        var report: HealthReport.Pictures?
        var isLooking = false
    }

    init(_ darkroom: Darkroom, logger: Logger) {
        self.darkroom = darkroom
        self.logger = logger
    }

    /// How it was when it was looked at last; nil before.
    var last: HealthReport.Pictures? { state.withLock { $0.report } }

    /// Begins to look, unless somebody still does: nobody waits for a bucket that does not answer.
    /// - Parameter digests: The newest pictures of the store.
    func look(newest digests: [String]) {
        let mustLook = state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        guard mustLook else { return }
        Task { note(await darkroom.condition(known: digests)) }
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
        case .sound: HealthReport.Pictures(place: darkroom.place, isWritable: true, isFound: true)
        case .closed: HealthReport.Pictures(place: darkroom.place, isWritable: false, isFound: true)
        case .foreign: HealthReport.Pictures(place: darkroom.place, isWritable: true, isFound: false)
        }
    }

    private func say(_ condition: Darkroom.Condition) {
        switch condition {
        case .sound: logger.notice("The pictures can be kept and read again.", metadata: ["place": "\(darkroom.place)"])
        case .closed(let why): logger.error("No picture can be kept now.", metadata: ["why": "\(why)"])
        case .foreign(let place):
            logger.error(
                "The newest pictures of the newspaper are not where this node has its pictures; mount or name the place that all nodes share.",
                metadata: ["place": "\(place)"]
            )
        }
    }
}
