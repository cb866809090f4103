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
        /// The digests of those that are in the target now.
        var kept: [String] = []
        /// Of those that are not what they should be.
        var damaged: [String] = []
    }

    /// - Throws: `unavailable` where the target cannot be written.
    func copyAll() async throws -> Outcome {
        var outcome = Outcome()
        var progress = Progress("pictures", total: nil)
        defer { progress.end() }
        do throws(DarkroomError) {
            for digest in try await source.onOwnThread({ $0.pictures() }) {
                let isKept = try await target.onOwnThread { [source, former] (target) throws(DarkroomError) in
                    do throws(DarkroomError) {
                        _ = try target.take(digest, from: source, linkingTo: former)
                        return true
                    } catch .damaged(_) {
                        return false
                    }
                }
                if isKept { outcome.kept.append(digest) } else { outcome.damaged.append(digest) }
                progress.tell(outcome.kept.count, done: 0)
            }
        } catch {
            throw NewsError(.unavailable, "The pictures cannot be copied: \(error.reason).")
        }
        return outcome
    }
}
