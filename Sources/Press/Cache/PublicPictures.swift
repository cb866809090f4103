import News
import Storage
import Synchronization

/// Which pictures readers of a newspaper may see: those that a public story shows.
///
/// What was found is kept with the version of the story that shows the picture, so that a withdrawal, which moves that
/// version, ends it at once. That a picture is *not* public is never kept: any publication might change it, and one
/// lookup in an index tells.
final class PublicPictures: Sendable {
    /// Pictures kept; some 200 bytes each.
    private static let most = 1 << 15

    private let kept = Mutex<[String: Versions.Stamp]>([:])
    private let versions: Versions

    init(versions: Versions) {
        self.versions = versions
    }

    /// Whether the picture is known to be public, without asking the store.
    func isKnown(_ digest: String) -> Bool {
        kept.withLock { $0[digest].map(versions.isCurrent) ?? false }
    }

    /// Asks the store.
    func ask(_ store: Store, _ digest: String) async throws -> Bool {
        let epoch = versions.epoch
        guard let story = try await store.read({ try $0.publicStory(showing: digest) }) else {
            kept.withLock { $0[digest] = nil }
            return false
        }
        let stamp = versions.stamp([.topic(.story(story))])
        // Where anything changed meanwhile, the answer may be older than its stamp: it is given, not kept.
        guard versions.epoch == epoch else { return true }
        kept.withLock { kept in
            // Beyond the budget everything is asked anew: simple, and as cheap as a start.
            if kept.count >= Self.most { kept.removeAll(keepingCapacity: true) }
            kept[digest] = stamp
        }
        return true
    }
}
