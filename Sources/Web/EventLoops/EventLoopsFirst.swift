import FoundationEssentials
import Glibc
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Lets the event loops, on which kept pages are answered, go before all other work of the process where there are fewer
/// processors than threads that want one.
///
/// The other threads (writing, pressing, imports, transactions) get a lower priority of the kernel's: under load a third of
/// a loop's share, so nothing starves, and as much as before where a processor is free. Threads come and go and inherit
/// from whoever began them, so those that are new are looked for once a second. On Linux a priority is a thread's own
/// (`setpriority(2)`, *C library/kernel differences*).
public struct EventLoopsFirst: Service {
    /// How far below the loops the others are: 0 would be beside them, 19 the least that there is.
    static let niceness: Int32 = 5

    private let logger: Logger

    /// - Parameter logger: Told where the kernel allows nothing of the kind.
    public init(logger: Logger) {
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var (loops, known): (Set<Int32>, Set<Int32>) = ([], [])
            var hasFailed = false
            while !Task.isCancelled {
                do {
                    if loops.isEmpty { loops = try await Self.loops() }
                    known = try Self.lower(allBut: known.union(loops)).union(loops)
                } catch {
                    // Tried again: there may be no file to open for a moment. The server is not to end for it.
                    if !hasFailed {
                        logger.notice("New threads keep their priority.", metadata: ["error": "\(error)"])
                    }
                    hasFailed = true
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// The event loops' threads, as the kernel counts them.
    static func loops() async throws -> Set<Int32> {
        var threads: Set<Int32> = []
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() {
            let link = try await loop.submit {
                try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")
            }.get()
            // PROCESS/task/THREAD
            if let thread = link.split(separator: "/").last.flatMap({ Int32($0) }) { threads.insert(thread) }
        }
        return threads
    }

    /// Lowers the priority of the threads that are not known.
    /// - Returns: All threads that there are.
    @discardableResult
    static func lower(allBut known: Set<Int32>) throws -> Set<Int32> {
        let threads = Set(
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").compactMap { Int32($0) }
        )
        // One that has ended in between cannot be lowered, and need not be.
        for thread in threads.subtracting(known) { setpriority(Int32(PRIO_PROCESS.rawValue), UInt32(thread), niceness) }
        return threads
    }
}
