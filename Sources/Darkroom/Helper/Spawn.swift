import Foundation

/// Starts a process that inherits as little as possible from this one.
///
/// It gets no open file but its standard input (all others that this program opens are closed on exec), no blocked
/// signals, and of the environment only what the system's loader needs.
enum Spawn {
    private static let keptVariables = ["PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ"]
    /// One arena, since each takes address space whether it is used or not; all pixels in memory, where they are
    /// counted, and none in files, which may not be written; no backtraces of crashes, which are expected.
    private static let setVariables = [
        "MALLOC_ARENA_MAX=1", "VIPS_DISC_THRESHOLD=64g", "SWIFT_BACKTRACE=enable=no",
    ]

    /// - Returns: The process, and 0 or the code of the error that kept it from starting.
    static func start(_ command: HelperProcess.Command, standardInput: Int32) -> (id: pid_t, code: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
        for output in [Int32(1), 2] { posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        // Dispatch's threads block most signals, and a child would inherit that, even for the signals that limit it.
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let environment = ProcessInfo.processInfo.environment
        let variables = keptVariables.compactMap { name in environment[name].map { "\(name)=\($0)" } } + setVariables
        var id: pid_t = 0
        let code = withStrings([command.path] + command.arguments) { arguments in
            withStrings(variables) { posix_spawn(&id, command.path, &actions, &attributes, arguments, $0) }
        }
        return (id, code)
    }

    /// C's own copies of the strings, with the null pointer that ends such a list.
    private static func withStrings<Result>(
        _ strings: [String],
        _ use: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return use(copies + [nil])
    }
}
