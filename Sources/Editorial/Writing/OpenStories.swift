extension Desk {
    /// Pages that have a story open now, and hear what happens to it.
    public var openStories: Int { writing.listeners.count }
}
