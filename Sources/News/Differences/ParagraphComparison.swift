/// Sets the paragraphs of two texts beside one another: first those that say the same, in their order; then those that say
/// the same elsewhere; then those that were changed where they stand; then those that were moved and changed.
struct ParagraphComparison {
    private let old: [String]
    private let new: [String]
    /// What became of each old paragraph, and of what each new one was made.
    private var newOfOld: [Int?]
    private var oldOfNew: [Int?]
    /// Pairs that stand in the same order in both texts.
    private var inOrder: [(old: Int, new: Int)] = []
    /// The words of paragraphs, once they were asked for.
    private var oldWords: [Int: Set<Int>] = [:]
    private var newWords: [Int: Set<Int>] = [:]
    private var numbers: [Substring: Int] = [:]
    private(set) var work = 0

    /// Pairs that are weighed against one another at most; beyond that, only what says the same is found.
    private static let mostPairs = 2_500
    /// Words of a paragraph by which it is weighed.
    private static let mostWeighed = 200
    /// The part of their words that two paragraphs share at least, in hundredths, to be one that was changed.
    private static let leastShared = 30
    /// The same for one that stands elsewhere, where less speaks for it.
    private static let leastSharedElsewhere = 60
    /// Characters of a paragraph that is looked for elsewhere: a short one says the same by chance.
    private static let leastMoved = 20

    init(_ old: [String], _ new: [String]) {
        (self.old, self.new) = (old, new)
        newOfOld = Array(repeating: nil, count: old.count)
        oldOfNew = Array(repeating: nil, count: new.count)
    }

    /// The rows of both texts, in the order in which they are read.
    mutating func rows() -> [Differences.Row] {
        let alignment = Alignment(old, new)
        work += alignment.work
        for match in alignment.matches { pair(match.old, match.new) }
        inOrder = alignment.matches
        pairMoved()
        pairChanged()
        pairMovedAndChanged()
        return lines()
    }

    private mutating func pair(_ old: Int, _ new: Int) { (newOfOld[old], oldOfNew[new]) = (new, old) }

    private var oldLeft: [Int] { old.indices.filter { newOfOld[$0] == nil } }
    private var newLeft: [Int] { new.indices.filter { oldOfNew[$0] == nil } }

    /// Pairs what says the same elsewhere, the first of several with the first.
    private mutating func pairMoved() {
        var places: [String: [Int]] = [:]
        for index in newLeft.reversed() where isLong(new[index]) { places[new[index], default: []].append(index) }
        for index in oldLeft {
            work += 1
            if let place = places[old[index]]?.popLast() { pair(index, place) }
        }
    }

    private func isLong(_ text: String) -> Bool { text.utf8.count >= Self.leastMoved }

    /// Pairs what was changed where it stands: between two pairs that stand in order.
    private mutating func pairChanged() {
        var (pairs, oldStart, newStart) = ([(old: Int, new: Int)](), 0, 0)
        for end in inOrder + [(old: old.count, new: new.count)] {
            let left = (oldStart..<end.old).filter { newOfOld[$0] == nil }
            let right = (newStart..<end.new).filter { oldOfNew[$0] == nil }
            pairs += likest(left, right)
            if end.old < old.count { pairs.append(end) }
            (oldStart, newStart) = (end.old + 1, end.new + 1)
        }
        for match in pairs { pair(match.old, match.new) }
        inOrder = pairs
    }

    /// The pairs, in order, that share the most words in all.
    private mutating func likest(_ left: [Int], _ right: [Int]) -> [(old: Int, new: Int)] {
        guard !left.isEmpty, !right.isEmpty, left.count * right.count <= Self.mostPairs, work < Differences.mostWork
        else { return [] }
        // The best sum of what is shared by the first paragraphs of both; one row and column more than there are.
        var best = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for x in left.indices {
            for y in right.indices {
                let share = share(left[x], right[y])
                let paired = share >= Self.leastShared ? best[x][y] + share : 0
                best[x + 1][y + 1] = max(best[x][y + 1], best[x + 1][y], paired)
            }
        }
        var (x, y) = (left.count, right.count)
        var pairs: [(old: Int, new: Int)] = []
        while x > 0, y > 0 {
            if best[x][y] == best[x - 1][y] {
                x -= 1
            } else if best[x][y] == best[x][y - 1] {
                y -= 1
            } else {
                (x, y) = (x - 1, y - 1)
                pairs.append((left[x], right[y]))
            }
        }
        return pairs.reversed()
    }

    /// Pairs what nearly says the same elsewhere, the likest first.
    private mutating func pairMovedAndChanged() {
        let (left, right) = (oldLeft.filter { isLong(old[$0]) }, newLeft.filter { isLong(new[$0]) })
        guard left.count * right.count <= Self.mostPairs, work < Differences.mostWork else { return }
        var likes: [(share: Int, old: Int, new: Int)] = []
        for old in left {
            for new in right {
                let share = share(old, new)
                if share >= Self.leastSharedElsewhere { likes.append((share, old, new)) }
            }
        }
        for like in likes.sorted(by: { ($1.share, $0.old, $0.new) < ($0.share, $1.old, $1.new) })
        where newOfOld[like.old] == nil && oldOfNew[like.new] == nil { pair(like.old, like.new) }
    }

    /// Hundredths of the words of both that both have.
    private mutating func share(_ old: Int, _ new: Int) -> Int {
        let (left, right) = (words(ofOld: old), words(ofNew: new))
        work += min(left.count, right.count) + 1
        let all = left.count + right.count
        return all == 0 ? 100 : 200 * left.intersection(right).count / all
    }

    private mutating func words(ofOld index: Int) -> Set<Int> {
        if let known = oldWords[index] { return known }
        let words = words(old[index])
        oldWords[index] = words
        return words
    }

    private mutating func words(ofNew index: Int) -> Set<Int> {
        if let known = newWords[index] { return known }
        let words = words(new[index])
        newWords[index] = words
        return words
    }

    private mutating func words(_ text: String) -> Set<Int> {
        let words = text.split(separator: " ", maxSplits: Self.mostWeighed).prefix(Self.mostWeighed)
        return Set(
            words.map { word in
                let number = numbers[word] ?? numbers.count
                numbers[word] = number
                return number
            }
        )
    }
}

extension ParagraphComparison {
    /// Rows that show what stands elsewhere in the other text.
    private struct Moved {
        var oldRow = 0
        var newRow = 0
    }

    /// Both texts from the beginning to the end: what became of what in one row, what moved in both of its places.
    private mutating func lines() -> [Differences.Row] {
        var rows: [Differences.Row] = []
        var moved: [Int: Moved] = [:]
        var (x, y) = (0, 0)
        for end in inOrder + [(old: old.count, new: new.count)] {
            while x < end.old || y < end.new {
                if x < end.old {
                    if newOfOld[x] != nil { moved[x, default: Moved()].oldRow = rows.count }
                    rows.append(row(newOfOld[x].map { pieces(x, $0) } ?? [.init(old[x], .removed)], .old))
                    x += 1
                }
                if y < end.new {
                    if let place = oldOfNew[y] { moved[place, default: Moved()].newRow = rows.count }
                    rows.append(row(oldOfNew[y].map { pieces($0, y) } ?? [.init(new[y], .added)], .new))
                    y += 1
                }
            }
            if end.old < old.count {
                rows.append(row(pieces(end.old, end.new), .both))
                (x, y) = (end.old + 1, end.new + 1)
            }
        }
        number(moved, in: &rows)
        return rows
    }

    /// A row; of what moved, each place has what its own text says, and the new one what was taken away, too.
    private func row(_ pieces: [Differences.Piece], _ place: Differences.Row.Place) -> Differences.Row {
        Differences.Row(place: place, pieces: place == .old ? pieces.filter { $0.kind != .added } : pieces)
    }

    private mutating func pieces(_ old: Int, _ new: Int) -> [Differences.Piece] {
        WordComparison.pieces(from: self.old[old], to: self.new[new], &work)
    }

    /// Numbers what moved; paragraphs that moved together have one number.
    private func number(_ moved: [Int: Moved], in rows: inout [Differences.Row]) {
        var (count, last) = (0, (old: Int, new: Int)?.none)
        for (old, place) in moved.sorted(by: { $0.key < $1.key }) {
            let new = newOfOld[old] ?? 0
            let isFirst = last.map { ($0.old + 1, $0.new + 1) != (old, new) } ?? true
            if isFirst { count += 1 }
            last = (old, new)
            let move = Differences.Move(number: count, isFirst: isFirst, isDown: place.oldRow < place.newRow)
            rows[place.oldRow].move = move
            rows[place.newRow].move = move
        }
    }
}
