/// How one text became another: paragraph beside paragraph, and in each what words were taken away and added.
///
/// Paragraphs are matched first, then the words of those that stand beside one another, so that a long text costs little
/// and a moved comma shows as a comma.
public struct Differences: Hashable, Sendable {
    /// Words that stand together, all of them changed or none.
    public struct Run: Hashable, Sendable {
        public let text: String
        /// Whether the other text does not have them.
        public let isChanged: Bool
    }

    /// A paragraph of each text, or of one alone.
    public struct Row: Hashable, Sendable {
        /// Of the old text; nil where the paragraph was added.
        public let old: [Run]?
        /// Of the new text; nil where the paragraph was taken away.
        public let new: [Run]?

        /// Whether both say the same.
        public var isSame: Bool { old == new }
    }

    public let rows: [Row]

    /// Whether the texts say the same.
    public var isEmpty: Bool { rows.allSatisfy(\.isSame) }

    /// Comparisons of words after which paragraphs are no longer looked into: they show as changed between their first
    /// and their last different word.
    static let mostWork = 4_000_000

    /// - Parameters:
    ///   - old: Its paragraphs are parted by line ends; blank lines do not count.
    ///   - new: The same.
    public init(from old: String, to new: String) {
        let (old, new) = (Self.paragraphs(old), Self.paragraphs(new))
        var rows: [Row] = []
        var (oldStart, newStart, work) = (0, 0, 0)
        for match in Alignment(old, new).matches + [(old: old.count, new: new.count)] {
            rows += ParagraphPairs.rows(Array(old[oldStart..<match.old]), Array(new[newStart..<match.new]), &work)
            if match.old < old.count {
                let run = [Run(text: old[match.old], isChanged: false)]
                rows.append(Row(old: run, new: run))
            }
            (oldStart, newStart) = (match.old + 1, match.new + 1)
        }
        self.rows = rows
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.withLineFeeds.split(separator: "\n").map(String.init).filter { !$0.isBlank }
    }
}

/// Sets paragraphs that were changed beside what became of them.
private enum ParagraphPairs {
    typealias Row = Differences.Row
    typealias Run = Differences.Run

    /// Pairs that are weighed against one another at most; beyond that, paragraphs are taken in their order.
    private static let mostPairs = 2_500
    /// The part of their words that two paragraphs share at least, in hundredths, to be one that was changed.
    private static let leastShared = 30

    static func rows(_ old: [String], _ new: [String], _ work: inout Int) -> [Row] {
        var rows: [Row] = []
        var (oldStart, newStart) = (0, 0)
        for pair in pairs(old, new) + [(old: old.count, new: new.count)] {
            rows += beside(Array(old[oldStart..<pair.old]), Array(new[newStart..<pair.new]))
            if pair.old < old.count { rows.append(WordDifferences.row(old[pair.old], new[pair.new], &work)) }
            (oldStart, newStart) = (pair.old + 1, pair.new + 1)
        }
        return rows
    }

    /// Paragraphs that have nothing to do with one another, side by side as far as there are as many.
    private static func beside(_ old: [String], _ new: [String]) -> [Row] {
        let run = { (text: String) in [Run(text: text, isChanged: true)] }
        return (0..<max(old.count, new.count)).map { index in
            Row(
                old: index < old.count ? run(old[index]) : nil,
                new: index < new.count ? run(new[index]) : nil
            )
        }
    }

    /// The pairs, in order, that share the most words in all.
    private static func pairs(_ old: [String], _ new: [String]) -> [(old: Int, new: Int)] {
        guard old.count * new.count <= mostPairs else {
            return (0..<min(old.count, new.count)).map { ($0, $0) }
        }
        let (oldWords, newWords) = (old.map(words), new.map(words))
        // The best sum of what is shared by the first paragraphs of both; one row and column more than there are.
        var best = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        var shares = best
        for x in old.indices {
            for y in new.indices {
                let share = shared(oldWords[x], newWords[y])
                shares[x][y] = share
                let paired = share >= leastShared ? best[x][y] + share : 0
                best[x + 1][y + 1] = max(best[x][y + 1], best[x + 1][y], paired)
            }
        }
        var (x, y) = (old.count, new.count)
        var pairs: [(old: Int, new: Int)] = []
        while x > 0, y > 0 {
            if best[x][y] == best[x - 1][y] {
                x -= 1
            } else if best[x][y] == best[x][y - 1] {
                y -= 1
            } else {
                (x, y) = (x - 1, y - 1)
                pairs.append((x, y))
            }
        }
        return pairs.reversed()
    }

    private static func words(_ text: String) -> Set<Substring> { Set(text.split(separator: " ")) }

    /// Hundredths of the words of both that both have.
    private static func shared(_ old: Set<Substring>, _ new: Set<Substring>) -> Int {
        let all = old.count + new.count
        return all == 0 ? 100 : 200 * old.intersection(new).count / all
    }
}

/// What changed within one paragraph, word by word.
private enum WordDifferences {
    static func row(_ old: String, _ new: String, _ work: inout Int) -> Differences.Row {
        let (oldWords, newWords) = (words(old), words(new))
        let mostEdits = work < Differences.mostWork ? Alignment.mostEdits : 0
        let alignment = Alignment(oldWords, newWords, mostEdits: mostEdits)
        work += alignment.work
        let matches = alignment.matches
        return Differences.Row(
            old: runs(oldWords, Set(matches.map(\.old))),
            new: runs(newWords, Set(matches.map(\.new)))
        )
    }

    /// Words, spaces and signs, each by itself: joined they are the text.
    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            let isWord = isOfWord(text[start])
            var end = text.index(after: start)
            while isWord, end < text.endIndex, isOfWord(text[end]) { end = text.index(after: end) }
            words.append(text[start..<end])
            start = end
        }
        return words
    }

    private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    private static func runs(_ words: [Substring], _ same: Set<Int>) -> [Differences.Run] {
        var runs: [Differences.Run] = []
        for (index, word) in words.enumerated() {
            var isChanged = !same.contains(index)
            // A space between two changed words belongs to them: it would chop the mark into pieces.
            if !isChanged, word == " ", runs.last?.isChanged == true, index + 1 < words.count, !same.contains(index + 1)
            {
                isChanged = true
            }
            if let last = runs.last, last.isChanged == isChanged {
                runs[runs.count - 1] = Differences.Run(text: last.text + word, isChanged: isChanged)
            } else {
                runs.append(Differences.Run(text: String(word), isChanged: isChanged))
            }
        }
        return runs
    }
}
