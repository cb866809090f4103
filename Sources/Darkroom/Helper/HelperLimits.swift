import CVips
import Foundation

/// What a helper process lets itself use: set by itself, held by the kernel.
enum HelperLimits {
    /// For all of its life, before anything hostile is read.
    ///
    /// It writes no file and leaves no core. Where the machine runs out of memory all the same, the kernel is to end
    /// this process and not the one that asked. A call that the system refuses leaves the other limits in force.
    static func begin() {
        set(RLIMIT_CORE, 0)
        // Orc, which compiles libvips' inner loops as they run, tries a file first and does without where it fails.
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

    /// Closes what whoever started the asking process left open for every child; what is open here for a purpose is marked
    /// to be closed on exec.
    static func closeInheritedFiles() {
        for name in Disk.names(in: "/proc/self/fd") {
            guard let file = Int32(name), file > 2 else { continue }
            let flags = fcntl(file, F_GETFD)
            if flags >= 0, flags & FD_CLOEXEC == 0 { close(file) }
        }
    }

    /// For the picture that comes now.
    static func beginPicture() {
        allowProcessor(seconds: DecodingBudget.headerSeconds)
        alarm(UInt32(DecodingBudget.clockSeconds))
    }

    /// For its pixels, once it is known how many there are.
    static func beginPixels(_ count: Int) {
        allowProcessor(seconds: DecodingBudget.seconds(forPixels: count))
    }

    /// Waiting for the next picture takes as long as it takes.
    static func endPicture() {
        alarm(0)
    }

    /// Counted from now.
    ///
    /// Beyond it comes SIGXCPU, which ends the process.
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
