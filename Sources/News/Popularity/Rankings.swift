/// The most read stories, by window and section.
public struct Rankings: Hashable, Sendable {
    public struct Key: Hashable, Sendable {
        public let window: ReadWindow
        /// Nil for the whole site.
        public let section: Slug?

        public init(window: ReadWindow, section: Slug?) {
            self.window = window
            self.section = section
        }
    }

    private let lists: [Key: [StoryNumber]]

    init(lists: [Key: [StoryNumber]]) {
        self.lists = lists
    }

    /// Nothing read yet.
    public static let none = Rankings(lists: [:])

    public subscript(key: Key) -> [StoryNumber] { lists[key] ?? [] }

    /// The lists in which these two differ.
    public func changes(from former: Rankings) -> Set<Key> {
        Set(lists.keys).union(former.lists.keys).filter { self[$0] != former[$0] }
    }

    /// The site's most read stories, for a rail of at most `limit` rows.
    ///
    /// Those of the last day come first, then those of longer windows if a day has too few.
    public func rail(limit: Int) -> [StoryNumber] {
        var rail: [StoryNumber] = []
        for window in [ReadWindow.day, .week, .month] where rail.count < limit {
            let more = self[Key(window: window, section: nil)].filter { !rail.contains($0) }
            rail += more.prefix(limit - rail.count)
        }
        return rail
    }
}
