internal import News
internal import Synchronization

/// The newest versions of the texts that are being written, so that a batch need not be laid over the whole text anew.
///
/// Never the truth: whoever asks says which version they mean, and reads the store where it is another.
final class DocumentCache: Sendable {
    private struct Entry {
        let point: SharedText.Point
        let document: Document
        var used: Int
    }

    private struct State {
        var entries: [StoryNumber: Entry] = [:]
        var uses = 0
    }

    private let state = Mutex(State())
    private let most: Int

    /// - Parameter most: Texts that are kept at once; whichever was not used for longest goes.
    init(most: Int = 64) {
        self.most = most
    }

    /// A version of a story's text, if that is the one that is kept.
    func document(of story: StoryNumber, at point: SharedText.Point) -> Document? {
        state.withLock { state in
            guard let entry = state.entries[story], entry.point == point else { return nil }
            state.uses += 1
            state.entries[story]?.used = state.uses
            return entry.document
        }
    }

    /// Keeps a version, unless a newer one is kept.
    func keep(_ document: Document, of story: StoryNumber, at point: SharedText.Point) {
        state.withLock { state in
            if let known = state.entries[story]?.point,
                (known.epoch, known.version) > (point.epoch, point.version)
            {
                return
            }
            state.uses += 1
            state.entries[story] = Entry(point: point, document: document, used: state.uses)
            guard state.entries.count > most else { return }
            if let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) { state.entries[oldest.key] = nil }
        }
    }
}
