import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import News
import Synchronization

/// Files that members send: how many come at once, how large they may be, and how long they may take.
///
/// What comes is held in memory, once, until the darkroom has it, so all of it together is bounded before the first byte is
/// read.
final class Uploads: Sendable {
    /// Bytes that all may bring together.
    private let mostBytes: Int
    /// Requests at once.
    private let most: Int
    /// Of one member.
    private let mostEach: Int
    /// The time that one request has.
    private let longest: Duration
    private let clock: @Sendable () -> Duration

    /// Bytes of a request that give it another second; less comes from no phone that sends in earnest.
    private static let rate = 2_048

    private struct State {
        var bytes = 0
        var counts: [MemberNumber: Int] = [:]
    }

    private let state = Mutex(State())
    /// - Parameters:
    ///   - mostBytes: Bytes that all requests may bring together.
    ///   - most: Requests at once.
    ///   - mostEach: Of one member.
    ///   - longest: The time that one request has.
    ///   - clock: How long the process has been running.
    init(
        mostBytes: Int = 384 << 20,
        most: Int = 32,
        mostEach: Int = 6,
        longest: Duration = .seconds(15 * 60),
        clock: (@Sendable () -> Duration)? = nil
    ) {
        let start = ContinuousClock.now
        self.mostBytes = mostBytes
        self.most = most
        self.mostEach = mostEach
        self.longest = longest
        self.clock = clock ?? { ContinuousClock.now - start }
    }

    /// A request that has its place; it gives the place back when nobody holds it any more.
    final class Place: Sendable {
        private let leave: @Sendable () -> Void

        fileprivate init(_ leave: @escaping @Sendable () -> Void) {
            self.leave = leave
        }

        deinit { leave() }
    }

    /// Bytes that are held, or may yet come.
    var bytes: Int { state.withLock { $0.bytes } }

    /// Reads the form that a member's request brings.
    /// - Parameter savingWords: Whether the words of a form are read whose files are not taken.
    /// - Returns: The form, and the place that it has for as long as its files are used.
    /// - Throws: `invalid` where it is none; `FormTooLarge`; `throttled` where too much is being sent at once, or it takes
    ///   too long; in place of the latter two `RefusedForm`, where its words are saved.
    func form(
        of request: Request,
        by member: MemberNumber,
        savingWords: Bool = false
    ) async throws -> (MultipartForm, Place) {
        guard let boundary = request.headers[.contentType].flatMap(MultipartForm.boundary) else {
            throw Self.unreadable
        }
        var words = MultipartWords(boundary: boundary)
        let told = request.headers[.contentLength].flatMap { Digits.number($0.utf8) } ?? Limits.mostUpload
        let place: Place
        do {
            guard told <= Limits.mostUpload else { throw FormTooLarge() }
            place = try enter(member, bytes: told)
        } catch {
            guard savingWords else { throw error }
            try await words.read(request.body)
            throw RefusedForm(why: error, words: words)
        }
        let (begun, longest) = (clock(), longest)
        // As much as it has its place for, at once: what grows by and by is held twice while it does.
        var whole: [UInt8] = []
        whole.reserveCapacity(told)
        for try await part in request.body {
            let seconds = (clock() - begun).components.seconds
            let isInTime = seconds < longest.components.seconds && seconds <= 20 + whole.count / Self.rate
            guard isInTime, whole.count + part.readableBytes <= Limits.mostUpload else {
                let why: any Error = isInTime ? FormTooLarge() : Self.tooSlow
                guard savingWords else { throw why }
                try words.take(whole)
                try words.take(part.readableBytesView)
                throw RefusedForm(why: why, words: words)
            }
            whole.append(contentsOf: part.readableBytesView)
        }
        let sent = whole
        // Neither on an event loop nor on a thread that Swift shares among all tasks: it may be long.
        let form = try await NIOThreadPool.singleton.runIfActive { MultipartForm(sent[...], boundary: boundary) }
        guard let form else { throw Self.unreadable }
        return (form, place)
    }

    /// Takes a place for a request that may bring so many bytes.
    /// - Throws: `throttled` where there is none.
    func enter(_ member: MemberNumber, bytes: Int) throws -> Place {
        let isAdmitted = state.withLock { state in
            let own = state.counts[member, default: 0]
            let all = state.counts.values.reduce(0, +)
            guard own < mostEach, all < most, state.bytes + bytes <= mostBytes else { return false }
            state.counts[member] = own + 1
            state.bytes += bytes
            return true
        }
        guard isAdmitted else {
            throw NewsError(.throttled, "Too many pictures are being sent at once; send them again in a moment.")
        }
        return Place { [self] in
            state.withLock { state in
                let own = state.counts[member, default: 1] - 1
                state.counts[member] = own > 0 ? own : nil
                state.bytes -= bytes
            }
        }
    }

    private static let tooSlow = NewsError(
        .throttled,
        "The pictures came too slowly; send them one by one, or where the line is better."
    )
    static let unreadable = NewsError(.invalid, "The form cannot be read; send it as its page does.")
}

extension Limits {
    /// Bytes of a form with files, 413 beyond: one picture of the largest, or several that are as large together, and the
    /// words beside them.
    static let mostUpload = mostPicture + (1 << 20)
    /// Bytes of a form for filing that are read for its words, though its files are too many.
    static let mostFiling = 4 * mostUpload
    /// Bytes of one picture's file, as the darkroom takes it.
    static let mostPicture = 64 << 20
}
