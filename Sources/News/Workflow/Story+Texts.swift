// How the two texts of a story move, for its verbs.

extension Story {
    /// Writes the published text; what the desk is writing stays.
    mutating func setPublished(_ copy: Copy) {
        // A picture's file that comes late is no other text.
        var before = published
        before?.pictures = copy.pictures
        if before != copy { life.textWasPublic = false }
        if published != copy { life.publishedVersion = version + 1 }
        // Whoever has opened the published text writes in another one now.
        if workingCopy == nil, published?.body != copy.body { life.workingSaves += 1 }
        switch text {
        case .unpublished(let working): text = .published(copy, working: working)
        case .published(_, let working): text = .published(copy, working: working)
        }
    }

    /// Keeps what the desk is writing, or forgets it where it says what is published.
    mutating func setWorkingCopy(_ working: WorkingCopy) {
        switch text {
        case .unpublished: text = .unpublished(working)
        case .published(let copy, _): text = .published(copy, working: working.copy == copy ? nil : working)
        }
        life.workingSaves += 1
    }

    /// Forgets what the desk is writing, where there is a published text.
    mutating func dropWorkingCopy() {
        guard case .published(let copy, _?) = text else { return }
        text = .published(copy, working: nil)
        life.workingSaves += 1
    }

    /// Takes back to the desk what no reader has seen; a text that the desk is writing already stays the desk's.
    mutating func unpublish(by actor: Actor, at now: Timestamp) {
        guard case .published(let copy, let working) = text else { return }
        let base = WorkingCopy.Base(save: life.workingSaves, published: 0)
        var kept = working ?? WorkingCopy(copy, base: base, writer: actor, savedAt: now)
        kept.base = base
        text = .unpublished(kept)
        life.publishedVersion = 0
        life.textWasPublic = false
    }

    /// Lets readers see the published text: from now on, or once the time has come that the story is dated to.
    mutating func makeLiveOrScheduled(at now: Timestamp) {
        life.withdrawal = nil
        life.state = life.publicSince <= now ? .live : .scheduled
        guard life.state == .live else { return }
        life.firstPublic = life.firstPublic ?? now
        life.textWasPublic = true
    }

    /// Leaves vacant the places of pictures that the published text shows nowhere, once readers get it.
    ///
    /// A text that waits keeps them, as it may come back to the desk.
    mutating func dropUnusedPictures() {
        guard life.state == .live, case .published(let copy, let working) = text else { return }
        text = .published(copy.withoutUnusedPictures, working: working)
    }

    /// Dates the last change to now, and in any case later than the one before: a wire's clock may have been ahead of
    /// ours, and what it sent must not look newer than what the desk decided since.
    mutating func advanceUpdated(to now: Timestamp) {
        life.updated = max(now, Timestamp(milliseconds: life.updated.milliseconds + 1))
    }
}
