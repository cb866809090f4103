/// Where the body of a working copy stands that several people write at once.
///
/// What one of them sends at once is a *batch* of steps; each batch makes the next version. Versions count from 0 in each
/// *epoch*: a new epoch begins where the body becomes another by anything but batches, as when an earlier version is
/// restored.
public struct SharedText: Hashable, Sendable {
    /// A place in its history, written `EPOCH.VERSION`.
    public struct Point: Hashable, Sendable {
        public let epoch: Int
        public let version: Int

        public init(epoch: Int, version: Int) {
            self.epoch = epoch
            self.version = version
        }
    }

    /// The newest version.
    public let head: Point
    /// The version that the working copy holds; batches after it are on disk by themselves.
    public let stored: Int
    /// The save of the working copy (`Story.Life.workingSaves`) that has this body; the text is over once another counts.
    public let save: Int
    /// When the newest batch came; nil where there is none.
    public let lastBatch: Timestamp?

    public init(head: Point, stored: Int, save: Int, lastBatch: Timestamp?) {
        self.head = head
        self.stored = stored
        self.save = save
        self.lastBatch = lastBatch
    }

    /// The text as it begins where nobody has sent a batch since the body became what it is.
    public init(beginningAt save: Int) {
        self.init(head: Point(epoch: save, version: 0), stored: 0, save: save, lastBatch: nil)
    }

    /// Whether there are batches that the working copy does not hold.
    public var isAhead: Bool { head.version > stored }

    /// Batches after which the working copy is brought up to date, whoever goes on writing.
    public static let mostBatchesAhead = 50
    /// The same in bytes of steps.
    public static let mostBytesAhead = 64 << 10
    /// Bytes of a batch's steps, as JSON, and of all batches that somebody who is behind is brought at once.
    public static let mostBytes = 1 << 20
    /// Batches that somebody who is behind is brought at once.
    public static let mostMissing = 1_000
}

extension SharedText {
    /// What becomes of steps that were made on some version.
    public enum Arrival: Hashable, Sendable {
        /// They are the next batch.
        case next
        /// Others have sent batches since, over which they have to be rebased.
        case behind
        /// They were made on a text that is no longer written.
        case over
    }

    /// - Parameter point: The version on which steps were made.
    public func arrival(of point: Point) -> Arrival {
        guard point.epoch == head.epoch, point.version <= head.version else { return .over }
        return point.version == head.version ? .next : .behind
    }
}

extension SharedText.Point: LosslessStringConvertible {
    /// Reads what `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Digits.number($0.utf8) }
        guard parts.count == 2, let epoch = parts[0], let version = parts[1] else { return nil }
        self.init(epoch: epoch, version: version)
    }

    public var description: String { "\(epoch).\(version)" }

    /// Whether whoever has this version also has another one.
    public func includes(_ other: SharedText.Point) -> Bool { epoch == other.epoch && version >= other.version }

    /// Whether this is the version after another one, which may be any that somebody names.
    public func follows(_ other: SharedText.Point) -> Bool {
        epoch == other.epoch && other.version == version - 1
    }

    /// The version after this one.
    public var next: SharedText.Point { SharedText.Point(epoch: epoch, version: version + 1) }
}
