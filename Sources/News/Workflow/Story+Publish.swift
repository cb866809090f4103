extension Story {
    /// Passes a story for publication: makes the working copy what readers see, or brings back what they saw last.
    ///
    /// A story that no reader has seen is dated now; one that was public before keeps its first date.
    /// - Throws: `refused` where it is live and nothing else is written, or its embargo has not ended; `conflict` where
    ///   another text was published since the working copy was made.
    public mutating func publish(by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        let before = self
        if life.state == .live, workingCopy == nil {
            throw NewsError(.refused, "Story \(number) is published already; there is nothing to do.")
        }
        try checkEmbargo(at: now)
        try promoteWorkingCopy()
        if before.life.state != .live {
            life.firstPublished = life.firstPublic != nil ? min(life.firstPublished, now) : now
        }
        life.decidedBy = actor.decider
        makeLiveOrScheduled(at: now)
        advanceUpdated(to: now)
        return StoryChange(before: before, act: JournalEntry.Act(from: before, to: self))
    }

    /// Passes a story that was never public, so that readers see it from a time on.
    /// - Throws: `invalid` where that time is past; `refused` where readers see the story or have seen it; `conflict`
    ///   where another text was published since the working copy was made.
    public mutating func schedule(
        for time: Timestamp,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard time > now else {
            throw NewsError(.invalid, "The time named for story \(number) is past; publish it, or name a later one.")
        }
        guard life.firstPublic == nil, life.state == .never || life.state == .scheduled else {
            throw NewsError(.refused, "Readers know story \(number) already; it can be published, not scheduled.")
        }
        try promoteWorkingCopy()
        life.firstPublished = time
        life.decidedBy = actor.decider
        makeLiveOrScheduled(at: now)
        advanceUpdated(to: now)
        return StoryChange(before: before, act: .scheduled)
    }

    /// Takes back a story's schedule; its text is on the desk again.
    /// - Throws: `refused` where it is not scheduled.
    public mutating func unschedule(by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state == .scheduled else {
            throw NewsError(.refused, "Story \(number) is not scheduled; there is nothing to take back.")
        }
        life.state = life.firstPublic == nil ? .never : .held
        if life.state == .never { unpublish(by: actor, at: now) }
        life.decidedBy = actor.decider
        advanceUpdated(to: now)
        return StoryChange(before: before, act: .unscheduled)
    }

    /// Lets readers see a story whose time has come; nil where it is not due.
    public mutating func release(at now: Timestamp) -> StoryChange? {
        guard life.state == .scheduled, life.publicSince <= now else { return nil }
        let before = self
        makeLiveOrScheduled(at: now)
        return StoryChange(before: before, act: .published)
    }

    /// Makes the working copy the published text.
    /// - Throws: `conflict` where another text was published since the working copy was made.
    private mutating func promoteWorkingCopy() throws(NewsError) {
        guard let working = workingCopy else { return }
        guard working.base.published == life.publishedVersion else {
            throw NewsError(
                .conflict,
                """
                Another text of story \(number) was published since this one was begun; compare the two, save the working \
                copy again, and publish that.
                """
            )
        }
        setPublished(working.copy)
        dropWorkingCopy()
    }

    private func checkEmbargo(at now: Timestamp) throws(NewsError) {
        guard let end = life.embargoedUntil, end > now else { return }
        let until = RFC3339.write(end, zone: copy.zone)
        throw NewsError(.refused, "Story \(number) is under embargo until \(until); it will be public then.")
    }
}
