import Dispatch
import Foundation
import Logging
import News
import Press
import ServiceLifecycle
import Storage
import Web

/// Gathers what administrators are told of the house, every few seconds.
struct HealthService: Service {
    let house: OpenNewspaper
    let pictures: PictureWatch
    let newspapers: [PressRoom]
    let sites: SiteRouter
    /// The build of the program.
    let build: String
    /// Whether letters are sent.
    let sendsMail: Bool

    private static let pause = Duration.seconds(5)

    func run() async throws {
        let since = house.clock()
        // Not a child of this task: a stop does not wait for a database or a disk that hangs.
        let gathering = Task {
            while !Task.isCancelled {
                if let report = await report(since: since) { sites.report(report) }
                try? await Task.sleep(for: Self.pause)
            }
        }
        try? await gracefulShutdown()
        gathering.cancel()
    }

    /// Nil where the store does not say how it is: that is told otherwise.
    private func report(since: Timestamp) async -> HealthReport? {
        let began = ContinuousClock.now
        let now = house.clock()
        guard let figures = try? await house.store.read({ try $0.houseFigures(at: now) }) else { return nil }
        let time = ContinuousClock.now - began
        guard let lag = try? await journalLag() else { return nil }
        var report = HealthReport(
            at: now,
            build: build,
            schema: Store.schema,
            since: since,
            place: house.store.place,
            server: figures.server,
            storeTime: time,
            journalLag: lag
        )
        report.dueStories = figures.dueStories
        report.nextDue = figures.nextDue
        report.redReceipts = figures.redReceipts
        report.movesTo = figures.movesTo
        if sendsMail {
            report.letters = (figures.waitingLetters, figures.failedLetters, figures.oldestLetter)
        }
        report.disk = await disk(of: house.folder)
        report.pictures = pictures.last
        pictures.look(newest: figures.newestPictures)
        return report
    }

    /// Lines of the journal that are not on the pages yet, of the newspaper that is furthest behind; no more are counted
    /// than somebody has to be told of.
    private func journalLag() async throws -> Int64 {
        var most = 0
        for press in newspapers {
            let position = press.journalPosition
            let lines = try await house.store.newspaper(press.number).read { transaction in
                try transaction.journal(after: position, limit: Self.mostLag).count
            }
            most = max(most, lines)
        }
        return Int64(most)
    }

    private static let mostLag = 1_001

    /// Looks at the disk, on a thread that may wait for it.
    private func disk(of folder: String) async -> (free: Int64, all: Int64)? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                let facts = try? FileManager.default.attributesOfFileSystem(forPath: folder)
                let free = Self.number(facts?[.systemFreeSize])
                let all = Self.number(facts?[.systemSize])
                continuation.resume(returning: free.flatMap { free in all.map { (free: free, all: $0) } })
            }
        }
    }

    private static func number(_ value: Any?) -> Int64? {
        if let number = value as? NSNumber { return number.int64Value }
        return (value as? any BinaryInteger).map { Int64(clamping: $0) }
    }
}
