import Foundation
package import Logging
import News
import ServiceLifecycle
import Storage
package import Web

/// Finds out when readers see what the desk does, as soon as the server takes connections: one for the process, whose
/// surfaces are asked one after another.
struct ReceiptService: Service {
    private let newspapers: [ServedNewspaper]
    private let settings: ServerSettings
    private let logger: Logger
    private let ports: AsyncStream<Int>
    private let port: AsyncStream<Int>.Continuation

    /// Between two looks at the journal.
    private static let pause = Duration.milliseconds(10)
    /// Between two looks at what is about to come due; shorter than the time ahead in which its surfaces are asked.
    private static let aheadPause = Duration.milliseconds(500)

    init(_ newspapers: [ServedNewspaper], _ settings: ServerSettings, logger: Logger) {
        self.newspapers = newspapers
        self.settings = settings
        self.logger = logger
        (ports, port) = AsyncStream.makeStream(of: Int.self)
    }

    /// The server takes connections at this port.
    func begin(port number: Int) {
        port.yield(number)
        port.finish()
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await number in ports { await keep(askingAt: number) }
        }
        // The journal's stream ends with the store, which may be ahead of the stop.
        try? await gracefulShutdown()
    }

    private func keep(askingAt number: Int) async {
        let address = settings.address.host
        let pages = OwnPages(address: address, port: number, isSecure: settings.certificate != nil)
        let node = "\(ProcessInfo.processInfo.hostName):\(number)"
        await withTaskGroup(of: Void.self) { group in
            for newspaper in newspapers {
                let keeper = newspaper.receipts(node: node, logger: logger, pages)
                group.addTask { await follow(newspaper, keeper) }
                group.addTask { await lookAhead(keeper) }
            }
        }
    }

    private func follow(_ newspaper: ServedNewspaper, _ keeper: ReceiptKeeper) async {
        await newspaper.newspaper.store.followCommits(pause: Self.pause) {
            try await keeper.hear()
            while await keeper.isMeasuring, !Task.isCancelled {
                await keeper.round()
                if await keeper.isMeasuring { try await Task.sleep(for: keeper.pause) }
                try await keeper.hear()
            }
        } failed: {
            logger.error("It cannot be measured what readers see; trying again.", metadata: ["error": "\($0)"])
        }
    }

    private func lookAhead(_ keeper: ReceiptKeeper) async {
        // A store may be away for long: what is said twice a second is read by nobody.
        var isFailing = false
        while !Task.isCancelled {
            do {
                try await keeper.lookAhead()
                isFailing = false
            } catch is CancellationError {
                return
            } catch {
                let level: Logger.Level = isFailing ? .debug : .error
                logger.log(level: level, "What is about to come due is not known.", metadata: ["error": "\(error)"])
                isFailing = true
            }
            try? await Task.sleep(for: Self.aheadPause)
        }
    }
}

extension ServedNewspaper {
    /// What finds out when readers of this newspaper see what its desk does.
    /// - Parameters:
    ///   - node: What the node is called.
    ///   - logger: For what cannot be measured.
    ///   - pages: Asks the server for its pages.
    package func receipts(node: String, logger: Logger, _ pages: OwnPages) -> ReceiptKeeper {
        let host = newsroom.publicHost
        return ReceiptKeeper(newsroom, node: node, logger: logger) { await pages.ask($0, host: host) }
    }
}
