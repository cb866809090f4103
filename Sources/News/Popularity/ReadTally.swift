/// How often each story was read in each window, kept by adding what is read and taking away what has aged.
///
/// Bounded by the stories read in the last thirty days: 40 bytes each, about.
public struct ReadTally: Sendable {
    private struct Count {
        /// In the order of `ReadWindow.allCases`.
        var reads: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        var section: Slug?

        subscript(window: ReadWindow) -> Int32 {
            get {
                switch window {
                case .hour: reads.0
                case .day: reads.1
                case .week: reads.2
                case .month: reads.3
                }
            }
            set {
                switch window {
                case .hour: reads.0 = newValue
                case .day: reads.1 = newValue
                case .week: reads.2 = newValue
                case .month: reads.3 = newValue
                }
            }
        }
    }

    private var counts: [StoryNumber: Count] = [:]

    public init() {}

    /// Adds reads to a window.
    public mutating func add(_ sums: [ReadSum], to window: ReadWindow) {
        for sum in sums {
            counts[sum.story, default: Count()][window] += Int32(clamping: sum.reads)
        }
    }

    /// Takes reads out of a window that they have left.
    ///
    /// A story that no window counts any more is forgotten.
    public mutating func remove(_ sums: [ReadSum], from window: ReadWindow) {
        for sum in sums {
            guard var count = counts[sum.story] else { continue }
            count[window] = max(0, count[window] - Int32(clamping: sum.reads))
            counts[sum.story] = ReadWindow.allCases.allSatisfy { count[$0] == 0 } ? nil : count
        }
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

    /// The most read of every window, of the site and of each section; the newer story first where reads are equal.
    ///
    /// One pass over all counts, and a sort of those that can still be among the first.
    public func rankings(limit: Int) -> Rankings {
        var lists: [Rankings.Key: [Candidate]] = [:]
        for (number, count) in counts {
            guard let section = count.section else { continue }
            for window in ReadWindow.allCases where count[window] > 0 {
                let candidate = Candidate(number: number, reads: count[window])
                lists[.init(window: window, section: nil), default: []].add(candidate, limit: limit)
                lists[.init(window: window, section: section), default: []].add(candidate, limit: limit)
            }
        }
        return Rankings(lists: lists.mapValues { $0.sorted().prefix(limit).map(\.number) })
    }
}

/// The most read stories, by window and section.
public struct Rankings: Hashable, Sendable {
    public struct Key: Hashable, Sendable {
        public let window: ReadWindow
        /// Nil for the whole site.
        public let section: Slug?

        public init(window: ReadWindow, section: Slug?) {
            self.window = window
            self.section = section
        }
    }

    private let lists: [Key: [StoryNumber]]

    init(lists: [Key: [StoryNumber]]) {
        self.lists = lists
    }

    /// Nothing read yet.
    public static let none = Rankings(lists: [:])

    public subscript(key: Key) -> [StoryNumber] { lists[key] ?? [] }

    /// The lists in which these two differ.
    public func changes(from former: Rankings) -> Set<Key> {
        Set(lists.keys).union(former.lists.keys).filter { self[$0] != former[$0] }
    }

    /// The site's most read for a rail of so many rows: of the last day, filled up from the longer windows while
    /// a day has too few.
    public func rail(limit: Int) -> [StoryNumber] {
        var rail: [StoryNumber] = []
        for window in [ReadWindow.day, .week, .month] where rail.count < limit {
            let more = self[Key(window: window, section: nil)].filter { !rail.contains($0) }
            rail += more.prefix(limit - rail.count)
        }
        return rail
    }
}

private struct Candidate: Comparable {
    let number: StoryNumber
    let reads: Int32

    static func < (left: Candidate, right: Candidate) -> Bool {
        left.reads == right.reads ? left.number > right.number : left.reads > right.reads
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
