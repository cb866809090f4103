internal import News

/// The full-text index of what readers do not see, as the newsroom of one newspaper queries it: working copies, and
/// published texts of stories that are not live.
///
/// It is apart from the readers' (`SearchIndex`), so that no question of theirs can meet a draft.
protocol DeskIndex {
    /// Keeps the words of a story in place of those that it had.
    func keep(_ words: IndexedWords, of story: StoryNumber) throws

    /// Removes a story, if it is there.
    func drop(_ story: StoryNumber) throws

    /// The stories that were begun last, of those that were found.
    /// - Returns: Also whether these are all.
    func find(_ query: SearchQuery, limit: Int) throws -> (stories: [StoryNumber], areAll: Bool)

    /// Whether a story has all that is asked for.
    func has(_ query: SearchQuery, _ story: StoryNumber) throws -> Bool
}

extension Story {
    /// What the newsroom finds the story by, where readers do not find it by the same.
    var deskText: Copy? {
        workingCopy?.copy ?? (life.state == .live ? nil : copy)
    }
}

extension WriteTransaction {
    /// Keeps a story findable for the newsroom.
    func keepDeskWords(of story: Story) throws {
        guard let copy = story.deskText else { return try sql.deskIndex(of: siteNumber).drop(story.number) }
        let words = IndexedWords(copy, text: copy.body.text, stemmer: stemmer(for: copy.language))
        try sql.deskIndex(of: siteNumber).keep(words, of: story.number)
    }
}
