import News

/// The front: what is new and has a picture leads, then each section's own.
struct FrontPage: Sendable {
    /// The newest stories of a section that do not stand above already.
    struct Block: Sendable {
        let section: Section
        let rows: [StoryRow]
    }

    let lead: StoryRow?
    let top: [StoryRow]
    let blocks: [Block]

    var depends: Set<Dependency> { [.topic(.site), .masthead] }
}
