extension Story {
    /// A story that begins on the desk, with what its writer has so far.
    public init(begunWith copy: Copy, uri: String, by actor: Actor, at now: Timestamp) {
        let base = WorkingCopy.Base(save: 1, published: 0)
        var life = Life(state: .never, decidedBy: .desk, firstPublished: now)
        life.workingSaves = 1
        self.init(
            number: StoryNumber(rawValue: 0),
            uri: uri,
            version: 0,
            life: life,
            text: .unpublished(WorkingCopy(copy, base: base, writer: actor, savedAt: now))
        )
    }

    /// What an editor begins with: the working copy, or the published text where nothing else is written.
    ///
    /// Opening a story changes nothing.
    public func openWorkingCopy(by actor: Actor, at now: Timestamp) -> WorkingCopy {
        let base = WorkingCopy.Base(save: life.workingSaves, published: life.publishedVersion)
        return workingCopy ?? WorkingCopy(copy, base: base, writer: actor, savedAt: now)
    }

    /// Keeps what was typed, beside what readers see.
    ///
    /// Whoever writes in a copy that was submitted or approved has it in edit again: it is no longer what was approved.
    /// Where the text says what is published, there is no working copy left.
    /// - Parameters:
    ///   - copy: The text.
    ///   - base: What it was made from, as the working copy said that was opened or saved last.
    ///   - actor: Who writes.
    ///   - now: When.
    /// - Throws: `conflict` where somebody saved since: the kept text stays, and the caller still has the one that was
    ///   refused; `invalid` where the headline is empty.
    public mutating func saveWorkingCopy(
        _ copy: Copy,
        madeFrom base: WorkingCopy.Base,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard base.save == life.workingSaves else {
            throw NewsError(
                .conflict,
                "Somebody saved another text of story \(number) since yours was opened; compare the two and save again."
            )
        }
        guard !copy.headline.collapsedWhitespace.isEmpty else {
            throw NewsError(.invalid, "A story needs a headline; write one, and save again.")
        }
        setWorkingCopy(
            WorkingCopy(
                copy,
                stage: stageOnceWritten,
                base: WorkingCopy.Base(save: life.workingSaves + 1, published: base.published),
                writer: actor,
                savedAt: now
            )
        )
        return StoryChange(before: before, act: .saved)
    }

    /// Hands the working copy to the desk.
    /// - Throws: `refused` where there is none, or it was handed in already.
    public mutating func submit() throws(NewsError) -> StoryChange {
        try move(to: .submitted, from: [.draft], as: .submitted) { [number] stage in
            "The working copy of story \(number) was submitted already; it is \(stage.words)."
        }
    }

    /// Gives the working copy back to its writer.
    /// - Throws: `refused` where there is none, or it is a draft; `invalid` without a reason.
    public mutating func sendBack(because reason: String) throws(NewsError) -> StoryChange {
        let reason = try reason.asReason(otherwise: "Say what is to be done about the text when you send it back.")
        return try move(to: .draft, from: [.submitted, .inEdit, .approved], as: .sentBack, because: reason) {
            [number] _ in
            "The working copy of story \(number) is with its writer; nobody has submitted it."
        }
    }

    /// Says that the working copy may be published as it is.
    /// - Throws: `refused` where there is none, it was not submitted, or it is approved already.
    public mutating func approve() throws(NewsError) -> StoryChange {
        try move(to: .approved, from: [.submitted, .inEdit], as: .approved) { [number] stage in
            stage == .draft
                ? "The working copy of story \(number) is a draft; submit it before it is approved."
                : "The working copy of story \(number) is approved already; there is nothing to do."
        }
    }

    private mutating func move(
        to stage: Stage,
        from allowed: Set<Stage>,
        as act: JournalEntry.Act,
        because reason: String = "",
        otherwise: (Stage) -> String
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard var working = workingCopy else {
            throw NewsError(.refused, "Nobody is writing in story \(number); there is no working copy.")
        }
        guard allowed.contains(working.stage) else { throw NewsError(.refused, otherwise(working.stage)) }
        working.stage = stage
        working.base = WorkingCopy.Base(save: life.workingSaves + 1, published: working.base.published)
        setWorkingCopy(working)
        return StoryChange(before: before, act: act, reason: reason)
    }
}

extension Stage {
    fileprivate var words: String {
        switch self {
        case .draft: "a draft"
        case .submitted: "submitted"
        case .inEdit: "in edit"
        case .approved: "approved"
        }
    }
}
