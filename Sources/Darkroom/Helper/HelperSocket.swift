import Foundation

/// This process's end of the socket to a helper; every call has a deadline.
final class HelperSocket {
    private let descriptor: Int32
    /// Whether the helper has closed its end, which its death does too.
    private(set) var isClosedByPeer = false

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func send(_ bytes: ArraySlice<UInt8>, until deadline: ContinuousClock.Instant) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress, wait(for: Int16(POLLOUT), until: deadline) {
                let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
                let put = Glibc.send(descriptor, start + done, buffer.count - done, flags)
                if put < 0, errno == EINTR || errno == EAGAIN { continue }
                guard put > 0 else {
                    isClosedByPeer = true
                    break
                }
                done += put
            }
            return done == buffer.count
        }
    }

    /// Receives so many bytes; nil if they do not come.
    func receive(_ count: Int, until deadline: ContinuousClock.Instant) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let start = buffer.baseAddress, wait(for: Int16(POLLIN), until: deadline) {
                let got = recv(descriptor, start + filled, count - filled, Int32(MSG_DONTWAIT))
                if got < 0, errno == EINTR || errno == EAGAIN { continue }
                guard got > 0 else {
                    isClosedByPeer = true
                    break
                }
                filled += got
            }
        }
        return bytes.count == count ? bytes : nil
    }

    private func wait(for events: Int16, until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { return false }
            var asked = pollfd(fd: descriptor, events: events, revents: 0)
            let count = poll(&asked, 1, Int32(left.rounded(.up)))
            if count > 0 { return true }
            guard count == 0 || errno == EINTR else { return false }
        }
    }
}
