extension Story {
    /// Makes a story of an item that is not known yet.
    ///
    /// Its number is the item's, or 0 so that the store assigns one.
    /// - Parameters:
    ///   - item: The item.
    ///   - stop: The kill or hold that keeps it from readers (`WireDecision.take`).
    ///   - actor: The wire.
    ///   - now: When it is taken.
    public init(_ item: WireItem, under stop: WireStop?, by actor: Actor, at now: Timestamp) {
        let base = WorkingCopy.Base(save: 0, published: 0)
        self.init(
            number: item.number ?? StoryNumber(rawValue: 0),
            uri: item.uri,
            version: 0,
            life: Life(state: .never, decidedBy: .wire, firstPublished: item.firstPublished),
            text: .unpublished(WorkingCopy(item.copy, base: base, writer: actor, savedAt: now))
        )
        _ = take(item, under: stop, by: actor, at: now)
    }

    /// Takes over a newer version of the wire's copy: text, times and state.
    ///
    /// If readers may see it, the copy becomes the published text, and the desk's working copy stays beside it. If not,
    /// it becomes the working copy; but if the desk is writing in one, it is only kept in the history. The first date
    /// stays the earliest that was ever given. If the wire names no section, the story stays in its own; former paths
    /// are added; names that the story has already keep their spelling.
    /// - Parameters:
    ///   - item: The copy.
    ///   - stop: The kill or hold that keeps it from readers (`WireDecision.take`).
    ///   - actor: The wire.
    ///   - now: When it is taken.
    /// - Returns: What changed; nil if the story is the same as before.
    public mutating func take(
        _ item: WireItem,
        under stop: WireStop?,
        by actor: Actor,
        at now: Timestamp
    ) -> StoryChange? {
        let before = self
        takeDates(of: item)
        // A label that the desk gave names who paid, and stays; another one is the wire's, which may change its mind.
        if life.paid?.payer.isBlank ?? true { life.paid = item.paidContent }
        guard let stop else {
            if !life.state.isPassed { life.decidedBy = .wire }
            setPublished(words(of: item, over: published))
            if workingCopy?.isDesks == false { dropWorkingCopy() }
            makeLiveOrScheduled(at: now)
            return change(since: before)
        }
        stand(under: stop, by: actor, at: now)
        let isDesks = workingCopy?.isDesks == true
        let words = words(of: item, over: isDesks ? nil : workingCopy?.copy)
        if !isDesks { keepOnDesk(words, by: actor, at: now) }
        return change(since: before, aside: isDesks ? words : nil)
    }

    /// Obeys a kill or a hold; the text stays.
    /// - Returns: What changed; nil if the story is the same as before.
    public mutating func obey(_ stop: WireStop, by actor: Actor, at now: Timestamp) -> StoryChange? {
        let before = self
        stand(under: stop, by: actor, at: now)
        if life.state != before.life.state { life.updated = max(life.updated, stop.made) }
        return change(since: before)
    }

    /// Fills in picture files that came after the text.
    /// - Returns: What changed; nil if no file was missing.
    public mutating func takeFiles(of pictures: [PictureUse]) -> StoryChange? {
        let before = self
        switch text {
        case .unpublished(var working):
            working.copy.pictures = working.copy.pictures.keepingFiles(of: pictures)
            text = .unpublished(working)
        case .published(var copy, var working):
            copy.pictures = copy.pictures.keepingFiles(of: pictures)
            if let words = working?.copy { working?.copy.pictures = words.pictures.keepingFiles(of: pictures) }
            text = .published(copy, working: working)
        }
        return change(since: before)
    }

    private func change(since before: Story, aside: Copy? = nil) -> StoryChange? {
        // Our own export carries the time of the text, so importing it where it came from changes nothing.
        guard aside != nil || !isSame(as: before) else { return nil }
        return StoryChange(
            before: before,
            act: JournalEntry.Act(from: before, to: self),
            reason: life.withdrawal?.reason ?? "",
            ground: life.withdrawal?.ground,
            aside: aside
        )
    }

    private mutating func takeDates(of item: WireItem) {
        life.firstPublished = min(life.firstPublished, item.firstPublished)
        let stamp = WireStamp.of(item, over: life.wire)
        takeEmbargo(of: item, isLater: life.wire.map { stamp.version > $0.version } ?? true)
        (life.updated, life.wire) = (stamp.version, stamp)
        life.contentCreated = item.contentCreated ?? life.contentCreated
        life.formerPaths = (life.formerPaths + item.formerPaths).removingDuplicates
    }

    /// Only a later version ends an embargo by no longer naming it; what the desk decided stands, unless the sender asks
    /// for longer.
    private mutating func takeEmbargo(of item: WireItem, isLater: Bool) {
        guard life.isEmbargoDesks else {
            life.embargoedUntil = item.embargoedUntil ?? (isLater ? nil : life.embargoedUntil)
            return
        }
        guard let asked = item.embargoedUntil, let own = life.embargoedUntil, asked > own else { return }
        (life.embargoedUntil, life.isEmbargoDesks) = (asked, false)
    }

    /// The item's copy, with what the story knows better: what the item does not name, the spelling of its names, picture files.
    private func words(of item: WireItem, over other: Copy?) -> Copy {
        let old = other ?? copy
        var words = item.copy
        if !item.namesSection { words.section = old.section }
        if !item.namesLanguage { words.language = old.language }
        if !item.namesZone { words.zone = old.zone }
        words.keepNames(of: old)
        words.pictures = words.pictures.keepingFiles(of: old.pictures)
        return words
    }

    private mutating func keepOnDesk(_ words: Copy, by actor: Actor, at now: Timestamp) {
        guard workingCopy?.copy != words, published != words || workingCopy != nil else { return }
        let base = WorkingCopy.Base(save: life.workingSaves + 1, published: life.publishedVersion)
        setWorkingCopy(WorkingCopy(words, base: base, writer: actor, savedAt: now))
    }

    private mutating func stand(under stop: WireStop, by actor: Actor, at now: Timestamp) {
        if life.state == .withdrawn {
            // A later kill may add a reason, but it does not withdraw again, and a hold does not weaken a withdrawal.
            guard life.decidedBy == .wire, let withdrawal = life.withdrawal, stop.status == .canceled,
                !stop.reason.isEmpty
            else { return }
            life.withdrawal = Withdrawal(at: withdrawal.at, ground: .source, reason: stop.reason)
        } else {
            let hidden: PublicState = life.firstPublic == nil ? .never : .held
            let state = stop.status == .canceled ? .withdrawn : hidden
            if life.state != state || stop.status == .canceled { life.decidedBy = .wire }
            (life.state, life.withdrawal) = (state, stop.withdrawal)
        }
        // A text that no reader has seen goes back to the desk.
        if life.firstPublic == nil { unpublish(by: actor, at: now) }
    }
}

extension WireItem {
    /// Who paid for it, as the sender says it by its own means or by the genre.
    fileprivate var paidContent: PaidContent? {
        paid ?? PaidContent.Label(genre: copy.genre).map { PaidContent(label: $0, payer: "") }
    }
}

extension Copy {
    /// Keeps the spelling and the slug of each name that another copy has as well.
    fileprivate mutating func keepNames(of other: Copy) {
        if section.name.nameKey == other.section.name.nameKey { section = other.section }
        let known = Dictionary(other.tags.map { ($0.name.nameKey, $0) }) { first, _ in first }
        tags = tags.map { known[$0.name.nameKey] ?? $0 }
        let people = Dictionary(other.bylines.map { ($0.person.name.nameKey, $0.person) }) { first, _ in first }
        bylines = bylines.map { Byline(people[$0.person.name.nameKey] ?? $0.person, as: $0.role) }
    }
}

extension [PictureUse] {
    /// These uses, with missing files filled in from the same pictures among others, and marks that a model made or changed
    /// them.
    ///
    /// A picture is recognized by its uri or, if it has none, by its place, caption and credit.
    public func keepingFiles(of others: [PictureUse]) -> [PictureUse] {
        enumerated().map { index, use in
            guard use.picture == nil, use != .vacant else { return use }
            let candidates = use.uri.isEmpty ? others.dropFirst(index).prefix(1) : others[...]
            let same = candidates.first { other in
                other.uri == use.uri && (!use.uri.isEmpty || (other.caption, other.credit) == (use.caption, use.credit))
            }
            var use = use
            use.picture = same?.picture
            use.madeWithAI = use.madeWithAI ?? same?.madeWithAI
            return use
        }
    }
}

extension [String] {
    fileprivate var removingDuplicates: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
