/// How often each story was read in each window, kept by adding new reads and removing old ones.
///
/// Its memory is bounded by the stories read in the last thirty days, at about 90 bytes each.
public struct ReadTally: Sendable {
    /// Reads and their weight in one window; both stop at the largest 64-bit number.
    private struct Amount {
        var reads = 0
        var weight = 0

        mutating func add(_ sum: ReadSum) {
            reads = reads.addingSaturated(sum.reads)
            weight = weight.addingSaturated(sum.weight)
        }

        /// Removes reads, never below zero.
        ///
        /// A count that stopped at the largest number may have been higher, so it reaches zero early.
        mutating func remove(_ sum: ReadSum) {
            reads = max(0, reads.addingSaturated(-max(0, sum.reads)))
            weight = max(0, weight.addingSaturated(-max(0, sum.weight)))
        }
    }

    private struct Count {
        var hour = Amount()
        var day = Amount()
        var week = Amount()
        var month = Amount()
        var section: Slug?

        subscript(window: ReadWindow) -> Amount {
            get {
                switch window {
                case .hour: hour
                case .day: day
                case .week: week
                case .month: month
                }
            }
            set {
                switch window {
                case .hour: hour = newValue
                case .day: day = newValue
                case .week: week = newValue
                case .month: month = newValue
                }
            }
        }
    }

    private var counts: [StoryNumber: Count] = [:]

    public init() {}

    /// Adds reads to a window.
    public mutating func add(_ sums: [ReadSum], to window: ReadWindow) {
        for sum in sums {
            counts[sum.story, default: Count()][window].add(sum)
        }
    }

    /// Removes reads from a window that they have left.
    ///
    /// A story without reads in any window is forgotten.
    public mutating func remove(_ sums: [ReadSum], from window: ReadWindow) {
        for sum in sums {
            guard var count = counts[sum.story] else { continue }
            count[window].remove(sum)
            counts[sum.story] = ReadWindow.allCases.allSatisfy { count[$0].reads == 0 } ? nil : count
        }
    }

    /// The reads of a story in a window.
    public func sum(of story: StoryNumber, in window: ReadWindow) -> ReadSum {
        let amount = counts[story]?[window] ?? Amount()
        return ReadSum(story: story, reads: amount.reads, weight: amount.weight)
    }

    /// Stories that are counted but whose section is not known yet.
    public var withoutSection: [StoryNumber] {
        counts.compactMap { $0.value.section == nil ? $0.key : nil }
    }

    /// Sets the sections of stories that had none; a story still without one is not public and is forgotten.
    public mutating func place(_ sections: [StoryNumber: Slug]) {
        for (number, section) in sections { counts[number]?.section = section }
        counts = counts.filter { $0.value.section != nil }
    }

    /// Call this when a story has moved or gone away, so that its section is looked up again.
    public mutating func displace(_ number: StoryNumber) {
        counts[number]?.section = nil
    }

    /// The most read stories of every window, for the site and for each section.
    ///
    /// Ordered by weight, then by reads, then the newer story first. One pass over all counts, and a sort of those that
    /// can still be among the first.
    public func rankings(limit: Int) -> Rankings {
        var lists: [Rankings.Key: [Candidate]] = [:]
        for (number, count) in counts {
            guard let section = count.section else { continue }
            for window in ReadWindow.allCases where count[window].reads > 0 {
                let candidate = Candidate(number: number, reads: count[window].reads, weight: count[window].weight)
                lists[.init(window: window, section: nil), default: []].add(candidate, limit: limit)
                lists[.init(window: window, section: section), default: []].add(candidate, limit: limit)
            }
        }
        return Rankings(lists: lists.mapValues { $0.sorted().prefix(limit).map(\.number) })
    }
}

private struct Candidate: Comparable {
    let number: StoryNumber
    let reads: Int
    let weight: Int

    /// Whether the left one ranks above the right one.
    static func < (left: Candidate, right: Candidate) -> Bool {
        (left.weight, left.reads, left.number) > (right.weight, right.reads, right.number)
    }
}

extension [Candidate] {
    /// Adds a candidate, and keeps the list within a few times the limit by sorting and cutting it when it is too long.
    fileprivate mutating func add(_ candidate: Candidate, limit: Int) {
        append(candidate)
        if count >= limit * 8 {
            sort()
            removeLast(count - limit)
        }
    }
}
