/// Whether somebody may do something now; if not, why, as the button and the refusal say alike.
public enum Permission: Hashable, Sendable {
    case allowed
    case refused(Reason)

    /// Why something is refused: a closed set, for which the newsroom's strings have the words.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The member is deactivated.
        case deactivated
        /// Editors do this, and those above them.
        case needsEditor = "needs_editor"
        /// Managing editors do this, and administrators.
        case needsManagingEditor = "needs_managing_editor"
        /// Administrators do this.
        case needsAdministrator = "needs_administrator"
        /// The story is, or would be, in a section that is not the member's.
        case otherSection = "other_section"
        /// Somebody else began the story.
        case othersStory = "others_story"
        /// The text was handed in; its writer may go on when it is sent back.
        case withDesk = "with_desk"
        /// Somebody else has the story in hand.
        case heldByOther = "held_by_other"
        /// The member has the story in hand.
        case heldAlready = "held_already"
        /// Nobody has the story in hand.
        case heldByNobody = "held_by_nobody"
        /// There is no working copy: nobody is writing anything that readers do not have.
        case nothingWritten = "nothing_written"
        /// The working copy was handed in already.
        case submittedAlready = "submitted_already"
        /// Nobody has handed the working copy in.
        case notSubmitted = "not_submitted"
        /// The working copy is approved already.
        case approvedAlready = "approved_already"
        /// Readers see all that is written.
        case publishedAlready = "published_already"
        /// Readers see the story, so that what is new comes to them as an update.
        case liveAlready = "live_already"
        /// Readers knew the story and it was taken from them, so that it is brought back.
        case takenBack = "taken_back"
        /// Readers do not see the story, so that there is nothing to update or to correct.
        case notLive = "not_live"
        /// Readers are told already that the story is not verified.
        case unverifiedAlready = "unverified_already"
        /// Nothing in the story waits to be verified.
        case notUnverified = "not_unverified"
        /// Nobody took the story from readers.
        case notTakenBack = "not_taken_back"
        /// Readers see the story, and no embargo takes it from them.
        case withReaders = "with_readers"
        /// The embargo has not ended.
        case embargoed
        /// Readers know the story already, so that it can be published and not scheduled.
        case knownToReaders = "known_to_readers"
        /// The story is not scheduled.
        case notScheduled = "not_scheduled"
        /// The story was never public.
        case neverPublic = "never_public"
        /// The story waits for its time; no reader sees it yet.
        case notPublicYet = "not_public_yet"
        /// The story is held; no reader sees it.
        case held
        /// The story is withdrawn already.
        case withdrawnAlready = "withdrawn_already"
    }

    public var isAllowed: Bool { self == .allowed }

    /// Why not; nil where it is allowed.
    public var reason: Reason? {
        if case .refused(let reason) = self { reason } else { nil }
    }
}
