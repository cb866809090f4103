/// What members say to one another about a story's text, or about words of it.
///
/// It moves with the words, and is the desk's alone: no reader ever gets it.
public struct TextNote: Hashable, Sendable {
    public let story: StoryNumber
    /// With what it began.
    public let opening: Remark
    /// The answers, the oldest first.
    public let replies: [Remark]
    /// The words as they stood when the note was written; nil where it is about the whole text.
    public let quote: String?
    /// Nil where it is about the whole text, where its words are gone, and where it is resolved.
    public let place: Place?
    public let resolution: Resolution?
    /// Counts what happens to the notes of the story; that of the last thing that happened to this one.
    public let stamp: Int64

    /// A note as it is stored.
    public init(
        story: StoryNumber,
        opening: Remark,
        replies: [Remark],
        quote: String?,
        place: Place?,
        resolution: Resolution?,
        stamp: Int64
    ) {
        self.story = story
        self.opening = opening
        self.replies = replies
        self.quote = quote
        self.place = place
        self.resolution = resolution
        self.stamp = stamp
    }

    /// Its name: the number of its first remark.
    public var number: Int64 { opening.number }

    /// Whether it was about words that are no longer in the text.
    public var isWithoutPlace: Bool { quote != nil && place == nil && resolution == nil }
}

extension TextNote {
    /// What one member says at one time.
    public struct Remark: Hashable, Sendable {
        /// Counted over all stories.
        public let number: Int64
        public let writer: Writer
        public let at: Timestamp
        public let text: String
        /// Those to whom it is said in particular.
        public let mentioned: [Writer]

        public init(number: Int64, writer: Writer, at: Timestamp, text: String, mentioned: [Writer]) {
            self.number = number
            self.writer = writer
            self.at = at
            self.text = text
            self.mentioned = mentioned
        }
    }

    /// Where the words of a note stand.
    public struct Place: Hashable, Sendable {
        /// That of the shared text whose positions these are.
        public let epoch: Int
        /// Positions of a ``Document``, at least one apart.
        public let range: Range<Int>

        public init(epoch: Int, range: Range<Int>) {
            self.epoch = epoch
            self.range = range
        }
    }

    /// That nobody needs to do anything about it any more.
    public struct Resolution: Hashable, Sendable {
        public let by: Writer
        public let at: Timestamp

        public init(by: Writer, at: Timestamp) {
            self.by = by
            self.at = at
        }
    }

    /// Why a note cannot be kept: a closed set, for which the newsroom's strings have the words.
    public enum Fault: String, Error, Hashable, Sendable, CaseIterable {
        /// Nothing is said.
        case empty
        /// More than `longest` characters are said.
        case tooLong = "too_long"
        /// The words that it is about are not in the text.
        case wordsGone = "words_gone"
        /// The story has as many notes as it may.
        case tooMany = "too_many"
        /// It answers a note that is resolved.
        case resolved
    }

    /// The longest remark, in characters.
    public static let longest = 2_000
    /// How many remarks a story may have.
    public static let most = 2_000
    /// How many notes of a story may be open at once.
    public static let mostOpen = 500
    /// As much of the words as is kept, in characters.
    public static let longestQuote = 1_000
    /// Members whom one remark may name.
    public static let mostMentioned = 20

    /// A remark's text as it is kept: each line without white space at its ends, and no empty ones around them.
    /// - Throws: Where nothing is said, or too much.
    public static func text(_ typed: String) throws(Fault) -> String {
        let lines = typed.withLineFeeds.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).collapsedWhitespace }
        guard let first = lines.firstIndex(where: { !$0.isBlank }), let last = lines.lastIndex(where: { !$0.isBlank })
        else { throw .empty }
        let text = lines[first...last].joined(separator: "\n")
        guard text.fits(characters: longest) else { throw .tooLong }
        return text
    }
}

extension TextNote.Place {
    /// Where the words stand after steps; nil where nothing is left of them.
    public func moved(by steps: some Sequence<Step>) -> TextNote.Place? {
        var (first, last) = (range.lowerBound, range.upperBound)
        for step in steps {
            // What is put at an edge of the words is not part of them.
            (first, last) = (step.map(first, .after), step.map(last, .before))
            if first >= last { return nil }
        }
        return TextNote.Place(epoch: epoch, range: first..<last)
    }
}
