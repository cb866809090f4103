extension Story {
    /// The text that an editor begins with: the working copy's, or the published one where nothing else is written.
    public var openCopy: Copy { workingCopy?.copy ?? copy }

    /// Its body.
    public var openBody: Body { openCopy.body }

    /// Keeps what several people wrote together, beside what readers see, as an automatic save does.
    ///
    /// A body that says what is kept already, as after words that were typed and taken out again, changes nothing.
    /// - Parameters:
    ///   - body: The text as it is now.
    ///   - writer: Who wrote last.
    ///   - time: When.
    public mutating func catchUp(with body: Body, by writer: Actor, at time: Timestamp) {
        guard body != openBody else { return }
        var working = openWorkingCopy(by: writer, at: time)
        working.copy.body = body
        setWorkingCopy(
            WorkingCopy(
                working.copy,
                stage: stageOnceWritten,
                base: WorkingCopy.Base(save: life.workingSaves + 1, published: working.base.published),
                writer: writer,
                savedAt: time
            )
        )
    }

    /// Where the working copy stands once somebody has written in it: what was handed in is no longer what was approved.
    var stageOnceWritten: Stage { workingCopy.map { $0.stage == .draft ? .draft : .inEdit } ?? .draft }
}
