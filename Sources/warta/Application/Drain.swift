import Foundation
import Logging
import Synchronization

/// What lies between the wish that the server stops and its stop: a while in which it answers everybody, and whoever
/// divides requests among servers finds out that it is to be asked no more.
final class Drain: Sendable {
    private let seconds: Int
    private let log: AccessLogFile?
    private let logger: Logger
    private let begin: @Sendable () -> Void
    private let stop: @Sendable () -> Void
    private let hasBegun = Mutex(false)

    /// - Parameters:
    ///   - seconds: How long it lasts; 0 for no time at all.
    ///   - log: Is opened again at `SIGHUP`, where it is a file: whoever moves it away then says so by that signal.
    ///   - logger: Is told of it.
    ///   - begin: Called at its beginning, once.
    ///   - stop: Called at its end; may be called again.
    init(
        seconds: Int,
        log: AccessLogFile?,
        logger: Logger,
        begin: @escaping @Sendable () -> Void,
        stop: @escaping @Sendable () -> Void
    ) {
        self.seconds = seconds
        self.log = log
        self.logger = logger
        self.begin = begin
        self.stop = stop
    }

    /// Takes a signal that asks the server to stop.
    ///
    /// Only `SIGTERM`, which a program sends, is waited after, and a second signal ends the wait: a person who presses Ctrl-C
    /// wants the server gone.
    func hear(_ signal: Int32) {
        if signal == SIGHUP, let log, log.isFile { return log.reopen() }
        let isFirst = hasBegun.withLock { hasBegun in
            defer { hasBegun = true }
            return !hasBegun
        }
        if isFirst { begin() }
        guard isFirst, signal == SIGTERM, seconds > 0 else { return stop() }
        logger.notice("The server stops soon, and asks for no new clients.", metadata: ["seconds": "\(seconds)"])
        Task { [seconds, stop] in
            try? await Task.sleep(for: .seconds(seconds))
            stop()
        }
    }
}
