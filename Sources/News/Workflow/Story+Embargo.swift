extension Story {
    /// The end of the embargo under which it is; nil where there is none, or none any more.
    public func embargo(at now: Timestamp) -> Timestamp? { life.embargoedUntil.flatMap { $0 > now ? $0 : nil } }

    /// Says before which time the story may not be public, moves that time, or lifts it.
    ///
    /// A story that waits for its time waits for the end of its embargo as well; where neither is ahead any more, readers
    /// see it at once.
    /// - Parameters:
    ///   - end: Nil to lift it.
    ///   - reason: Why; may be empty.
    ///   - overridesSender: Whether it is known that a sender asked for the embargo that ends sooner so.
    ///   - actor: Who does it.
    ///   - now: When.
    /// - Throws: `refused` where readers see the story, there is no embargo to lift, it ends then already, or it is a
    ///   sender's and would end sooner without `overridesSender`; `invalid` where the end is past, or the reason has more
    ///   than 5,000 characters.
    public mutating func embargo(
        until end: Timestamp?,
        because reason: String = "",
        overridesSender: Bool = false,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state != .live else {
            throw NewsError(.refused, "Readers see story \(number) already; if it may not be public, withdraw it.")
        }
        if let end, end <= now {
            throw NewsError(.invalid, "The end of the embargo is past; name a later one, or lift it.")
        }
        let reason = try reason.asReason()
        let current = embargo(at: now)
        guard end != current else {
            let what = end == nil ? "is under no embargo" : "is under embargo until then already"
            throw NewsError(.refused, "Story \(number) \(what); there is nothing to do.")
        }
        if let current, !life.isEmbargoDesks, !overridesSender, end.map({ $0 < current }) ?? true {
            throw NewsError(
                .refused,
                "The sender of story \(number) asked for its embargo; end it sooner only knowingly."
            )
        }
        life.embargoedUntil = end
        life.isEmbargoDesks = true
        if life.state == .scheduled { waitOrAppear(by: actor, at: now) }
        let act: JournalEntry.Act = life.state == .live ? .published : end == nil ? .embargoLifted : .embargoed
        let until = end.map { "→ " + copy.zone.plainWords(for: $0) } ?? ""
        return StoryChange(
            before: before,
            act: act,
            reason: [until, reason].filter { !$0.isEmpty }.joined(separator: ": ")
        )
    }

    private mutating func waitOrAppear(by actor: Actor, at now: Timestamp) {
        guard life.publicSince <= now else { return }
        // Nobody could see it before, whatever time it was passed for.
        life.firstPublished = life.firstPublic != nil ? min(life.firstPublished, now) : now
        life.decidedBy = actor.decider
        makeLiveOrScheduled(at: now)
        dropUnusedPictures()
        advanceUpdated(to: now)
    }
}

extension Zone {
    /// A time in digits, which say the same in every language: `2026-11-26 09:41 WIB`.
    fileprivate func plainWords(for time: Timestamp) -> String {
        let civil = civil(time)
        let clock = [civil.hour, civil.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(civil.day.description) \(clock) \(label(at: time))"
    }
}
