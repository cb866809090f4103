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
    private let last = Mutex(Darkroom.Condition.sound)

    init(_ darkroom: Darkroom, logger: Logger) {
        self.darkroom = darkroom
        self.logger = logger
    }

    /// - Parameter digests: The newest pictures of the store.
    func look(newest digests: [String]) async -> HealthReport.Pictures {
        let condition = await darkroom.condition(known: digests)
        let isNews = last.withLock { last in
            defer { last = condition }
            return last != condition
        }
        if isNews { say(condition) }
        return switch condition {
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
