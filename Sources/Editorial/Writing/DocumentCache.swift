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
        let version: TextVersion
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
    func document(of story: StoryNumber, as version: TextVersion) -> Document? {
        newest(of: story, at: version.point).flatMap { $0.version == version ? $0.document : nil }
    }

    /// The version that is kept of a story's text, if it has this number: whether the store has the same, the caller asks.
    func newest(of story: StoryNumber, at point: SharedText.Point) -> (document: Document, version: TextVersion)? {
        state.withLock { state in
            guard let entry = state.entries[story], entry.version.point == point else { return nil }
            state.uses += 1
            state.entries[story]?.used = state.uses
            return (entry.document, entry.version)
        }
    }

    /// The batches after one version up to another, which the store has; nil where not all of them are kept.
    func batches(of story: StoryNumber, after point: SharedText.Point, upTo head: TextVersion) -> [Batch]? {
        state.withLock { state in
            guard let batches = state.entries[story]?.batches, point.epoch == head.point.epoch else { return nil }
            let missed = batches.filter { batch in
                batch.point.epoch == point.epoch && batch.point.version > point.version
                    && batch.point.version <= head.point.version
            }
            guard let first = missed.first, first.point.follows(point), missed.last.map({ TextVersion($0) }) == head
            else { return nil }
            return missed
        }
    }

    /// Keeps a version, unless a newer one is kept.
    /// - Parameters:
    ///   - document: The text.
    ///   - story: Whose it is.
    ///   - version: Which version, as the store has it.
    ///   - batch: What made it; nil where it was read.
    ///   - base: Of which version the batch made it.
    func keep(
        _ document: Document,
        of story: StoryNumber,
        as version: TextVersion,
        madeBy batch: Batch? = nil,
        on base: TextVersion? = nil
    ) {
        state.withLock { state in
            let known = state.entries[story]
            if let known, known.version.isNewer(than: version) { return }
            state.uses += 1
            var batches: ArraySlice<Batch> = []
            if let known, known.version == version || known.version == base { batches = known.batches }
            if let batch, known?.version != version { batches.append(batch) }
            state.entries[story] = Entry(
                version: version,
                document: document,
                batches: Self.within(batches),
                used: state.uses
            )
            guard state.entries.count > most else { return }
            if let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) { state.entries[oldest.key] = nil }
        }
    }

    /// Keeps a version no longer, which the store does not have.
    func forget(_ version: TextVersion, of story: StoryNumber) {
        state.withLock { state in
            if state.entries[story]?.version == version { state.entries[story] = nil }
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

extension TextVersion {
    /// Whether it was made after another: by its number, and where the store lost its end, by its time.
    fileprivate func isNewer(than other: TextVersion) -> Bool {
        let (number, others) = ((point.epoch, point.version), (other.point.epoch, other.point.version))
        guard let made, let time = other.made, point.epoch == other.point.epoch else { return number > others }
        return number > others && made >= time
    }
}
