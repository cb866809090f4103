/// What one surface of one node showed of a story after an act of the desk, or before its time.
public struct SurfaceReceipt: Hashable, Sendable {
    public let surface: Surface
    /// Whether it was asked before the story's time, when nothing of it may be there.
    public let isBefore: Bool
    /// Nil where it was right.
    public let fault: SurfaceFault?
    /// From the act to the answer; before its time, from the answer to the act.
    public let milliseconds: Int
    /// The path that was asked.
    public let asked: String
    /// Of the last answer; 0 where nothing was answered.
    public let status: Int
    /// The entity tag of the last answer, or its age in seconds; may be empty.
    public let tag: String
    /// A few bytes of the last answer: what was found, or what stood there instead.
    public let evidence: String

    /// A receipt as it is stored.
    public init(
        surface: Surface,
        isBefore: Bool = false,
        fault: SurfaceFault?,
        milliseconds: Int,
        asked: String,
        status: Int,
        tag: String,
        evidence: String
    ) {
        self.surface = surface
        self.isBefore = isBefore
        self.fault = fault
        self.milliseconds = milliseconds
        self.asked = asked
        self.status = status
        self.tag = tag
        self.evidence = evidence
    }

    /// What an answer says.
    /// - Parameters:
    ///   - question: What was asked.
    ///   - answer: What came.
    ///   - milliseconds: From the act to it.
    ///   - isBefore: Whether it was asked before the story's time; then the milliseconds are from it to that.
    public init(_ question: SurfaceQuestion, _ answer: SurfaceAnswer, milliseconds: Int, isBefore: Bool = false) {
        let (fault, evidence) = question.verdict(on: answer)
        let isLate = fault == nil && !isBefore && milliseconds > Self.patience
        self.init(
            surface: question.surface,
            isBefore: isBefore,
            fault: isLate ? .late : fault,
            milliseconds: max(0, milliseconds),
            asked: question.address.path,
            status: answer.status,
            tag: answer.tag.shortened(to: Self.longestEvidence),
            evidence: evidence
        )
    }

    /// Milliseconds after which a surface that is not right is said not to be: an editor does not look away for longer.
    public static let patience = 2_000
    /// Characters of evidence.
    public static let longestEvidence = 200
}

/// What the surfaces of one node showed after one act: a publish receipt.
public struct PublishReceipt: Hashable, Sendable {
    /// The act's line in the journal.
    public let sequence: Int64
    /// The node that asked itself: its machine and port.
    public let node: String
    public let story: StoryNumber
    /// When the act was begun: what it waited for the store counts as well.
    public let at: Timestamp
    /// In the order in which they are stored.
    public var surfaces: [SurfaceReceipt]

    /// A receipt as it is stored.
    public init(sequence: Int64, node: String, story: StoryNumber, at: Timestamp, surfaces: [SurfaceReceipt]) {
        self.sequence = sequence
        self.node = node
        self.story = story
        self.at = at
        self.surfaces = surfaces
    }

    /// Surfaces that were not right.
    public var red: [SurfaceReceipt] { surfaces.filter { $0.fault != nil } }

    /// Milliseconds until readers found the story everywhere; nil where they did not.
    public var whole: Int? {
        red.isEmpty ? surfaces.filter { !$0.isBefore }.map(\.milliseconds).max() : nil
    }
}

/// How long receipts took, and which are red: what operators look at.
public struct ReceiptSummary: Sendable {
    /// Of some receipts: how many, the median and the 99th percentile of those that were right, and how many were not.
    public struct Line: Hashable, Sendable {
        public let count: Int
        public let red: Int
        /// Milliseconds, by nearest rank; nil where none was right.
        public let median: Int?
        public let slowest: Int?

        init(_ times: [Int], red: Int) {
            let sorted = times.sorted()
            func rank(_ hundredths: Int) -> Int? {
                sorted.isEmpty ? nil : sorted[max(0, (sorted.count * hundredths + 99) / 100 - 1)]
            }
            (count, self.red, median, slowest) = (times.count + red, red, rank(50), rank(99))
        }
    }

    /// Until readers found the story everywhere.
    public let all: Line
    /// Of each surface that was asked, in the order of ``Surface``.
    public let surfaces: [(surface: Surface, line: Line)]

    /// - Parameter receipts: Any.
    public init(_ receipts: [PublishReceipt]) {
        let whole = receipts.compactMap(\.whole)
        all = Line(whole, red: receipts.count { !$0.red.isEmpty })
        let asked = Dictionary(grouping: receipts.flatMap(\.surfaces).filter { !$0.isBefore }, by: \.surface)
        surfaces = Surface.allCases.compactMap { surface in
            guard let rows = asked[surface] else { return nil }
            let right = rows.filter { $0.fault == nil }
            return (surface, Line(right.map(\.milliseconds), red: rows.count - right.count))
        }
    }
}
