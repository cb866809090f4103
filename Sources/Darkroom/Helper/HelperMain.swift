import Foundation

/// The helper's own side: reads pictures from standard input, which is a socket, and answers there.
public enum DarkroomHelper {
    private static let socket: Int32 = 0

    /// Works until the other side closes the socket.
    ///
    /// This is all that its process does; see docs/decisions/0017.
    /// - Returns: Whether standard input was such a socket.
    public static func run() -> Bool {
        HelperLimits.closeInheritedFiles()
        guard isSocket(socket), VipsPicture.isStarted else { return false }
        HelperLimits.begin()
        // From here on, whatever ends the process is the fault of a picture.
        guard send([HelperProcess.ready]) else { return true }
        while let length = receive(4), let picture = receive(min(HelperMessage.number(length), PictureLimits.bytes)) {
            HelperLimits.beginPicture()
            let isSent = answer(picture)
            HelperLimits.endPicture()
            guard isSent else { break }
        }
        return true
    }

    private static func answer(_ picture: [UInt8]) -> Bool {
        RenditionMaker.messages(of: picture, sized: HelperLimits.beginPixels).allSatisfy { send($0.bytes) }
    }

    private static func isSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let put = Glibc.send(socket, start + done, buffer.count - done, Int32(MSG_NOSIGNAL))
                if put < 0, errno == EINTR { continue }
                if put <= 0 { return false }
                done += put
            }
            return true
        }
    }

    /// Receives so many bytes; nil if the other side has gone.
    private static func receive(_ count: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let start = buffer.baseAddress {
                let got = recv(socket, start + filled, count - filled, 0)
                if got < 0, errno == EINTR { continue }
                if got <= 0 { break }
                filled += got
            }
        }
        return bytes.count == count ? bytes : nil
    }
}
