import Dispatch
import Foundation
import News
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Every thread that Swift runs tasks on is held up, as by work that nobody foresaw: what lies in memory is answered.
///
/// Each test has a process of its own, as it would hold up every other test as well.
@Suite(.timeLimit(.minutes(10))) struct BlockedTasksTests {
    @Test func `while every task waits, programs that watch the server and readers of kept pages do not`() async {
        await #expect(processExitsWith: .success) {
            let portal = try await Portal()
            _ = try await portal.ask(Exchange.story)
            try await portal.serving { port in
                // Connections that a busy server has, so that none of what follows is the first.
                let said = await BlockedTasksTests.whileHeldUp {
                    (0..<20).flatMap { _ in
                        ["/-/live", "/-/ready", "/-/health", Exchange.story].map { Plain.ask(port: port, $0) }
                    }
                }
                #expect(said.answers.count == 80 && said.answers.allSatisfy { $0 == 200 }, "\(said.answers)")
                #expect(said.wasHeldUp, "no task ran in between, or the test shows nothing")
            }
        }
    }

    /// HAProxy asks so, unless it is told otherwise; other monitors name what they accept, or how they are encoded.
    @Test func `programs that watch the server are answered, however old or odd their request`() async {
        await #expect(processExitsWith: .success) {
            let portal = try await Portal()
            try await portal.serving { port in
                let flags = [
                    "--http1.0", "--http1.0 -H 'Host:'", "--http1.0 -I", "-H 'Expect: 100-continue'",
                    "-H 'Surrogate-Capability: x'",
                    "-H 'User-Agent: a' -H 'Accept-Encoding: x' -H 'accept-encoding: y'",
                ]
                let said = await BlockedTasksTests.whileHeldUp {
                    flags.flatMap { flag in
                        ["live", "ready", "health", "metrics"].map { Plain.ask(port: port, "/-/\($0)", flag) }
                    }
                }
                #expect(said.answers.count == 24 && said.answers.allSatisfy { $0 == 200 }, "\(said.answers)")
                #expect(said.wasHeldUp)
            }
        }
    }

    @Test func `the port for administrators answers as well`() async {
        await #expect(processExitsWith: .success) {
            let portal = try await Portal(hasAdmin: true)
            let (ports, bound) = AsyncStream.makeStream(of: Int.self)
            let admin = AdminPort(portal.sites, host: "127.0.0.1", port: 0) { bound.yield($0) }
            let running = Task { try await admin.run() }
            defer { running.cancel() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let said = await BlockedTasksTests.whileHeldUp { (0..<20).map { _ in Plain.ask(port: port, "/-/metrics") } }
            #expect(said.answers.allSatisfy { $0 == 200 } && said.wasHeldUp, "\(said.answers)")
        }
    }

    /// Holds up every thread of the pool while a thread of its own asks.
    fileprivate static func whileHeldUp(
        _ ask: @escaping @Sendable () -> [Int?]
    ) async -> (answers: [Int?], wasHeldUp: Bool) {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let gate = Gatekeeper()
                for _ in 0..<gate.width * 4 { Task { gate.wait() } }
                gate.awaitArrivals()
                let hasRun = Mutex(false)
                Task { hasRun.withLock { $0 = true } }
                let answers = ask()
                let wasHeldUp = hasRun.withLock { !$0 }
                gate.open()
                continuation.resume(returning: (answers, wasHeldUp))
            }
        }
    }
}

/// Keeps threads waiting until it opens.
private final class Gatekeeper: Sendable {
    let width = ProcessInfo.processInfo.activeProcessorCount
    private let arrived = DispatchSemaphore(value: 0)
    private let gate = DispatchGroup()

    init() { gate.enter() }

    /// Holds up the thread that calls it.
    func wait() {
        arrived.signal()
        gate.wait()
    }

    func awaitArrivals() {
        for _ in 0..<width { arrived.wait() }
    }

    func open() { gate.leave() }
}

/// A client that needs no task.
private enum Plain {
    /// The status of one GET on a connection of its own; nil if none comes within three seconds.
    ///
    /// - Parameter flags: More for curl.
    static func ask(port: Int, _ target: String, _ flags: String = "") -> Int? {
        let line = "curl -s \(flags) -m 3 -o /dev/null -w '%{http_code}' 'http://127.0.0.1:\(port)\(target)'"
        guard let (_, output) = try? Program.run(line, on: []) else { return nil }
        return Int(String(decoding: output, as: UTF8.self))
    }
}
