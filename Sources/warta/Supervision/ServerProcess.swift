import Foundation
import Glibc
import News

/// The server as a process beneath its supervisor.
///
/// Not Foundation's `Process`: it learns of an exit through `select`, which knows no file beyond the first 1,024.
struct ServerProcess: Sendable {
    private let number: pid_t
    /// Closed by the system when the supervisor ends, however it does: the server sees the end of its input.
    private let lifeline: Int32

    /// Starts the program with its own standard output and error.
    ///
    /// It is in a process group of its own: Ctrl-C reaches the supervisor alone, which passes it on once.
    /// - Throws: `unavailable` where the system starts no process.
    init(_ program: String, _ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Self.cannotStart(errno) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        // What the supervisor does with signals is not the server's way.
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer {
            for word in words { free(word) }
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        var number: pid_t = 0
        let failure = posix_spawn(&number, program, &actions, &attributes, &words, environ)
        guard failure == 0 else {
            close(ends[1])
            throw Self.cannotStart(failure)
        }
        self.number = number
        lifeline = ends[1]
    }

    private static func cannotStart(_ failure: Int32) -> NewsError {
        NewsError(.unavailable, "The server cannot be started as a process: \(String(cString: strerror(failure))).")
    }

    /// Not after ``collect()``: the number may be another's then.
    func signal(_ signal: Int32) {
        kill(number, signal)
    }

    /// Blocks until the process has ended, and leaves it on the system's list.
    func waitUntilEnded() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
    }

    /// How it ended; takes it off the system's list.
    func collect() -> Ending {
        var status: Int32 = 0
        while waitpid(number, &status, 0) == -1, errno == EINTR {}
        close(lifeline)
        let signal = status & 0x7F
        return signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
    }

    /// In the server: a clean stop when the supervisor is no more.
    static func followSupervisor() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) != 0 {}
            kill(getpid(), SIGTERM)
        }
    }
}

/// How a process ended.
enum Ending {
    case code(Int32)
    case signal(Int32)

    /// As a shell tells it.
    var code: Int32 {
        switch self {
        case .code(let code): code
        case .signal(let signal): 128 + signal
        }
    }

    var words: String {
        switch self {
        case .code(let code): "with exit code \(code)"
        case .signal(let signal): "by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
