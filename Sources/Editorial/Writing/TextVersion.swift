public import News

/// A version of a text that is being written, told from another of the same number.
///
/// Where a standby takes over that had not heard of the last batches, their numbers are given once more. When the batch
/// came that made a version tells the two apart.
public struct TextVersion: Hashable, Sendable {
    public let point: SharedText.Point
    /// When the batch came that made it; nil where none did.
    let made: Timestamp?

    init(_ point: SharedText.Point, made: Timestamp?) {
        self.point = point
        self.made = made
    }

    /// The newest version of a text.
    init(newestOf text: SharedText) {
        self.init(text.head, made: text.lastBatch)
    }

    /// What a batch made.
    init(_ batch: Batch) {
        self.init(batch.point, made: batch.at)
    }
}
