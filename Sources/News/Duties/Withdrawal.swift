extension Story {
    /// Why and when a story was taken back (*pencabutan*).
    public struct Withdrawal: Hashable, Sendable {
        public let at: Timestamp
        /// On which ground; nil where it was taken back before grounds were asked for.
        public let ground: Ground?
        /// What is said beside the ground, and printed on the page that remains; may be empty.
        public let reason: String

        /// - Parameters:
        ///   - at: When.
        ///   - ground: On which ground, where that is known.
        ///   - reason: What is said beside it.
        public init(at: Timestamp, ground: Ground? = nil, reason: String) {
            self.at = at
            self.ground = ground
            self.reason = reason
        }

        /// The grounds on which a story may be taken back: a closed list, for which the strings have the words.
        ///
        /// The first five are those of Pedoman Pemberitaan Media Siber (Dewan Pers, 2012), 5(a), which forbids to take a
        /// story back because somebody outside the newsroom wants it; the others are no pressure, but a duty of its own.
        public enum Ground: String, Hashable, Sendable, CaseIterable {
            /// Ethnicity, religion, race, groups of society (*SARA*).
            case groups
            /// Decency (*kesusilaan*).
            case decency
            /// A child's future.
            case child
            /// A victim's trauma.
            case trauma
            /// Another special consideration of the Press Council.
            case pressCouncil = "press_council"
            /// It was not to be published, or not so.
            case mistake
            /// Whoever it came from took it back.
            case source
            /// A court ordered it.
            case court
        }
    }
}
