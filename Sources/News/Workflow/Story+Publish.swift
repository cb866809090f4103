extension Story {
    /// Lets readers see a story that they do not know yet; it is dated now.
    /// - Throws: `refused` where it is live, held or withdrawn, or its embargo has not ended; `conflict` where another
    ///   text was published since the working copy was made.
    public mutating func publish(by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        let before = self
        switch life.state {
        case .never, .scheduled: break
        case .live:
            let what = workingCopy == nil ? "there is nothing to do" : "publish what is new as an update"
            throw NewsError(.refused, "Story \(number) is published already; \(what).")
        case .held, .withdrawn:
            throw NewsError(.refused, "Story \(number) was taken from readers; bring it back.")
        }
        try letReadersSee(by: actor, at: now)
        return StoryChange(before: before, act: .published)
    }

    /// Gives readers of a live story the text that the desk has written since; its page says when it was updated.
    /// - Throws: `refused` where it is not live, nothing else is written, or its embargo has not ended; `conflict` where
    ///   another text was published since the working copy was made.
    public mutating func update(by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state == .live else {
            throw NewsError(.refused, "Readers do not see story \(number); there is nothing to update.")
        }
        guard workingCopy != nil else {
            throw NewsError(.refused, "Readers see all that is written in story \(number); there is nothing to update.")
        }
        try letReadersSee(by: actor, at: now)
        return StoryChange(before: before, act: .updated)
    }

    /// Lets readers see a story again that was taken from them, with what the desk has written since.
    ///
    /// It keeps its first date if they had seen it.
    /// - Throws: `refused` where nobody took it from readers, or its embargo has not ended; `invalid` without a reason, or
    ///   with one of more than 5,000 characters; `conflict` where another text was published since the working copy was
    ///   made.
    public mutating func bringBack(
        because reason: String,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state == .held || life.state == .withdrawn else {
            throw NewsError(.refused, "Nobody took story \(number) from readers; there is nothing to bring back.")
        }
        let reason = try reason.asReason(
            otherwise: "A story comes back for a reason, which the journal keeps; give one."
        )
        try letReadersSee(by: actor, at: now)
        return StoryChange(before: before, act: .broughtBack, reason: reason)
    }

    /// Makes the open text what readers see, by whichever verb that takes.
    ///
    /// For whoever wants to know what they would see; nobody's right is asked.
    /// - Throws: What that verb throws.
    public mutating func pass(by actor: Actor, at now: Timestamp) throws(NewsError) -> StoryChange {
        switch life.state {
        case .never, .scheduled: try publish(by: actor, at: now)
        case .live: try update(by: actor, at: now)
        case .held, .withdrawn: try bringBack(because: "-", by: actor, at: now)
        }
    }

    /// Makes the open text what readers see, now or at the time that the story is dated to.
    mutating func letReadersSee(by actor: Actor, at now: Timestamp) throws(NewsError) {
        let wasLive = life.state == .live
        try checkEmbargo(at: now)
        try promoteWorkingCopy()
        if !wasLive { life.firstPublished = life.firstPublic != nil ? min(life.firstPublished, now) : now }
        life.decidedBy = actor.decider
        makeLiveOrScheduled(at: now)
        dropUnusedPictures()
        advanceUpdated(to: now)
    }

    /// Passes a story that was never public, so that readers see it from a time on.
    /// - Throws: `invalid` where that time is past, or its embargo ends later; `refused` where readers see the story or have seen it; `conflict`
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
        if let end = embargo(at: now), time < end {
            let until = RFC3339.write(end, zone: copy.zone)
            throw NewsError(.invalid, "Story \(number) is under embargo until \(until); name that time or a later one.")
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
        dropUnusedPictures()
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
        guard let end = embargo(at: now) else { return }
        let until = RFC3339.write(end, zone: copy.zone)
        throw NewsError(.refused, "Story \(number) is under embargo until \(until); it may not be public before.")
    }
}
