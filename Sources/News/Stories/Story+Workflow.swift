extension Story {
    /// Passes a story for publication, or brings a withdrawn one back.
    ///
    /// A story that no reader has seen is dated now; one that was public before keeps its first date.
    /// - Throws: `refused` where it is published already or its embargo has not ended.
    public mutating func publish(at now: Timestamp) throws(NewsError) {
        if state == .published, publicSince <= now {
            throw NewsError(.refused, "Story \(number) is published already; there is nothing to do.")
        }
        if let embargoedUntil, embargoedUntil > now {
            let until = RFC3339.write(embargoedUntil, zone: copy.zone)
            throw NewsError(.refused, "Story \(number) is under embargo until \(until); it will be public then.")
        }
        firstPublished = firstPublic != nil ? min(firstPublished, now) : now
        (state, decidedBy) = (.published, .desk)
        withdrawal = nil
        touch(at: now)
    }

    /// Takes a public story back; the page stays and says when and why.
    /// - Throws: `refused` where readers have never seen it or it is withdrawn already; `invalid` without a reason,
    ///   or with one of more than 5,000 characters.
    public mutating func withdraw(because reason: String, at now: Timestamp) throws(NewsError) {
        let reason = reason.collapsedWhitespace
        guard !reason.isEmpty else {
            throw NewsError(.invalid, "A withdrawal needs a reason; give it with --reason.")
        }
        guard reason.fits(characters: 5_000) else {
            throw NewsError(.invalid, "The reason has more than 5,000 characters; shorten it.")
        }
        switch state {
        case .withdrawn:
            throw NewsError(.refused, "Story \(number) is withdrawn already; there is nothing to do.")
        case .draft:
            throw NewsError(.refused, "Story \(number) was never published; there is nothing to withdraw.")
        case .published:
            guard publicSince <= now else {
                throw NewsError(.refused, "Story \(number) is not public yet; there is nothing to withdraw.")
            }
        }
        (state, decidedBy) = (.withdrawn, .desk)
        withdrawal = Withdrawal(at: now, reason: reason)
        touch(at: now)
    }

    /// Dates this state later than the one before, even where a wire's clock was ahead of ours: what it sent must
    /// not look newer than what the desk decided since.
    private mutating func touch(at now: Timestamp) {
        updated = max(now, Timestamp(milliseconds: updated.milliseconds + 1))
    }
}
