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
        await attempt { try await desk.catchUpStories(quietFor: 0) }
    }

    private func catchUp() async {
        var rounds = 0
        var failed: Set<StoryNumber> = []
        while !Task.isCancelled {
            // What is damaged is tried once a minute, and logged as often.
            if rounds.isMultiple(of: Self.roundsOfMinute) { failed = [] }
            await attempt { failed.formUnion(try await desk.catchUpStories(besides: failed)) }
            if rounds.isMultiple(of: Self.roundsOfHour) {
                await attempt { try await desk.pruneBatches() }
                await attempt { try await desk.pruneNotifications() }
            }
            rounds += 1
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private static let roundsOfMinute = 120
    private static let roundsOfHour = 7_200

    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
        } catch {
            logger.error("Working copies cannot be brought up to date; trying again.", metadata: ["error": "\(error)"])
        }
    }
}
