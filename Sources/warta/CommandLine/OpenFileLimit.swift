import Glibc
import Web

/// The number of files that this process may have open; each connection is one.
enum OpenFileLimit {
    /// Files that store, pictures and log need beside connections.
    private static let ours = 200

    /// Raises the number as far as is possible without privileges, and lowers the limit of connections to what it allows.
    static func raise(for limits: inout Limits) {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(files, &limit) == 0 else { return }
        var raised = limit
        raised.rlim_cur = limit.rlim_max
        if setrlimit(files, &raised) == 0 { limit = raised }
        let room = max(1, Int(clamping: limit.rlim_cur) - ours)
        guard room < limits.connections else { return }
        Terminal.warn("The system allows \(limit.rlim_cur) open files: at most \(room) connections are taken.")
        limits.connections = room
    }
}
