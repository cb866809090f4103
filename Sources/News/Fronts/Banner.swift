/// The line of breaking news that every page of a newspaper shows until its end, in one of its versions.
///
/// A version is kept as it was written, with who wrote it and when; a change is another version, and so is to take the line
/// down. Readers see the newest, while it has words, its end is ahead, and the story that it leads to is with them.
public struct Banner: Hashable, Sendable {
    /// Counts up from 1.
    public let version: Int
    public let at: Timestamp
    public let actor: Actor
    /// On one line; empty where the line was taken down.
    public let words: String
    /// The story that it leads to.
    public let story: StoryNumber?
    /// From when on nobody sees it.
    public let end: Timestamp

    /// A version as it is stored.
    public init(version: Int, at: Timestamp, actor: Actor, words: String, story: StoryNumber?, end: Timestamp) {
        self.version = version
        self.at = at
        self.actor = actor
        self.words = words
        self.story = story
        self.end = end
    }

    /// The longest line, in characters.
    public static let longest = 120
    /// The longest that it stands, in minutes.
    public static let longestTime = 24 * 60

    /// Whether it stands at a time, as far as its words and its end tell.
    public func stands(at now: Timestamp) -> Bool { !words.isEmpty && now < end }

    /// The next version of the line, as it may be kept.
    /// - Parameters:
    ///   - former: The present version; 0 where there is none.
    ///   - words: What readers are told.
    ///   - story: The story that it leads to; nil for none.
    ///   - end: When it goes by itself.
    ///   - actor: Who writes it.
    ///   - now: When.
    /// - Throws: `invalid` where there are no words, or too many, or the end is not within a day from now.
    public static func next(
        after former: Int,
        _ words: String,
        story: StoryNumber?,
        until end: Timestamp,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> Banner {
        let words = words.collapsedWhitespace
        guard !words.isEmpty, words.fits(characters: longest) else {
            throw NewsError(.invalid, "The line has 1 to \(longest) characters; write one of that length.")
        }
        guard now < end, end <= now.adding(seconds: Int64(longestTime) * 60) else {
            throw NewsError(.invalid, "The line stands for a day at most; name an end within the next 24 hours.")
        }
        return Banner(version: former + 1, at: now, actor: actor, words: words, story: story, end: end)
    }

    /// The version that takes this one down.
    public func takenDown(by actor: Actor, at now: Timestamp) -> Banner {
        Banner(version: version + 1, at: now, actor: actor, words: "", story: nil, end: now)
    }
}
