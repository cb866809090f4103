public import News

/// What a member says about a text, before it is kept.
public struct NewNote: Sendable {
    /// About what of the text it is said.
    public enum Subject: Sendable {
        case wholeText
        /// A stretch of a version, and its words for where that version is no longer written.
        case range(Range<Int>, SharedText.Point, quote: String)
        /// Words, wherever they stand first.
        case words(String)
    }

    let text: String
    let subject: Subject
    let chosen: Set<MemberNumber>
    let source: Source?

    /// The page that says it, and how it counts what it says.
    public struct Source: Sendable {
        let client: WritingClient
        let sequence: Int

        public init(_ client: WritingClient, _ sequence: Int) {
            self.client = client
            self.sequence = sequence
        }
    }

    /// - Parameters:
    ///   - text: What is said; a member is named in it by an `@`.
    ///   - subject: About what.
    ///   - chosen: Whom the writer means among members of one name.
    ///   - source: By which what is sent again is known; nil for a form.
    public init(_ text: String, about subject: Subject, chosen: Set<MemberNumber> = [], from source: Source? = nil) {
        self.text = text
        self.subject = subject
        self.chosen = chosen
        self.source = source
    }
}

/// The notes on a story, with the version of the text in which their places are.
public struct NotesOfStory: Sendable {
    public let point: SharedText.Point
    /// Of what happened last to any of them (`TextNote.stamp`).
    public let stamp: Int64
    public let notes: [TextNote]
}
