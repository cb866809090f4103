/// What a desk keeps in memory for those who write together; nothing of it is needed to know what was written.
final class Writing: Sendable {
    let documents = DocumentCache()
    let threads = WritingThreads()
    let listeners = StoryListeners()
    let turns = WritingTurns()
}
