internal import News
internal import Synchronization

/// The newest versions of the texts that are being written, and the batches that led there: a batch need not be laid over
/// the whole text anew, nor be read once for each page that hears of it.
///
/// Never the truth: whoever asks says which version they mean, and reads the store where it is another.
final class DocumentCache: Sendable {
    /// Batches of one text that are kept at once, and the bytes of their steps.
    static let (mostBatches, mostBytes) = (64, 64 << 10)

    private struct Entry {
        let point: SharedText.Point
        let document: Document
        /// In their order, without a gap; the last one made the document.
        var batches: ArraySlice<Batch>
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

    /// The batches after one version up to another at least; nil where not all of them are kept.
    func batches(of story: StoryNumber, after point: SharedText.Point, upTo head: SharedText.Point) -> [Batch]? {
        state.withLock { state in
            guard let entry = state.entries[story], point.epoch == head.epoch, entry.point.epoch == head.epoch,
                entry.point.version >= head.version
            else { return nil }
            let missed = entry.batches.suffix(max(0, entry.point.version - point.version))
            return missed.first?.point == point.next ? Array(missed) : nil
        }
    }

    /// Keeps a version, unless a newer one is kept.
    /// - Parameter batch: What made it of the version before; nil where it was read.
    func keep(_ document: Document, of story: StoryNumber, at point: SharedText.Point, madeBy batch: Batch? = nil) {
        state.withLock { state in
            let known = state.entries[story]
            if let known, (known.point.epoch, known.point.version) > (point.epoch, point.version) { return }
            state.uses += 1
            var batches = known?.point == point || known?.point.next == point ? known?.batches ?? [] : []
            if let batch, known?.point != point { batches.append(batch) }
            state.entries[story] = Entry(
                point: point,
                document: document,
                batches: Self.within(batches),
                used: state.uses
            )
            guard state.entries.count > most else { return }
            if let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) { state.entries[oldest.key] = nil }
        }
    }

    /// The last of some batches: as many as may be kept.
    private static func within(_ batches: ArraySlice<Batch>) -> ArraySlice<Batch> {
        var kept = batches.suffix(mostBatches)
        var size = kept.reduce(0) { $0 + $1.steps.utf8.count }
        while size > mostBytes, let first = kept.popFirst() { size -= first.steps.utf8.count }
        return kept
    }
}
