/// What somebody may want to do in the newsroom.
public enum Verb: String, Hashable, Sendable, CaseIterable {
    /// Begin a story.
    case begin
    /// Write in a story's working copy.
    case write
    /// Hand the working copy to the desk.
    case submit
    /// Give it back to its writer, with a reason.
    case sendBack = "send_back"
    /// Say that it may be published as it is.
    case approve
    /// Let readers see a story that they do not know yet.
    case publish
    /// Pass it for a time that is ahead.
    case schedule
    /// Take that back.
    case unschedule
    /// Give readers of a live story the text that the desk has written since.
    case update
    /// Tell readers of a live story what was wrong in it, with that text.
    case correct
    /// Let readers have a story that is not verified, which tells them so.
    case reportUnverified = "report_unverified"
    /// Tell readers what verified it.
    case verify
    /// Say that somebody paid for a story, or that nobody did.
    case label
    /// Say before which time a story may not be public, move that time, or lift it.
    case embargo
    /// Take a public story back.
    case withdraw
    /// Let readers see again what was taken from them.
    case bringBack = "bring_back"
    /// Say what is asked of a story: how pressing, until when, how long, with what care.
    case plan
    /// Take a story in hand.
    case claim
    /// Give it into somebody's hands.
    case handOver = "hand_over"
    /// Let it go.
    case letGo = "let_go"
    /// Show a text to somebody outside the newsroom.
    case inviteGuest = "invite_guest"
    /// Write to others about its text, answer them, and say that a note is done with.
    case note
    /// Decide what people outside hold against a story: rights of reply, complaints.
    case answerReader = "answer_reader"
    /// Place stories on fronts by hand, and give readers what was arranged.
    case arrangeFronts = "arrange_fronts"
    /// Set the line of breaking news that every page shows, and take it down.
    case announce
    /// Write the pages that press law asks for: imprint, guidelines, how to reply and to complain.
    case writePages = "write_pages"
    /// Add, change, invite and deactivate members.
    case manageMembers = "manage_members"
}
