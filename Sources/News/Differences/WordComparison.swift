/// What changed within one paragraph, word by word.
enum WordComparison {
    typealias Piece = Differences.Piece

    /// - Parameter work: Comparisons that were made so far; those of this paragraph are added.
    static func pieces(from old: String, to new: String, _ work: inout Int) -> [Piece] {
        work += 1
        if old == new { return [Piece(old, .same)] }
        let (oldWords, newWords) = (words(old), words(new))
        let mostEdits = work < Differences.mostWork ? Alignment.mostEdits : 0
        let alignment = Alignment(oldWords, newWords, mostEdits: mostEdits)
        work += alignment.work
        var hunks: [Hunk] = []
        var hunk = Hunk()
        var (x, y) = (0, 0)
        for match in alignment.matches {
            if match.old > x || match.new > y || hunks.isEmpty {
                hunk.close(into: &hunks)
                hunk.removed = oldWords[x..<match.old].joined()
                hunk.added = newWords[y..<match.new].joined()
            }
            hunk.same += oldWords[match.old]
            (x, y) = (match.old + 1, match.new + 1)
        }
        hunk.close(into: &hunks)
        hunks.append(Hunk(removed: oldWords[x...].joined(), added: newWords[y...].joined()))
        return joined(hunks).flatMap(\.pieces)
    }

    /// What was changed, and what follows it in both texts.
    private struct Hunk {
        var removed = ""
        var added = ""
        var same = ""

        var isReplacement: Bool { !removed.isEmpty && !added.isEmpty }

        var pieces: [Piece] {
            [Piece(removed, .removed), Piece(added, .added), Piece(same, .same)].filter { !$0.text.isEmpty }
        }

        mutating func close(into hunks: inout [Hunk]) {
            if !pieces.isEmpty { hunks.append(self) }
            self = Hunk()
        }
    }

    /// A space between two replacements belongs to them: it would chop them into pieces.
    private static func joined(_ hunks: [Hunk]) -> [Hunk] {
        var joined: [Hunk] = []
        for hunk in hunks {
            if let last = joined.last, last.same == " ", last.isReplacement, hunk.isReplacement {
                let together = Hunk(
                    removed: last.removed + " " + hunk.removed,
                    added: last.added + " " + hunk.added,
                    same: hunk.same
                )
                joined[joined.count - 1] = together
            } else {
                joined.append(hunk)
            }
        }
        return joined
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
}
