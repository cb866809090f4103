extension StoryNumber {
    /// Reads the story that somebody means: its number, its path, or its whole address, of whatever host.
    ///
    /// Nil for anything else.
    /// - Parameter text: Without space around it.
    public init?(typed text: String) {
        if let number = StoryNumber(text) {
            self = number
            return
        }
        let path = text.firstRange(of: "://").map { text[$0.upperBound...].drop { $0 != "/" } } ?? text[...]
        let end = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
        guard case .story(_, let number, _) = Address(path: String(path[..<end])) else { return nil }
        self = number
    }
}
