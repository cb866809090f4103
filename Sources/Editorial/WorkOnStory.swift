internal import Logging
public import News
internal import Storage

extension Desk {
    /// Begins a story on the desk; no reader sees it until it is published.
    /// - Throws: `invalid` where the headline is empty.
    public func beginStory(_ copy: Copy, actor: Actor) async throws -> Story {
        guard !copy.headline.collapsedWhitespace.isEmpty else {
            throw NewsError(.invalid, "A story needs a headline; write one, and save again.")
        }
        let now = clock()
        var chance = SystemRandomNumberGenerator()
        let story = Story(begunWith: copy, uri: Identifier.new(using: &chance), by: actor, at: now)
        let saved = try await store.write { try $0.add(story, actor: actor, now: now) }
        logger.info("begun", metadata: ["story": "\(saved.number)", "actor": "\(actor)"])
        return saved
    }

    /// What an editor begins with: what the desk is writing, or the published text.
    ///
    /// Opening changes nothing.
    /// - Throws: `notFound`.
    public func openWorkingCopy(of number: StoryNumber, actor: Actor) async throws -> WorkingCopy {
        let now = clock()
        try await catchUp(number)
        return try await store.read { try $0.existing(number).openWorkingCopy(by: actor, at: now) }
    }

    /// How a working copy is saved.
    public enum SaveKind: Sendable {
        /// As it is typed: on disk, and no version of the story.
        case automatic
        /// Because somebody meant it: a version, with author, time and reason.
        case version(reason: String)
    }

    /// Keeps what was typed, beside what readers see; they notice nothing.
    /// - Parameters:
    ///   - number: The story.
    ///   - copy: The text.
    ///   - base: What it was made from, as the working copy said that was opened or saved last.
    ///   - kind: Whether it makes a version.
    ///   - actor: Who writes.
    /// - Returns: The story with what is kept; its working copy is the base of the next save.
    /// - Throws: `notFound`; `conflict` where somebody saved since: what they saved stays, and the caller still has this
    ///   text; `invalid` where the headline is empty.
    public func saveWorkingCopy(
        of number: StoryNumber,
        _ copy: Copy,
        madeFrom base: WorkingCopy.Base,
        as kind: SaveKind = .automatic,
        actor: Actor
    ) async throws -> Story {
        let now = clock()
        return try await store.write { [writing] transaction in
            var story = try transaction.caughtUp(number, writing.documents)
            let change = try story.saveWorkingCopy(copy, madeFrom: base, by: actor, at: now)
            switch kind {
            case .automatic:
                try transaction.saveWorkingCopy(of: story, actor: actor, now: now)
                return story
            case .version(let reason):
                return try transaction.save(story, change.because(reason), actor: actor, now: now)
            }
        }
    }
}
