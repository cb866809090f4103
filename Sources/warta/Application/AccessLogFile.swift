import Dispatch
import Foundation
public import Logging
import News
import Synchronization
public import Web

/// Where the access log goes: a file, which somebody may move away, or standard output.
///
/// Lines are taken at once and written by a thread of its own, many together. Where the disk is slow they wait, up to
/// some megabytes; what comes beyond that is lost and counted, since nobody's page is to wait for a log.
public final class AccessLogFile: Sendable {
    /// How lines are written.
    public let format: AccessLog.Format
    /// Whether it is a file; else standard output.
    public var isFile: Bool { path != nil }

    private let path: String?
    private let logger: Logger
    private let most: Int
    private let thread = DispatchQueue(label: "Warta.access-log")
    private let state = Mutex(State())
    /// Moved by that thread alone.
    private let descriptor: Mutex<Int32>
    private let lost = Atomic<Int>(0)

    private struct State {
        var lines: [UInt8] = []
        var isScheduled = false
        var isFailing = false
    }

    /// So long lines are gathered before they are written.
    private static let pause = DispatchTimeInterval.milliseconds(100)

    /// Opens the file; it is made where it is missing.
    /// - Parameters:
    ///   - path: `-` for standard output.
    ///   - format: How lines are written.
    ///   - logger: Is told where lines cannot be written.
    ///   - most: Bytes that may wait.
    /// - Throws: `unavailable` where the file cannot be opened.
    public convenience init(path: String, format: AccessLog.Format, logger: Logger) throws {
        try self.init(path: path, format: format, logger: logger, most: 8 << 20)
    }

    package init(path: String, format: AccessLog.Format, logger: Logger, most: Int) throws {
        self.path = path == "-" ? nil : path
        self.format = format
        self.logger = logger
        self.most = most
        guard let file = self.path else {
            descriptor = Mutex(STDOUT_FILENO)
            return
        }
        guard let opened = Self.opened(file) else {
            let reason = String(cString: strerror(errno))
            throw NewsError(.unavailable, "The access log \(file) cannot be opened: \(reason). Check --access-log.")
        }
        descriptor = Mutex(opened)
    }

    /// The log as the server writes it.
    var log: AccessLog {
        AccessLog(format, write: { [self] in append($0) }, lost: { [self] in lost.load(ordering: .relaxed) })
    }

    /// Takes a line; never waits.
    package func append(_ line: [UInt8]) {
        let (isTaken, isFirst) = state.withLock { state in
            guard state.lines.count + line.count <= most else { return (false, false) }
            state.lines += line
            defer { state.isScheduled = true }
            return (true, !state.isScheduled)
        }
        if !isTaken { lost.add(1, ordering: .relaxed) }
        if isFirst { thread.asyncAfter(deadline: .now() + Self.pause) { [self] in write() } }
    }

    /// Lines that were lost so far.
    package var lostLines: Int { lost.load(ordering: .relaxed) }

    /// Opens the file anew, as it has been moved away; what came before goes into the former one.
    package func reopen() {
        thread.async { [self] in
            write()
            guard let path else { return }
            guard let opened = Self.opened(path) else {
                let reason = String(cString: strerror(errno))
                logger.error(
                    "The access log cannot be opened again; the former file is used on.",
                    metadata: ["error": "\(reason)"]
                )
                return
            }
            descriptor.withLock { descriptor in
                close(descriptor)
                descriptor = opened
            }
        }
    }

    /// Writes what waits, and returns when it is written.
    package func flush() {
        thread.sync { write() }
    }

    /// On the thread alone.
    private func write() {
        let lines = state.withLock { state in
            defer { (state.lines, state.isScheduled) = ([], false) }
            return state.lines
        }
        guard !lines.isEmpty else { return }
        let file = descriptor.withLock { $0 }
        var written = 0
        var failure: Int32 = 0
        lines.withUnsafeBytes { bytes in
            while written < bytes.count {
                let count = Foundation.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count > 0 {
                    written += count
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        note(failure, lines[written...].count { $0 == UInt8(ascii: "\n") })
    }

    /// Says once that lines cannot be written, until they can be again.
    private func note(_ failure: Int32, _ lines: Int) {
        lost.add(lines, ordering: .relaxed)
        let isNew = state.withLock { state in
            defer { state.isFailing = failure != 0 }
            return failure != 0 && !state.isFailing
        }
        guard isNew else { return }
        let reason = String(cString: strerror(failure))
        logger.error("The access log cannot be written; its lines are lost.", metadata: ["error": "\(reason)"])
    }

    private static func opened(_ path: String) -> Int32? {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        return descriptor < 0 ? nil : descriptor
    }
}
