internal import News

/// What one version of a story said, as it is written into the history.
struct StoredRevision: Codable {
    var life: [String: SQLValue]
    var formerPaths: [String]
    /// The stage of a working copy; nil if it is the published text.
    var stage: String?
    var text: StoredText
}

extension StoredRevision {
    init(_ copy: Copy, stage: Stage?, life: Story.Life) {
        self.init(
            life: [StoredColumn<Story.Life>].life.stored(life),
            formerPaths: life.formerPaths,
            stage: stage?.rawValue,
            text: StoredText(copy)
        )
    }

    func life(of number: StoryNumber) throws -> Story.Life {
        var life = Story.Life(state: .never, decidedBy: .desk, firstPublished: Timestamp(milliseconds: 0))
        try [StoredColumn<Story.Life>].life.read(self.life, into: &life, of: number)
        life.formerPaths = formerPaths
        return life
    }
}
