import Glibc

/// The program that started us, if it wants to hear how we are: systemd's `Type=notify` (sd_notify(3)).
enum ServiceManager {
    /// Says that readers are answered.
    static func tellReady() {
        tell("READY=1")
    }

    /// One message to the socket that the environment names; nobody waits for an answer.
    private static func tell(_ message: String) {
        guard let name = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }),
            name.hasPrefix("/") || name.hasPrefix("@")
        else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // In Linux' abstract names a zero stands for the @.
        let path = name.hasPrefix("@") ? [0] + name.utf8.dropFirst() : Array(name.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard path.count < room.count else { return false }
            room.copyBytes(from: path)
            return true
        }
        let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard fits, socket >= 0 else { return }
        defer { close(socket) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = sendto(socket, message, message.utf8.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }
}
