/// Where a working copy stands on the desk, on its way to being published.
///
/// What readers see of the story is another matter (``PublicState``).
public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// It is being written, or was sent back.
    case draft
    /// Its writer is done and hands it to the desk.
    case submitted
    /// Somebody has written in it since.
    case inEdit = "in_edit"
    /// It may be published as it is.
    case approved
}
