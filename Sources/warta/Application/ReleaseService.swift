import Editorial
import Logging
import ServiceLifecycle

/// Publishes stories whose time has come, twice a second.
struct ReleaseService: Service {
    let desk: Desk
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var hasFailed = false
            while !Task.isCancelled {
                do {
                    try await desk.releaseDueStories()
                    hasFailed = false
                } catch is CancellationError {
                    return
                } catch {
                    // Said once, however long it lasts.
                    let level: Logger.Level = hasFailed ? .debug : .error
                    logger.log(
                        level: level,
                        "What has come due cannot be released; trying again.",
                        metadata: ["error": "\(error)"]
                    )
                    hasFailed = true
                }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}
