public import News
internal import Storage

/// A picture that a member sends for a story, and what they wrote to it.
public struct SentPicture: Sendable {
    let picture: Picture
    let caption: String
    let credit: String
    let alternativeText: String
    let placement: PictureUse.Placement

    /// - Parameters:
    ///   - picture: As the darkroom has it.
    ///   - caption: The words under it.
    ///   - credit: Whose picture it is.
    ///   - alternativeText: What it shows.
    ///   - placement: Where the page shows it; `hero` in place of the one that is there.
    public init(
        _ picture: Picture,
        caption: String = "",
        credit: String = "",
        alternativeText: String = "",
        placement: PictureUse.Placement
    ) {
        self.picture = picture
        self.caption = caption
        self.credit = credit
        self.alternativeText = alternativeText
        self.placement = placement
    }
}

extension Desk {
    /// Asks, before a picture is taken, whether a member may add one to a story.
    /// - Throws: `StoryPictureFault` where it has as many as a story may have; `refused` where the member may not write in
    ///   it; `notFound`.
    public func checkPicture(for number: StoryNumber, by member: MemberNumber, from caller: Caller) async throws {
        try await withRights(from: caller.address) { transaction, now in
            let outline = try transaction.existingOutline(number)
            try transaction.allow(member, to: .write, outline, at: now)
            _ = try transaction.openFields(of: number).placeOfNewPicture()
        }
    }

    /// Adds a picture to those of a story's working copy, as an automatic save does.
    ///
    /// An original that the story has already is not added again: so whoever did not hear the answer sends the same once
    /// more. Its words stay, and where it is shown too, but for a hero.
    /// - Parameters:
    ///   - sent: The picture with its words.
    ///   - number: The story.
    ///   - memberNumber: Who sends it; their right is asked of the store.
    ///   - caller: From where.
    /// - Returns: The working copy's text, and the picture's number in it.
    /// - Throws: `StoryPictureFault` where the words are too long, or it has as many pictures as a story may have; `refused`
    ///   where the member may not write in it; `notFound`.
    public func add(
        _ sent: SentPicture,
        to number: StoryNumber,
        by memberNumber: MemberNumber,
        from caller: Caller
    ) async throws -> (copy: Copy, index: Int) {
        try await withRights(from: caller.address) { [writing] transaction, now in
            let outline = try transaction.existingOutline(number)
            let member = try transaction.allow(memberNumber, to: .write, outline, at: now)
            var story = try transaction.caughtUp(outline, writing.documents)
            let open = story.openWorkingCopy(by: member.actor, at: now)
            let (copy, index) = try open.copy.adding(sent)
            guard copy != open.copy else { return (copy, index) }
            let base = WorkingCopy.Base(save: story.workingSaves, published: open.base.published)
            _ = try story.saveWorkingCopy(copy, madeFrom: base, by: member.actor, at: now)
            try transaction.saveWorkingCopy(of: story, actor: member.actor, now: now)
            return (copy, index)
        }
    }
}

extension Copy {
    /// The number that the next picture gets.
    /// - Throws: Where there are as many as a story may have.
    fileprivate func placeOfNewPicture() throws(StoryPictureFault) -> Int {
        let count = pictures.count { !$0.isVacant }
        guard count < WireItem.Limits.pictures, pictures.count < Body.mostPictures else {
            throw StoryPictureFault.manyPictures
        }
        return pictures.count
    }

    fileprivate func adding(_ sent: SentPicture) throws(StoryPictureFault) -> (copy: Copy, index: Int) {
        var copy = self
        let index: Int
        if let known = pictures.firstIndex(where: { $0.picture?.digest == sent.picture.digest }) {
            index = known
        } else {
            index = try placeOfNewPicture()
            copy.pictures.append(
                try PictureUse(
                    sent: sent.picture,
                    caption: sent.caption,
                    credit: sent.credit,
                    alternativeText: sent.alternativeText,
                    placement: sent.placement == .below ? .below : .text
                )
            )
        }
        if sent.placement == .hero { copy.setHero(index) }
        return (copy, index)
    }
}
