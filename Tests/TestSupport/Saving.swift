public import News
public import Storage

// How tests save and name: whoever does not matter to a test is Citra.

extension WriteTransaction {
    /// Keeps a new story, saved by Citra.
    public func insert(_ story: Story, now: Timestamp) throws -> Story {
        try insert(story, actor: "citra", now: now)
    }

    /// Saves over a story as Citra.
    @discardableResult
    public func update(_ story: Story, now: Timestamp) throws -> Story {
        try update(story, actor: "citra", now: now)
    }
}

extension Actor: ExpressibleByStringLiteral {
    /// An actor in its stored form, or a member of that name.
    public init(stringLiteral value: String) {
        self = Actor(value) ?? .member(value)
    }
}
