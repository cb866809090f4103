extension Story {
    /// Gives readers the open text though it is not verified, and tells them so at its end; of a live story in which
    /// nothing is written, the text that they have.
    /// - Parameters:
    ///   - draft: What is not verified, and that the guideline's conditions are met.
    ///   - actor: Who does it.
    ///   - now: When.
    /// - Throws: `invalid` where a condition is not met, there are no words, or more than `UnverifiedReport.longest`
    ///   characters of them; `refused` where the story was taken from readers, is unverified already, has had
    ///   `UnverifiedReport.most` reports, or its embargo has not ended; `conflict` where another text was published since
    ///   the working copy was made.
    public mutating func reportUnverified(
        _ draft: UnverifiedReport.Draft,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state != .held, life.state != .withdrawn else {
            throw NewsError(.refused, "Story \(number) was taken from readers; bring it back.")
        }
        guard life.openReport == nil else {
            throw NewsError(.refused, "Readers are told already that story \(number) is not verified.")
        }
        guard life.reports.count < UnverifiedReport.most else {
            throw NewsError(.refused, "Story \(number) was unverified too often; verify it first, then publish.")
        }
        let words = try draft.checkedWords()
        try letReadersSee(by: actor, at: now)
        life.reports.append(
            UnverifiedReport(
                number: life.reports.count + 1,
                words: words,
                version: life.publishedVersion,
                at: now,
                actor: actor
            )
        )
        let act: JournalEntry.Act = before.life.state == .live ? .reportedUnverified : .published
        return StoryChange(before: before, act: act, reason: words)
    }

    /// Says that a story which readers had unverified is verified: by what the desk has written in it since, which they get
    /// with this, or by another story.
    ///
    /// Whether readers can open the other story is for whoever calls to know.
    /// - Parameters:
    ///   - other: The story that tells what verification gave; nil for this one.
    ///   - actor: Who says so.
    ///   - now: When.
    /// - Throws: `refused` where readers do not see it, or it has no open report; `invalid` where the other story is this
    ///   one, or there is none and nothing was written in this one since; `conflict` where another text was published
    ///   since the working copy was made.
    public mutating func verify(
        in other: StoryNumber?,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state == .live else {
            throw NewsError(.refused, "Readers do not see story \(number); there is nothing to verify.")
        }
        guard life.openReport != nil else {
            throw NewsError(.refused, "Nothing in story \(number) waits to be verified.")
        }
        if other == number {
            throw NewsError(.invalid, "Name another story, or none where story \(number) tells it itself.")
        }
        if other == nil {
            guard wasWrittenSinceReport else {
                throw NewsError(
                    .invalid,
                    "Write in story \(number) what verification gave, or name the story that tells it."
                )
            }
            try letReadersSee(by: actor, at: now)
        } else {
            advanceUpdated(to: now)
        }
        life.reports[life.reports.count - 1].verification = .init(at: now, actor: actor, story: other)
        return StoryChange(before: before, act: .verified, touches: other.map { [$0] } ?? [])
    }
}

extension Story {
    /// Whether the desk has written or published anything in it since readers were told that it is not verified; also where
    /// they were not.
    public var wasWrittenSinceReport: Bool {
        workingCopy != nil || life.openReport.map { life.publishedVersion > $0.version } ?? true
    }
}

extension Story.Life {
    /// The report that still has to be verified; nil where there is none.
    public var openReport: UnverifiedReport? { reports.last.flatMap { $0.state == .open ? $0 : nil } }
}

extension UnverifiedReport.Draft {
    fileprivate func checkedWords() throws(NewsError) -> String {
        guard conditions.isSuperset(of: UnverifiedReport.Condition.allCases) else {
            throw NewsError(
                .invalid,
                "A story may be published unverified only where all conditions of the guideline are met; verify it first."
            )
        }
        let words = words.collapsedWhitespace
        guard !words.isEmpty else {
            throw NewsError(.invalid, "Say what is not verified and why not; readers are told.")
        }
        guard words.fits(characters: UnverifiedReport.longest) else {
            throw NewsError(.invalid, "What is not verified is said in more than 1,000 characters; shorten it.")
        }
        return words
    }
}
