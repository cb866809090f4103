import Dispatch
import Foundation
import Synchronization

/// Removes unfinished files when a signal ends the command: Ctrl-C, a stop by the system, a closed terminal.
///
/// The command still ends by that signal, as its sender expects.
enum CleanupOnSignal {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private static let watch = Mutex(Watch())

    private struct Watch {
        var paths: Set<String> = []
        /// Set up for the first path: before that, a signal simply ends the command.
        var sources: [any DispatchSourceSignal] = []
    }

    /// Makes a file or folder that is removed if a signal comes; no signal is handled while it is being made.
    /// - Parameter make: Returns its path and its open file; nil if it cannot be made.
    static func making(_ make: () -> (path: String, file: Int32)?) -> (path: String, file: Int32)? {
        watch.withLock { watch in
            if watch.sources.isEmpty { watch.sources = signals.compactMap(listen) }
            guard let made = make() else { return nil }
            watch.paths.insert(made.path)
            return made
        }
    }

    /// Forgets a path: it is finished or already removed.
    static func keep(_ path: String) {
        watch.withLock { _ = $0.paths.remove(path) }
    }

    private static func listen(_ number: Int32) -> (any DispatchSourceSignal)? {
        let former = signal(number, SIG_IGN)
        // A signal that our parent ignores (nohup) stays ignored.
        let isIgnored = unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
        guard !isIgnored else { return nil }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        source.setEventHandler {
            // The lock is held until the process ends, so that no path is added meanwhile.
            watch.withLock { watch in
                for path in watch.paths { try? FileManager.default.removeItem(atPath: path) }
                signal(number, SIG_DFL)
                // Dispatch blocks the signal on its threads; without this, raising it would do nothing.
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
