import Dispatch
import Foundation
import Synchronization

/// The signals that ask the server to stop, heard from its first moment on.
///
/// Until it serves nobody has been promised anything: to end at once is a clean stop, whatever it was about to do.
public enum StopSignals {
    private static let state = Mutex(State())

    private struct State {
        var sources: [any DispatchSourceSignal] = []
        var stop: @Sendable (_ signal: Int32) -> Void = { _ in _exit(0) }
    }

    /// Hears them from now on.
    /// - Parameter withoutHangups: Whether `SIGHUP` asks for something else once it serves, and for nothing before.
    public static func listen(withoutHangups: Bool = false) {
        let ready = DispatchGroup()
        // A terminal that goes away asks for a stop too, unless whoever started us wants that ignored (nohup).
        let numbers = [SIGTERM, SIGINT] + (isIgnored(SIGHUP) ? [] : [SIGHUP])
        if withoutHangups { stop { if $0 != SIGHUP { _exit(0) } } }
        state.withLock { state in state.sources = numbers.map { source(of: $0, ready) } }
        ready.wait()
    }

    private static func source(of number: Int32, _ ready: DispatchGroup) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        ready.enter()
        source.setRegistrationHandler { ready.leave() }
        source.setEventHandler { state.withLock { $0.stop }(number) }
        source.activate()
        return source
    }

    /// From now on a stop is this, which is told the signal.
    static func stop(_ stop: @escaping @Sendable (_ signal: Int32) -> Void) {
        state.withLock { $0.stop = stop }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
