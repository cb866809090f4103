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
        var failing: Set<Job> = []
        await attempt(.catchUp, &failing) { try await desk.catchUpStories(quietFor: 0) }
    }

    /// What it does, as its log says that it fails.
    enum Job: String {
        case catchUp = "Working copies cannot be brought up to date; trying again."
        case batches = "Batches of writing that nobody needs cannot be cleared away; trying again."
        case notifications = "Old notifications cannot be cleared away; trying again."
        case grievances = "Personal data of the register cannot be erased; trying again."
    }

    private func catchUp() async {
        var rounds = 0
        var failing: Set<Job> = []
        var failed: Set<StoryNumber> = []
        while !Task.isCancelled {
            // What is damaged is tried once a minute, and logged as often.
            if rounds.isMultiple(of: Self.roundsOfMinute) { failed = [] }
            await attempt(.catchUp, &failing) { failed.formUnion(try await desk.catchUpStories(besides: failed)) }
            if rounds.isMultiple(of: Self.roundsOfHour) {
                await attempt(.batches, &failing) { try await desk.pruneBatches() }
                await attempt(.notifications, &failing) { try await desk.pruneNotifications() }
                await attempt(.grievances, &failing) { try await desk.eraseGrievances() }
            }
            rounds += 1
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private static let roundsOfMinute = 120
    private static let roundsOfHour = 7_200

    /// - Parameter failing: Of which jobs it was said that they fail: a store may be away for long.
    func attempt(_ job: Job, _ failing: inout Set<Job>, _ work: () async throws -> Void) async {
        do {
            try await work()
            failing.remove(job)
        } catch is CancellationError {
        } catch {
            if failing.insert(job).inserted { logger.error("\(job.rawValue)", metadata: ["error": "\(error)"]) }
        }
    }
}
