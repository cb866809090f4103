import CVips
import Foundation

/// The limits that a helper process sets for itself and the kernel enforces.
enum HelperLimits {
    /// Sets the limits for its whole life, before anything hostile is read.
    ///
    /// It writes no file and no core dump. If the machine runs out of memory, the kernel ends this process rather than the
    /// one that started it. If the system refuses one limit, the others still hold.
    static func begin() {
        set(RLIMIT_CORE, 0)
        // Orc, which compiles libvips' inner loops at run time, tries to write a file first and works without one.
        signal(SIGXFSZ, SIG_IGN)
        set(RLIMIT_FSIZE, 0)
        set(RLIMIT_NOFILE, 64)
        set(RLIMIT_AS, addressSpace() + DecodingBudget.memory)
        darkroom_renounce()
        let score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        if score >= 0 {
            _ = write(score, "1000", 4)
            close(score)
        }
    }

    /// Closes files that were inherited from the parent's own parent; files that Warta opens are closed on exec anyway.
    static func closeInheritedFiles() {
        for name in Disk.names(in: "/proc/self/fd") {
            guard let file = Int32(name), file > 2 else { continue }
            let flags = fcntl(file, F_GETFD)
            if flags >= 0, flags & FD_CLOEXEC == 0 { close(file) }
        }
    }

    /// Sets the limits for the next picture.
    static func beginPicture() {
        allowProcessor(seconds: DecodingBudget.headerSeconds)
        alarm(UInt32(DecodingBudget.clockSeconds))
    }

    /// Sets the limits for its pixels, once their number is known.
    static func beginPixels(_ count: Int) {
        allowProcessor(seconds: DecodingBudget.seconds(forPixels: count))
    }

    /// Removes the time limit while waiting for the next picture.
    static func endPicture() {
        alarm(0)
    }

    /// Limits the processor time from now on; beyond it, SIGXCPU ends the process.
    private static func allowProcessor(seconds: Int) {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        set(RLIMIT_CPU, used.tv_sec + 1 + seconds, keepsCeiling: true)
    }

    private static func set(_ resource: __rlimit_resource, _ value: Int, keepsCeiling: Bool = false) {
        let resource = __rlimit_resource_t(resource.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
        if !keepsCeiling { limit.rlim_max = limit.rlim_cur }
        _ = setrlimit(resource, &limit)
    }

    /// Bytes that are mapped now (proc(5), `statm`): program and libraries, most of them never touched.
    private static func addressSpace() -> Int {
        let text = (try? Disk.readWhole("/proc/self/statm")) ?? []
        let pages = String(decoding: text, as: UTF8.self).split(separator: " ").first.flatMap { Int($0) }
        return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
