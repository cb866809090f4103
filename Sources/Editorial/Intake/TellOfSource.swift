internal import News
internal import Storage

// Where ours followed a source and the desk has written in it since, the source's next word needs somebody to look at it:
// Pedoman Pemberitaan Media Siber (Dewan Pers, 2012), 4(d) and 5(b).

extension Inbox {
    /// Tells the desk of a section, once for each version, what the source of one of its stories did.
    /// - Parameters:
    ///   - decision: What is done with the copy.
    ///   - story: As it was before that.
    func tellOfSource(_ decision: WireDecision, _ item: WireItem, _ story: Story) throws {
        guard let kind = decision.news, try transaction.isEditedByHand(story) else { return }
        let version = item.isDated ? item.version : now
        let words =
            kind == .sourceWithdrew
            ? item.withdrawalReason.collapsedWhitespace : RFC3339.write(version, zone: story.copy.zone)
        // A copy that the desk keeps back leaves no trace in the story, and comes again.
        if decision == .keptBack, try transaction.wasTold(kind, of: story.number, saying: words) { return }
        try transaction.tellDesk(
            of: story.copy.section,
            kind,
            of: story.number,
            by: actor,
            saying: words,
            at: now
        )
    }
}

extension WireDecision {
    /// What the desk is told of it; nil where there is nothing new.
    fileprivate var news: Notification.Kind? {
        switch self {
        case .take(under: nil, remembering: _), .keptBack: .sourceCorrected
        case .take, .obey: .sourceWithdrew
        case .unchanged, .outdated, .remember: nil
        }
    }
}

extension ReadTransaction {
    /// Whether what readers have of a story, or what is being written in it, is a member's and not the wire's.
    fileprivate func isEditedByHand(_ story: Story) throws -> Bool {
        if story.state == .withdrawn { return false }
        if story.workingCopy?.isDesks == true { return true }
        guard story.decidedBy == .desk, case .member? = try publisher(of: story) else { return false }
        return true
    }
}
