/// How often each story was read in each window, kept by adding what is read and taking away what has aged.
///
/// Bounded by the stories read in the last thirty days: 90 bytes each, about.
public struct ReadTally: Sendable {
    /// Reads and their weight in one window; 64 bits that stop at the largest number.
    private struct Amount {
        var reads = 0
        var weight = 0

        mutating func add(_ sum: ReadSum) {
            reads = reads.addingSaturated(sum.reads)
            weight = weight.addingSaturated(sum.weight)
        }

        /// What stood at the largest number may have been more: it then empties early, and never below nothing.
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

    /// Takes reads out of a window that they have left.
    ///
    /// A story that no window counts any more is forgotten.
    public mutating func remove(_ sums: [ReadSum], from window: ReadWindow) {
        for sum in sums {
            guard var count = counts[sum.story] else { continue }
            count[window].remove(sum)
            counts[sum.story] = ReadWindow.allCases.allSatisfy { count[$0].reads == 0 } ? nil : count
        }
    }

    /// What a window counts of a story.
    public func sum(of story: StoryNumber, in window: ReadWindow) -> ReadSum {
        let amount = counts[story]?[window] ?? Amount()
        return ReadSum(story: story, reads: amount.reads, weight: amount.weight)
    }

    /// Stories that are counted but whose section is not known yet.
    public var withoutSection: [StoryNumber] {
        counts.compactMap { $0.value.section == nil ? $0.key : nil }
    }

    /// Tells the sections of those that had none; whatever is still without one is no public story and is forgotten.
    public mutating func place(_ sections: [StoryNumber: Slug]) {
        for (number, section) in sections { counts[number]?.section = section }
        counts = counts.filter { $0.value.section != nil }
    }

    /// To be called when a story moved or went away: its section is to be asked for again.
    public mutating func displace(_ number: StoryNumber) {
        counts[number]?.section = nil
    }

    /// The most read of every window, of the site and of each section.
    ///
    /// By weight; of equals the one with more reads is first, then the newer.
    /// One pass over all counts, and a sort of those that can still be among the first.
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

    /// The one that is to stand above.
    static func < (left: Candidate, right: Candidate) -> Bool {
        (left.weight, left.reads, left.number) > (right.weight, right.reads, right.number)
    }
}

extension [Candidate] {
    /// Keeps the list within a few times the limit: sorted and cut whenever it has grown too long.
    fileprivate mutating func add(_ candidate: Candidate, limit: Int) {
        append(candidate)
        if count >= limit * 8 {
            sort()
            removeLast(count - limit)
        }
    }
}
