extension TextNote {
    /// Where a note's words are to be found, beside the note itself: what a change of the text moves.
    public struct Anchor: Hashable, Sendable {
        /// The note's number.
        public let note: Int64
        /// The words as they stood when the note was written.
        public let quote: String
        /// Nil while they are gone.
        public let place: Place?

        public init(note: Int64, quote: String, place: Place?) {
            self.note = note
            self.quote = quote
            self.place = place
        }
    }
}

extension TextNote.Anchor {
    /// Where the words stand after a batch.
    ///
    /// Words that come back, as after a cut and a paste or an undo, are the note's again: one step has brought all of
    /// them.
    /// - Parameters:
    ///   - steps: The batch.
    ///   - epoch: Of the text in which it was made.
    ///   - words: Of the text that it made; asked for only where words may have come back.
    public func moved(by steps: [Step], in epoch: Int, _ words: () -> DocumentWords) -> TextNote.Place? {
        if let moved = place?.moved(by: steps) { return moved }
        guard !quote.isEmpty, let index = steps.lastIndex(where: { DocumentWords.collapsed($0.text).contains(quote) })
        else {
            return nil
        }
        let start = steps[(index + 1)...].reduce(steps[index].start ?? 0) { $1.map($0, .before) }
        return words().place(of: quote, near: start).map { TextNote.Place(epoch: epoch, range: $0) }
    }

    /// Where the words stand in a text that was put in place of another.
    ///
    /// Looked for as they stood there, with what stood around them, and then as they were when the note was written.
    /// - Parameters:
    ///   - words: Of the new text.
    ///   - old: Of the text that was replaced.
    ///   - epoch: Of the new text.
    public func placed(in words: DocumentWords, after old: DocumentWords, epoch: Int) -> TextNote.Place? {
        let range =
            place.flatMap { words.counterpart(of: $0.range, in: old) }
            ?? words.place(of: quote, near: place?.range.lowerBound)
        return range.map { TextNote.Place(epoch: epoch, range: $0) }
    }
}
