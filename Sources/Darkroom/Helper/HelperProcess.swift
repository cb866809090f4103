import Foundation

/// A process that decodes pictures for this one.
///
/// Decoders are written in C, and pictures come from strangers: if a decoder crashes, hangs or takes all memory, only
/// its helper and that picture are lost. Foundation's `Process` is not used, because it waits with `select`, which
/// cannot handle more than 1,024 open files.
final class HelperProcess {
    /// The byte that a helper sends when it has set its limits.
    static let ready: UInt8 = 0xA5

    /// How a helper is started.
    struct Command {
        let path: String
        let arguments: [String]
    }

    let id: pid_t
    private let socket: HelperSocket
    private var isGone = false
    private(set) var picturesTaken = 0

    /// Starts a process and waits until it is ready.
    ///
    /// - Throws: ``DarkroomError/storage(_:)`` if that fails, which is no picture's fault.
    init(_ command: Command) throws(DarkroomError) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Disk.failure("the helper for pictures")
        }
        socket = HelperSocket(ends[0])
        let (id, code) = Spawn.start(command, standardInput: ends[1])
        close(ends[1])
        self.id = id
        guard code == 0 else {
            isGone = true
            throw .storage("the helper for pictures, \(command.path), does not start: \(Disk.reason(code))")
        }
        guard socket.receive(1, until: .now + .seconds(DecodingBudget.clockSeconds)) == [HelperProcess.ready] else {
            throw .storage("the helper for pictures ends as it starts; run `ldd` on \(command.path)")
        }
    }

    deinit { _ = end() }

    /// Whether this helper has to be replaced.
    var isSpent: Bool { isGone || picturesTaken >= DecodingBudget.picturesPerProcess }

    /// Has the renditions of a picture made.
    ///
    /// After any failure, the process is gone.
    ///
    /// - Throws: What the helper says of the picture, or ``DarkroomError/tooCostly(_:)`` if it died before.
    func makeRenditions(
        _ bytes: ArraySlice<UInt8>,
        mediaType: String
    ) throws(DarkroomError) -> (picture: PictureManifest.Facts, renditions: [Rendition]) {
        picturesTaken += 1
        // A little later than the helper's own deadline, which gives a more precise error.
        let deadline = ContinuousClock.now + .seconds(DecodingBudget.clockSeconds + 5)
        guard socket.send(HelperMessage.little(UInt32(bytes.count))[...], until: deadline),
            socket.send(bytes, until: deadline)
        else {
            throw lost(deadline)
        }
        var renditions: [Rendition] = []
        while let head = socket.receive(5, until: deadline) {
            let length = HelperMessage.number(head[1...])
            guard length <= HelperMessage.longest, let rest = socket.receive(length, until: deadline),
                let message = HelperMessage(kind: head[0], rest: rest, mediaType: mediaType)
            else { break }
            switch message {
            case .rendition(let rendition):
                guard renditions.count < RenditionPlan.widths.count * 2 else { throw lost(deadline) }
                renditions.append(rendition)
            case .done(let picture):
                let names = picture.widths.flatMap { width in
                    Darkroom.Format.allCases.map { PictureFolder.name(width, $0) }
                }
                guard renditions.map(\.name) == names else { throw lost(deadline) }
                return (picture, renditions)
            case .refused(let error):
                _ = end()
                throw error
            }
        }
        throw lost(deadline)
    }

    /// The error for a helper that is gone.
    private func lost(_ deadline: ContinuousClock.Instant) -> DarkroomError {
        let isLate = ContinuousClock.now >= deadline
        let signal = end()
        if isLate || signal == SIGXCPU || signal == SIGALRM {
            return .tooCostly("it takes too long to decode; send it as an ordinary JPEG or PNG")
        }
        return .tooCostly(
            "it needs more memory than \(DecodingBudget.memory >> 20) MiB, or breaks its decoder; send it as a JPEG"
        )
    }

    /// Ends the process and releases its process id.
    /// - Returns: The signal that ended it, 0 if none did.
    private func end() -> Int32 {
        guard !isGone else { return 0 }
        isGone = true
        var status: Int32 = 0
        // A process that ended by itself has its own exit status, which may take a moment to arrive.
        if !socket.isClosedByPeer || !reap(&status, patience: 50) {
            kill(id, SIGKILL)
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
        }
        return status & 0x7F
    }

    /// Waits at most so many hundredths of a second for the exit.
    private func reap(_ status: inout Int32, patience: Int) -> Bool {
        for _ in 0..<patience {
            if waitpid(id, &status, WNOHANG) == id { return true }
            usleep(10_000)
        }
        return false
    }
}
