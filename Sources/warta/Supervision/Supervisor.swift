import Foundation
import News
import Synchronization
import UnixSignals

/// Runs the server as a child process, and starts it again whenever it crashes.
///
/// A trap in Swift ends the process, whosever request it was; see docs/decisions/0012-what-a-trap-costs.md. The
/// supervisor reads nothing from outside, so that nothing from outside can end it.
final class Supervisor: Sendable {
    private struct State {
        var server: ServerProcess?
        var isStopping = false
        var pause: Task<Void, any Error>?
    }

    private let arguments: [String]
    private let passesHangups: Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - arguments: What the server is told, beginning with the command.
    ///   - passesHangups: Whether `SIGHUP` asks the server to open its log again, and not to stop.
    init(arguments: [String], passesHangups: Bool) {
        self.arguments = arguments
        self.passesHangups = passesHangups
    }

    /// Runs until the server has ended for good, and gives the exit code to end with.
    /// - Throws: `unavailable` where no process can be started.
    func run() async throws -> Int32 {
        // Swift's runtime would print a backtrace first, which takes many seconds in which nobody is answered.
        setenv("SWIFT_BACKTRACE", "enable=no", 0)
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        // A terminal that goes away asks for a clean stop too.
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let listening = Task { for await signal in signals { pass(signal) } }
        defer { listening.cancel() }
        var restarts = Restarts()
        while true {
            let began = ContinuousClock.now
            let server = try ServerProcess(program, arguments)
            state.withLock { state in
                state.server = server
                if state.isStopping { server.signal(SIGTERM) }
            }
            let (ending, wasTold) = await end(of: server)
            let lived = began.duration(to: .now)
            guard !wasTold, let delay = restarts.delay(after: ending, lived: lived) else { return ending.code }
            Terminal.warn(
                "The server ended \(ending.words) after \(lived.components.seconds) s; starting it again."
            )
            await pause(delay)
            if isStopping { return 0 }
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func pass(_ signal: UnixSignal) {
        state.withLock { state in
            if signal == .sighup, passesHangups {
                state.server?.signal(SIGHUP)
                return
            }
            state.isStopping = true
            state.server?.signal(signal == .sigint ? SIGINT : SIGTERM)
            state.pause?.cancel()
        }
    }

    /// Waits on a thread of its own: a server may live for years.
    /// - Returns: How it ended, and whether it had been told to stop by then: how a server ends that nobody has told is no
    ///   answer to a stop that comes later.
    private func end(of server: ServerProcess) async -> (Ending, wasTold: Bool) {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                server.waitUntilEnded()
                // Not yet taken off the system's list, so that its number cannot have become another process's while a
                // signal is passed on.
                let ending = state.withLock { state in
                    state.server = nil
                    return (server.collect(), state.isStopping)
                }
                continuation.resume(returning: ending)
            }
        }
    }

    private func pause(_ delay: Duration) async {
        let pause = Task { try await Task.sleep(for: delay) }
        state.withLock { state in
            state.pause = pause
            if state.isStopping { pause.cancel() }
        }
        _ = await pause.result
    }
}

/// Which endings are followed by another start, and when.
private struct Restarts {
    private var delay = Self.shortest
    private var hasServed = false

    private static let shortest = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)
    /// Whoever lived so long was well.
    private static let wellAfter = Duration.seconds(10)

    /// How long to wait before the next start; nil where there is none.
    ///
    /// Twice as long each time, for as long as they follow one another closely.
    mutating func delay(after ending: Ending, lived: Duration) -> Duration? {
        if lived >= Self.wellAfter { (delay, hasServed) = (Self.shortest, true) }
        switch ending {
        // What is wrong with the settings is wrong the next time too.
        case .code(0), .code(64), .code(65), .code(66): return nil
        // A port that is taken, a folder that cannot be written: at the start for whoever started us to mend.
        case .code(75) where !hasServed: return nil
        case .code, .signal:
            defer { delay = min(delay * 2, Self.longest) }
            return delay
        }
    }
}
