extension Permission.Reason {
    /// Whether it is the member who may not, and not the story that cannot.
    public var isOfRights: Bool {
        switch self {
        case .deactivated, .needsEditor, .needsManagingEditor, .needsAdministrator, .otherSection, .othersStory,
            .withDesk:
            true
        case .heldByOther, .heldAlready, .heldByNobody, .nothingWritten, .submittedAlready, .notSubmitted,
            .approvedAlready, .publishedAlready, .liveAlready, .takenBack, .notLive, .unverifiedAlready, .notUnverified,
            .notTakenBack, .withReaders, .embargoed, .knownToReaders, .notScheduled, .neverPublic, .notPublicYet, .held,
            .withdrawnAlready:
            false
        }
    }

    /// What an error says; the newsroom's pages have words of their own for it, by the raw value.
    public var sentence: String {
        switch self {
        case .deactivated: "This account is deactivated; ask an administrator."
        case .needsEditor: "An editor may do this; hand the text in, and the desk goes on with it."
        case .needsManagingEditor: "A managing editor may do this; ask one."
        case .needsAdministrator: "An administrator may do this; ask one."
        case .otherSection: "The story is in a section that is not yours; ask an editor of that section."
        case .othersStory: "Somebody else is writing this story; ask an editor."
        case .withDesk: "The desk has this text; ask for it to be sent back."
        case .heldByOther: "Somebody else has this story in hand; ask for it to be handed over."
        case .heldAlready: "You have this story in hand already."
        case .heldByNobody: "Nobody has this story in hand."
        case .nothingWritten: "Nobody is writing in this story; there is no working copy."
        case .submittedAlready: "The text was handed in already."
        case .notSubmitted: "The text is with its writer; it has to be handed in first."
        case .approvedAlready: "The text is approved already."
        case .publishedAlready: "Readers see this text already; there is nothing to publish."
        case .liveAlready: "Readers see this story already; publish what is new as an update."
        case .takenBack: "The story was taken from readers; it can be brought back."
        case .notLive: "Readers do not see this story; there is nothing to update or to correct."
        case .unverifiedAlready: "Readers are told already that the story is not verified."
        case .notUnverified: "Nothing in the story waits to be verified."
        case .notTakenBack: "Nobody took this story from readers; there is nothing to bring back."
        case .withReaders: "Readers see this story already; if it may not be public, withdraw it."
        case .embargoed: "The story is under embargo; it can be published when that ends."
        case .knownToReaders: "Readers know this story already; it can be published, not scheduled."
        case .notScheduled: "The story is not scheduled."
        case .neverPublic: "The story was never public; there is nothing to withdraw."
        case .notPublicYet: "The story is not public yet; take its schedule back instead."
        case .held: "The story is held, and no reader sees it; there is nothing to withdraw."
        case .withdrawnAlready: "The story is withdrawn already."
        }
    }
}
