import Logging
import Synchronization
import TestSupport
import Testing

@testable import Application

/// What the log says of the jobs that are done beside the server.
@Suite struct WritingServiceTests {
    private final class Lines: Sendable {
        let lines = Mutex<[String]>([])
    }

    private struct Handler: LogHandler {
        let kept: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { kept.lines.withLock { $0.append("\(event.message)") } }
    }

    private struct Away: Error {}

    @Test func `each job that fails is named, once until it works again, whatever fails beside it`() async throws {
        let kept = Lines()
        let portal = try await Portal()
        let service = WritingService(desk: portal.desk, logger: Logger(label: "test") { _ in Handler(kept: kept) })
        var failing: Set<WritingService.Job> = []
        for _ in 1...2 {
            await service.attempt(.catchUp, &failing) { throw Away() }
            await service.attempt(.notifications, &failing) {}
            await service.attempt(.grievances, &failing) { throw Away() }
        }
        await service.attempt(.grievances, &failing) {}
        await service.attempt(.grievances, &failing) { throw Away() }
        let (writing, erasing) = (WritingService.Job.catchUp.rawValue, WritingService.Job.grievances.rawValue)
        #expect(kept.lines.withLock { $0 } == [writing, erasing, erasing])
        #expect(erasing.contains("Personal data"))
    }
}
