/// How often a story was read in some stretch of time, and what that does for its place among the most read.
///
/// Two numbers, since one cannot be both: a thousand readers behind one carrier's address were there and are counted,
/// but so would be a thousand browsers that one machine makes up; see docs/decisions/0015.
public struct ReadSum: Hashable, Sendable {
    public let story: StoryNumber
    /// Reads that were counted.
    public var reads: Int
    /// Those of them that lift the story in the rankings: the more come from one network, the fewer.
    public var weight: Int

    public init(story: StoryNumber, reads: Int, weight: Int) {
        self.story = story
        self.reads = reads
        self.weight = weight
    }

    /// Adds what was read of the same story besides.
    public mutating func add(_ other: ReadSum) {
        reads = reads.addingSaturated(other.reads)
        weight = weight.addingSaturated(other.weight)
    }
}

extension Int {
    /// The sum, or the largest or smallest number where the sum would be beyond it: counts that others make grow must
    /// not end the process.
    public func addingSaturated(_ other: Int) -> Int {
        let (sum, hasOverflowed) = addingReportingOverflow(other)
        return hasOverflowed ? (other > 0 ? .max : .min) : sum
    }
}
