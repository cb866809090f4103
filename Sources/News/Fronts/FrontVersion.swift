/// A front in one of its versions, as somebody arranged it.
///
/// A version is kept as it was; what somebody does to a front makes another. The newest is the draft, the newest that was
/// launched is what readers have.
public struct FrontVersion: Hashable, Sendable {
    /// What was done: a closed set, and the store has a row for each.
    public enum Act: String, Hashable, Sendable, CaseIterable {
        /// The draft was changed.
        case arranged
        /// Readers have it from then on.
        case launched
        /// The draft was made what readers have.
        case discarded
        /// Readers have again what they had in an earlier version.
        case restored
    }

    public let front: Front
    /// Counts up from 1 on each front.
    public let number: Int
    public let at: Timestamp
    public let actor: Actor
    public let act: Act
    /// Counts what readers were given on all fronts of the newspaper; nil for a draft.
    public let launch: Int?
    public let arrangement: FrontArrangement

    /// A version as it is stored.
    public init(
        front: Front,
        number: Int,
        at: Timestamp,
        actor: Actor,
        act: Act,
        launch: Int?,
        arrangement: FrontArrangement
    ) {
        self.front = front
        self.number = number
        self.at = at
        self.actor = actor
        self.act = act
        self.launch = launch
        self.arrangement = arrangement
    }
}
