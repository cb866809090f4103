/// What somebody is in the newsroom; what each may do is said by ``Member/permission(to:_:)``.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Writes, and hands in what was written.
    case reporter
    /// Passes copy for readers, in sections of their own or in all.
    case editor
    /// Answers for the whole newspaper: all sections, withdrawals too.
    case managingEditor = "managing_editor"
    /// Manages the people of the newsroom; with copy, has the rights of a managing editor.
    case administrator
}
