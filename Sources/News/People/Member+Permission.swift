extension Member {
    /// Whether the member may do something with a story now; if not, why.
    ///
    /// Rights come first: whoever may not do a thing at all is not told where the story stands.
    /// - Parameters:
    ///   - verb: What they want to do.
    ///   - story: The story, or nil to ask of the role alone: whether there is any story for which it could be allowed.
    public func permission(to verb: Verb, _ story: StoryFacts? = nil) -> Permission {
        if let reason = isActive ? lacksRight(to: verb, story) : .deactivated { return .refused(reason) }
        if let reason = story?.prevents(verb) { return .refused(reason) }
        return .allowed
    }

    private func lacksRight(to verb: Verb, _ story: StoryFacts?) -> Permission.Reason? {
        switch verb {
        case .begin: lacksSection(of: story)
        case .write, .submit: lacksWritersRight(to: verb, story)
        case .bringBack where story?.state == .withdrawn && role == .editor: .needsManagingEditor
        case .sendBack, .approve, .publish, .schedule, .unschedule, .update, .correct, .reportUnverified, .verify,
            .label, .embargo, .bringBack, .inviteGuest, .answerReader:
            role == .reporter ? .needsEditor : lacksSection(of: story)
        case .withdraw: role.isAboveSections ? nil : .needsManagingEditor
        case .plan, .claim: lacksHand(in: story)
        // What somebody began may lie in an editor's hands, and is not theirs to take from there.
        case .handOver where story?.claim == .others, .letGo where story?.claim == .others:
            role == .reporter ? .heldByOther : lacksSection(of: story)
        case .handOver, .letGo: lacksHand(in: story)
        case .note: nil
        case .announce, .arrangeFronts: role == .reporter ? .needsEditor : nil
        case .writePages: role.isAboveSections ? nil : .needsManagingEditor
        case .manageMembers: role == .administrator ? nil : .needsAdministrator
        }
    }

    /// Whoever began a story or was given it has a say in who does what about it, and so has the desk of its section.
    private func lacksHand(in story: StoryFacts?) -> Permission.Reason? {
        guard let story, !story.isOwn else { return nil }
        return role == .reporter ? .othersStory : lacksSection(of: story)
    }

    /// Whoever began a story or has it in hand writes in it until it is handed in, and again once it is sent back,
    /// whatever section it has come to; the desk of its section writes at any time.
    private func lacksWritersRight(to verb: Verb, _ story: StoryFacts?) -> Permission.Reason? {
        guard let story else { return nil }
        let isWithWriter = story.stage == nil || story.stage == .draft
        if story.isOwn, isWithWriter || verb == .submit { return nil }
        guard role == .reporter else { return lacksSection(of: story) }
        return story.isOwn ? .withDesk : .othersStory
    }

    private func lacksSection(of story: StoryFacts?) -> Permission.Reason? {
        guard let story, !role.isAboveSections, !sections.isEmpty else { return nil }
        return story.sections.isSubset(of: sections) ? nil : .otherSection
    }
}

extension Role {
    /// Whether it works in all sections, whatever is said of the member.
    public var isAboveSections: Bool {
        switch self {
        case .reporter, .editor: false
        case .managingEditor, .administrator: true
        }
    }
}

extension StoryFacts {
    /// Why nobody can do this with the story as it stands; the rules of `Workflow` say the same.
    fileprivate func prevents(_ verb: Verb) -> Permission.Reason? {
        switch verb {
        case .begin, .write, .label, .plan, .handOver, .inviteGuest, .note, .answerReader, .announce,
            .arrangeFronts, .writePages, .manageMembers:
            nil
        case .claim: claim == .own ? .heldAlready : claim == .others ? .heldByOther : nil
        case .letGo: claim == .nobodys ? .heldByNobody : nil
        case .submit: stage == nil ? .nothingWritten : stage == .draft ? nil : .submittedAlready
        case .sendBack: stage == nil ? .nothingWritten : stage == .draft ? .notSubmitted : nil
        case .approve: preventsApproval
        case .publish: preventsPublication
        case .update: state != .live ? .notLive : stage == nil ? .publishedAlready : isEmbargoed ? .embargoed : nil
        case .correct: state != .live ? .notLive : isEmbargoed ? .embargoed : nil
        case .reportUnverified:
            state == .held || state == .withdrawn
                ? .takenBack : hasOpenReport ? .unverifiedAlready : isEmbargoed ? .embargoed : nil
        case .verify: state != .live ? .notLive : !hasOpenReport ? .notUnverified : isEmbargoed ? .embargoed : nil
        case .bringBack: state == .held || state == .withdrawn ? isEmbargoed ? .embargoed : nil : .notTakenBack
        case .embargo: state == .live ? .withReaders : nil
        case .schedule: wasPublic || !(state == .never || state == .scheduled) ? .knownToReaders : nil
        case .unschedule: state == .scheduled ? nil : .notScheduled
        case .withdraw: preventsWithdrawal
        }
    }

    private var preventsPublication: Permission.Reason? {
        switch state {
        case .never, .scheduled: isEmbargoed ? .embargoed : nil
        case .live: stage == nil ? .publishedAlready : .liveAlready
        case .held, .withdrawn: .takenBack
        }
    }

    private var preventsApproval: Permission.Reason? {
        switch stage {
        case nil: .nothingWritten
        case .draft: .notSubmitted
        case .approved: .approvedAlready
        case .submitted, .inEdit: nil
        }
    }

    private var preventsWithdrawal: Permission.Reason? {
        switch state {
        case .live: nil
        case .never: .neverPublic
        case .scheduled: .notPublicYet
        case .held: .held
        case .withdrawn: .withdrawnAlready
        }
    }
}
