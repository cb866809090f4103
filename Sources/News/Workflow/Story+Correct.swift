extension Story {
    /// Tells readers of a live story what was wrong in it, and gives them the text that the desk has written since, if
    /// there is one.
    /// - Throws: `refused` where readers do not see it, or it has as many corrections as a story may have; `invalid` without
    ///   words, with more than `Correction.longest` characters, or where the text has no such paragraph; `conflict` where
    ///   another text was published since the working copy was made.
    public mutating func correct(
        _ draft: Correction.Draft,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        guard life.state == .live else {
            throw NewsError(.refused, "Readers do not see story \(number); there is nothing to correct.")
        }
        guard life.corrections.count < Correction.most else {
            throw NewsError(
                .refused,
                "Story \(number) has \(Correction.most) corrections, and takes no more; withdraw it, and write another."
            )
        }
        let words = try draft.checkedWords()
        try letReadersSee(by: actor, at: now)
        let correction = Correction(
            number: life.corrections.count + 1,
            kind: draft.kind,
            place: draft.place,
            words: words,
            paragraph: try paragraph(draft.paragraph),
            hidesFormer: draft.hidesFormer,
            at: now,
            actor: actor
        )
        life.corrections.append(correction)
        return StoryChange(before: before, act: .corrected, reason: words)
    }

    private func paragraph(_ index: Int?) throws(NewsError) -> String? {
        guard let index else { return nil }
        let paragraphs = published?.body.paragraphs ?? []
        guard paragraphs.indices.contains(index) else {
            throw NewsError(.invalid, "The text of story \(number) has no such paragraph; choose another, or none.")
        }
        return paragraphs[index].words
    }
}

extension Correction.Draft {
    fileprivate func checkedWords() throws(NewsError) -> String {
        let words = words.collapsedWhitespace
        guard !words.isEmpty else {
            throw NewsError(.invalid, "A correction says what was wrong and what is right; write it.")
        }
        guard words.fits(characters: Correction.longest) else {
            throw NewsError(.invalid, "The correction has more than 2,000 characters; shorten it.")
        }
        return words
    }
}
