/// Which elements of two rows are the same, in order: the greedy algorithm of Myers (1986).
///
/// The work is bounded. Where two rows differ by more than it allows, of what stands between their common beginning and
/// their common end only what occurs once in both is looked at, and the most of it that stands in the same order.
struct Alignment {
    /// Elements taken away and added that are looked for at most; the time taken grows with the square.
    static let mostEdits = 1_000

    /// Places in both rows at which the same stands, ascending in both.
    private(set) var matches: [(old: Int, new: Int)] = []
    /// Comparisons of elements that were made.
    private(set) var work = 0

    init<Element: Hashable>(_ old: [Element], _ new: [Element], mostEdits: Int = mostEdits) {
        // Numbers in place of words: each word is hashed once and compared quickly ever after.
        var numbers: [Element: Int] = [:]
        func number(of element: Element) -> Int {
            if let known = numbers[element] { return known }
            numbers[element] = numbers.count
            return numbers.count - 1
        }
        self.init(numbers: old.map(number), new.map(number), mostEdits)
    }

    private init(numbers old: [Int], _ new: [Int], _ mostEdits: Int) {
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
        }
        work = start + end
        matches = (0..<start).map { ($0, $0) }
        matches += middle(Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]), mostEdits)
            .map { (old: $0.old + start, new: $0.new + start) }
        matches += (0..<end).reversed().map { (old: old.count - 1 - $0, new: new.count - 1 - $0) }
    }

    /// The matches of rows that neither begin nor end alike; none where they differ by too much.
    private mutating func middle(_ old: [Int], _ new: [Int], _ mostEdits: Int) -> [(old: Int, new: Int)] {
        guard !old.isEmpty, !new.isEmpty else { return [] }
        let most = min(mostEdits, old.count + new.count)
        // By diagonal (place in the old row less place in the new one), how far in the old row one has come.
        var reached = [Int](repeating: 0, count: 2 * most + 3)
        var history: [[Int]] = []
        for edits in 0...most {
            history.append(reached)
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let isDown = Self.goesDown(diagonal, edits, reached, most)
                var x = isDown ? reached[most + 1 + diagonal + 1] : reached[most + 1 + diagonal - 1] + 1
                var y = x - diagonal
                while x < old.count, y < new.count, old[x] == new[y] {
                    (x, y) = (x + 1, y + 1)
                    work += 1
                }
                work += 1
                reached[most + 1 + diagonal] = x
                if x >= old.count, y >= new.count { return Self.path(history, old.count, new.count, most) }
            }
        }
        return unique(old, new)
    }

    /// What occurs once in both rows, the most of it that stands in the same order.
    private mutating func unique(_ old: [Int], _ new: [Int]) -> [(old: Int, new: Int)] {
        work += old.count + new.count
        let newPlaces = Self.placesOfUnique(new)
        let places = Self.placesOfUnique(old)
            .compactMap { element, place in newPlaces[element].map { (old: place, new: $0) } }
            .sorted { $0.old < $1.old }
        // Of the ascending rows of each length, the one that ends earliest; and what stands before each place.
        var (ends, before) = ([Int](), [Int?](repeating: nil, count: places.count))
        for (index, place) in places.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if places[ends[middle]].new < place.new { low = middle + 1 } else { high = middle }
                work += 1
            }
            before[index] = low > 0 ? ends[low - 1] : nil
            if low < ends.count { ends[low] = index } else { ends.append(index) }
        }
        var (matches, next) = ([(old: Int, new: Int)](), ends.last)
        while let index = next {
            matches.append(places[index])
            next = before[index]
        }
        return matches.reversed()
    }

    private static func placesOfUnique(_ row: [Int]) -> [Int: Int] {
        var places: [Int: Int?] = [:]
        for (place, element) in row.enumerated() { places[element] = .some(places[element] == nil ? place : nil) }
        return places.compactMapValues(\.self)
    }

    /// Whether a path of so many edits comes to a diagonal by adding an element rather than by taking one away.
    private static func goesDown(_ diagonal: Int, _ edits: Int, _ reached: [Int], _ most: Int) -> Bool {
        diagonal == -edits
            || (diagonal != edits && reached[most + 1 + diagonal - 1] < reached[most + 1 + diagonal + 1])
    }

    /// Goes the way back from the end, and notes where both rows went on together.
    private static func path(_ history: [[Int]], _ oldEnd: Int, _ newEnd: Int, _ most: Int) -> [(old: Int, new: Int)] {
        var (x, y) = (oldEnd, newEnd)
        var matches: [(old: Int, new: Int)] = []
        for edits in history.indices.reversed() {
            let reached = history[edits]
            let diagonal = x - y
            let isDown = goesDown(diagonal, edits, reached, most)
            let before = isDown ? diagonal + 1 : diagonal - 1
            let startX = edits == 0 ? 0 : reached[most + 1 + before]
            let startY = edits == 0 ? 0 : startX - before
            let (runX, runY) = edits == 0 ? (0, 0) : isDown ? (startX, startY + 1) : (startX + 1, startY)
            while x > runX, y > runY {
                (x, y) = (x - 1, y - 1)
                matches.append((x, y))
            }
            (x, y) = (startX, startY)
        }
        return matches.reversed()
    }
}
