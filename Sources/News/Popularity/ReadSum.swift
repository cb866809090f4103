/// How often a story was read in a period, and how much that counts in the rankings.
///
/// Reads and weight are separate numbers: a thousand readers behind one carrier's address were there and are counted,
/// but they look like a thousand browsers that one machine fakes; see docs/decisions/0015.
public struct ReadSum: Hashable, Sendable {
    public let story: StoryNumber
    /// Reads that were counted.
    public var reads: Int
    /// Those of them that count in the rankings: the more reads come from one network, the smaller the share that does.
    public var weight: Int

    public init(story: StoryNumber, reads: Int, weight: Int) {
        self.story = story
        self.reads = reads
        self.weight = weight
    }

    /// Adds more reads of the same story.
    public mutating func add(_ other: ReadSum) {
        reads = reads.addingSaturated(other.reads)
        weight = weight.addingSaturated(other.weight)
    }
}

extension Int {
    /// The sum, or the largest or smallest number if it overflows.
    ///
    /// Outsiders can make counts grow, and that must not crash the process.
    public func addingSaturated(_ other: Int) -> Int {
        let (sum, hasOverflowed) = addingReportingOverflow(other)
        return hasOverflowed ? (other > 0 ? .max : .min) : sum
    }
}
