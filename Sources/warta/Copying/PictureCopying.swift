import Darkroom
import News

/// Copies all pictures of a darkroom into another.
struct PictureCopying {
    private let source: Darkroom
    private let target: Darkroom
    private let former: Darkroom?

    /// - Parameter former: One on the same disk as the target, whose files stand in for copies.
    init(from source: Darkroom, to target: Darkroom, linkingTo former: Darkroom? = nil) {
        self.source = source
        self.target = target
        self.former = former
    }

    struct Outcome {
        /// The digests of those that are in the target now, sorted.
        var kept: [String] = []
        /// Of those that are not what they should be.
        var damaged: [String] = []
    }

    /// Copies several at a time; those that are there already are not copied again.
    /// - Throws: `unavailable` where the target cannot be written, or the source is away.
    func copyAll() async throws -> Outcome {
        let digests = try await PictureChecking(source).all()
        var outcome = Outcome()
        var progress = Progress("pictures", total: nil)
        defer { progress.end() }
        do {
            try await forEach(digests, atOnce: PictureChecking.atOnce) { [source, target, former] digest in
                try await target.onWaitingThread { (target) throws(DarkroomError) in
                    do throws(DarkroomError) {
                        _ = try target.take(digest, from: source, linkingTo: former)
                        return true
                    } catch .damaged(_) {
                        return false
                    }
                }
            } then: { digest, isKept in
                if isKept { outcome.kept.append(digest) } else { outcome.damaged.append(digest) }
                progress.tell(outcome.kept.count, done: 0)
            }
        } catch let error as DarkroomError {
            throw error.told("The pictures cannot be copied")
        }
        outcome.kept.sort()
        return outcome
    }
}
