import Editorial
import Logging
import News
import ServiceLifecycle

/// Serves those who write together: tells them of one another, and puts what they wrote into the working copies.
///
/// And clears away, once an hour, what nobody needs any more. What was written before the process was killed is put there when it starts again.
struct WritingService: Service {
    let desk: Desk
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await desk.followStories() }
                group.addTask { await catchUp() }
            }
        }
        var isFailing = false
        await attempt(&isFailing) { try await desk.catchUpStories(quietFor: 0) }
    }

    private func catchUp() async {
        var rounds = 0
        var isFailing = false
        var failed: Set<StoryNumber> = []
        while !Task.isCancelled {
            // What is damaged is tried once a minute, and logged as often.
            if rounds.isMultiple(of: Self.roundsOfMinute) { failed = [] }
            await attempt(&isFailing) { failed.formUnion(try await desk.catchUpStories(besides: failed)) }
            if rounds.isMultiple(of: Self.roundsOfHour) {
                await attempt(&isFailing) { try await desk.pruneBatches() }
                await attempt(&isFailing) { try await desk.pruneNotifications() }
                await attempt(&isFailing) { try await desk.eraseGrievances() }
            }
            rounds += 1
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private static let roundsOfMinute = 120
    private static let roundsOfHour = 7_200

    /// - Parameter isFailing: Whether it was said that this fails: a store may be away for long.
    private func attempt(_ isFailing: inout Bool, _ work: () async throws -> Void) async {
        do {
            try await work()
            isFailing = false
        } catch is CancellationError {
        } catch {
            if !isFailing {
                logger.error(
                    "Working copies cannot be brought up to date; trying again.",
                    metadata: ["error": "\(error)"]
                )
            }
            isFailing = true
        }
    }
}
