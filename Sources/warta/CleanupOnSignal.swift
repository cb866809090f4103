import Dispatch
import Foundation
import Synchronization

/// What is taken away where a signal ends the command: Ctrl-C, a stop by the system, a terminal that is closed.
///
/// The command then ends by that signal all the same, as whoever sent it expects.
enum CleanupOnSignal {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private static let watch = Mutex(Watch())

    private struct Watch {
        var paths: Set<String> = []
        /// Set up when the first path comes: until then a signal ends the command by itself.
        var sources: [any DispatchSourceSignal] = []
    }

    /// Makes a file or folder that is removed where a signal comes; none comes between the two.
    /// - Parameter make: Its path, and the file that it is open as; nil where it cannot be made.
    static func making(_ make: () -> (path: String, file: Int32)?) -> (path: String, file: Int32)? {
        watch.withLock { watch in
            if watch.sources.isEmpty { watch.sources = signals.compactMap(listen) }
            guard let made = make() else { return nil }
            watch.paths.insert(made.path)
            return made
        }
    }

    /// It is not removed any more: it is gone, or has become what it was to be.
    static func keep(_ path: String) {
        watch.withLock { _ = $0.paths.remove(path) }
    }

    private static func listen(_ number: Int32) -> (any DispatchSourceSignal)? {
        let former = signal(number, SIG_IGN)
        // What whoever started us wants ignored (nohup) stays so.
        let isIgnored = unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
        guard !isIgnored else { return nil }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        source.setEventHandler {
            // Held to the end, so that nobody adds to it meanwhile.
            watch.withLock { watch in
                for path in watch.paths { try? FileManager.default.removeItem(atPath: path) }
                signal(number, SIG_DFL)
                // Every thread that Dispatch has seen holds the signal back, so that nobody would end by it.
                var own = sigset_t()
                sigemptyset(&own)
                sigaddset(&own, number)
                pthread_sigmask(SIG_UNBLOCK, &own, nil)
                raise(number)
            }
        }
        source.activate()
        return source
    }
}
