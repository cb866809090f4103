import Editorial
import Logging
import News
import Press
import ServiceLifecycle
import Synchronization

/// Makes public what has come due, twice a second, and so knows whether the store can be reached.
final class ReleaseService: Service {
    private let desk: Desk
    private let logger: Logger
    private let isReady = Atomic<Bool>(true)

    init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    /// Whether the last look into the store went well.
    var isStoreReady: Bool { isReady.load(ordering: .relaxed) }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                do {
                    try await desk.releaseDueStories()
                    isReady.store(true, ordering: .relaxed)
                } catch {
                    isReady.store(false, ordering: .relaxed)
                    logger.error("What has come due cannot be released; trying again.", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}

/// Keeps pages fresh: follows the journal until the server stops.
struct JournalService: Service {
    let press: PressRoom

    func run() async throws {
        await cancelWhenGracefulShutdown { [press] in await press.follow() }
    }
}

/// Counts and ranks reads; the last are stored when the server has stopped.
struct RankingService: Service {
    let press: PressRoom

    func run() async throws {
        await cancelWhenGracefulShutdown { [press] in await press.rank() }
    }
}
