import Editorial
import Logging
import ServiceLifecycle
import Synchronization

/// Publishes stories whose time has come, twice a second, and so knows whether the store can be reached.
final class ReleaseService: Service {
    private let desk: Desk
    private let logger: Logger
    private let isReady = Atomic<Bool>(true)

    init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    /// Whether the store could be read the last time.
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
