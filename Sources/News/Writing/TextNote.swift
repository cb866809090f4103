/// What a member says to others about words of a story's text.
///
/// It moves with the words, and is the desk's alone: no reader ever gets it.
public struct TextNote: Hashable, Sendable {
    /// Where the words stand.
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
        public let by: MemberNumber
        public let at: Timestamp

        public init(by: MemberNumber, at: Timestamp) {
            self.by = by
            self.at = at
        }
    }

    /// Counted over all stories.
    public let number: Int64
    public let story: StoryNumber
    /// The note that it answers; nil for one that stands for itself. An answer has no place and no resolution of its own.
    public let parent: Int64?
    public let writer: MemberNumber
    /// To whom it is said in particular.
    public let addressee: MemberNumber?
    public let at: Timestamp
    public let text: String
    /// The words as they stood when the note was written; empty where it is about the whole story.
    public let quote: String
    /// Nil where it is about the whole story, or the words are gone.
    public let place: Place?
    public let resolution: Resolution?

    public init(
        number: Int64,
        story: StoryNumber,
        parent: Int64? = nil,
        writer: MemberNumber,
        addressee: MemberNumber? = nil,
        at: Timestamp,
        text: String,
        quote: String = "",
        place: Place? = nil,
        resolution: Resolution? = nil
    ) {
        self.number = number
        self.story = story
        self.parent = parent
        self.writer = writer
        self.addressee = addressee
        self.at = at
        self.text = text
        self.quote = quote
        self.place = place
        self.resolution = resolution
    }

    /// The longest text, in characters.
    public static let longest = 2_000
    /// How many a story may have, answers included.
    public static let most = 1_000
    /// As much of the words as is kept, in characters.
    public static let longestQuote = 300

    /// The text as it is kept: without white space at its ends.
    /// - Throws: `invalid` where nothing is said, or too much.
    public static func text(_ typed: String) throws(NewsError) -> String {
        let text = typed.withLineFeeds.onCleanLines
        guard !text.isBlank else { throw NewsError(.invalid, "A note needs words; write what you want to say.") }
        guard text.fits(characters: longest) else {
            throw NewsError(.invalid, "A note has at most \(longest) characters; shorten it.")
        }
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

    /// Where a note's words stand in a text that was begun anew: where they are to be found, if anywhere.
    public init?(of quote: String, in document: Document, epoch: Int) {
        guard let range = document.find(quote) else { return nil }
        self.init(epoch: epoch, range: range)
    }
}

extension String {
    /// The text with each of its lines on one line (``collapsedWhitespace``), and without empty ones at its ends.
    fileprivate var onCleanLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).collapsedWhitespace }.joined(
            separator: "\n"
        )
        .trimmedOfLineEnds
    }

    private var trimmedOfLineEnds: String {
        var text = self[...]
        while text.first == "\n" { text.removeFirst() }
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
