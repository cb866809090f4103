public import News
internal import Storage

extension Desk {
    /// The notes on a story, as a page shows them beside the text.
    /// - Parameters:
    ///   - number: The story.
    ///   - stamp: Only those to which something happened after it (`TextNote.stamp`).
    /// - Throws: `notFound`.
    public func notes(on number: StoryNumber, after stamp: Int64 = 0) async throws -> NotesOfStory {
        try await store.read { transaction in
            let outline = try transaction.existingOutline(number)
            return NotesOfStory(
                point: outline.text.head,
                stamp: outline.newestNote,
                notes: outline.newestNote > stamp ? try transaction.notes(on: number, after: stamp) : []
            )
        }
    }
}
