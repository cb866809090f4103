public import News

/// Reads that one process counted and stores in one transaction.
///
/// It keeps its token however often it is tried to store it, and so is counted once, also where an answer was lost.
public struct ReadBatch: Hashable, Sendable {
    public let sums: [ReadSum]
    let token: String
    /// Where the log of batches stood before it was first tried to store this one; nil where it is tried once.
    let after: ReadLogMark?

    /// A batch that is not stored yet.
    /// - Parameters:
    ///   - sums: What was counted, at most some thousand stories.
    ///   - mark: How far its maker has read the log, if it may be tried again.
    public init(_ sums: [ReadSum], after mark: ReadLogMark? = nil) {
        self.sums = sums
        after = mark
        token = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined(separator: "-")
    }
}

/// A place in the log of batches: a batch that was read, and by which one knows that the log still is the one that it was.
public struct ReadLogMark: Hashable, Sendable {
    let number: Int64
    let token: String

    /// Before the first batch that was ever stored.
    public static let beginning = ReadLogMark(number: 0, token: "")
}

/// Batches that follow on a place in the log.
public struct ReadLogPage: Sendable {
    /// The newspaper's reads of each minute since 1970, in the order in which they were stored.
    public internal(set) var sums: [(minute: Int64, sums: [ReadSum])] = []
    /// How far the log was read.
    public internal(set) var mark: ReadLogMark
}

extension [ReadSum] {
    /// As they stand in the log.
    var logged: String { map { "\($0.story.rawValue):\($0.reads):\($0.weight)" }.joined(separator: " ") }

    /// - Throws: `SQLFault` where it is no text of the log's.
    init(logged text: String) throws {
        self = try text.split(separator: " ").map { part in
            let numbers = part.split(separator: ":").compactMap { Int64($0) }
            guard numbers.count == 3 else { throw SQLFault.column(4, "sums of reads") }
            return ReadSum(
                story: StoryNumber(rawValue: numbers[0]),
                reads: Int(numbers[1]),
                weight: Int(numbers[2])
            )
        }
    }
}
