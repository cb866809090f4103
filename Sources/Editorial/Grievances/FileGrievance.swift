internal import Logging
public import News
internal import Storage

extension Desk {
    /// What stands in a form for a right of reply or a complaint, so that it is taken once, however often it is sent.
    public static func newGrievanceToken() -> String { Secret().text }

    /// Takes what somebody outside holds against a story, and tells the editors of its section.
    ///
    /// What is sent twice by one form is taken once, and has one receipt.
    /// - Parameters:
    ///   - kind: A right of reply, or a complaint.
    ///   - story: Which story it is about: one that readers can open, or that was withdrawn.
    ///   - draft: What was written, as `GrievanceDraft.checked` gives it.
    ///   - token: Of the form.
    ///   - caller: From where.
    /// - Returns: The secret by which the sender sees how it stands; the store has its digest alone.
    /// - Throws: `notFound` where readers have no such story; `invalid` where the token is none; `throttled` where a network
    ///   sends too much; `unavailable` where all together do, or the store takes nothing.
    public func fileGrievance(
        _ kind: Grievance.Kind,
        about story: StoryNumber,
        _ draft: GrievanceDraft,
        token: String,
        from caller: Caller
    ) async throws -> String {
        guard Secret(shown: token) != nil else {
            throw NewsError(.invalid, "The form is not one of ours; open its page again.")
        }
        let sent = [
            token, kind.rawValue, "\(story)", draft.name, draft.email, draft.phone, draft.relation, draft.quoted,
            draft.words,
        ]
        let form = Secret.digest(of: sent.joined(separator: "\u{0}"))
        let secret = try await grievanceKey().secret(of: form)
        let digest = Secret.digest(of: secret)
        let now = clock()
        // Whoever floods the forms must not keep writers waiting.
        let known = try await store.read { transaction in
            if try transaction.grievance(digest: digest) != nil { return true }
            guard try transaction.readersAddress(of: story) != nil else {
                throw NewsError(.notFound, "There is no such story.")
            }
            try transaction.mustNotFlood(from: caller, at: now)
            return false
        }
        if known { return secret }
        let number = try await store.write { [mail] transaction -> Int64? in
            if try transaction.grievance(digest: digest) != nil { return nil }
            try transaction.mustNotFlood(from: caller, at: now)
            try transaction.charge([ofNetwork(caller), ofSite(transaction.siteNumber)], at: now)
            let clocks = try transaction.site()?.clocks ?? .usual
            let grievance = Grievance(
                number: 0,
                kind: kind,
                story: story,
                state: .open,
                received: now,
                due: clocks.due(kind, receivedAt: now),
                sender: Grievance.Sender(
                    name: draft.name,
                    email: draft.email,
                    phone: draft.phone,
                    relation: draft.relation
                ),
                quoted: draft.quoted,
                words: draft.words
            )
            let number = try transaction.add(grievance, form: form, digest: digest)
            try transaction.confirm(number, draft, mail, at: now)
            try transaction.tellEditors(of: grievance, number, at: now)
            return number
        }
        if let number { logger.info("grievance received", metadata: ["number": "\(number)", "story": "\(story)"]) }
        return secret
    }

    /// How something stands that its sender asks about by their secret.
    /// - Throws: `notFound` where nobody was given that secret.
    public func openGrievance(secret: String) async throws -> (grievance: Grievance, records: [GrievanceRecord]) {
        try await store.read { transaction in
            guard let secret = Secret(shown: secret), let known = try transaction.grievance(digest: secret.digest)
            else {
                throw NewsError(.notFound, "There is nothing at this address.")
            }
            return (known, try transaction.records(of: known.number))
        }
    }

    /// Ends what nobody decided in a year, and erases what ended a year ago: who sent it, and all that was written.
    ///
    /// The rest of the record stays, and so does the story of a reply.
    public func eraseGrievances() async throws {
        let now = clock()
        let start = now.adding(seconds: -Grievance.patience)
        let end = now.adding(seconds: -Grievance.memory)
        let most = 100
        while try await store.write({ try $0.lapseGrievances(receivedBefore: start, limit: most, at: now) }) == most {}
        while try await store.write({ try $0.eraseGrievances(endedBefore: end, limit: most, at: now) }) == most {}
    }
}

// By what those are counted who send too much; under digests, as for the sign-in.

private func ofNetwork(_ caller: Caller) -> Counted {
    (Secret.digest(of: "grievance network\n\(caller.network)"), .grievanceNetwork)
}

private func ofSite(_ site: SiteNumber) -> Counted {
    (Secret.digest(of: "grievance site\n\(site)"), .grievanceSite)
}

/// Letters to an address that nobody has proven to be theirs; many providers deliver `sari+x@` to `sari@`.
private func ofAddress(_ email: EmailAddress) -> Counted {
    let mailbox = email.key.replacing(/\+[^@]*@/, with: "@")
    return (Secret.digest(of: "grievance address\n\(mailbox)"), .grievanceAddress)
}

extension ReadTransaction {
    fileprivate func mustNotFlood(from caller: Caller, at now: Timestamp) throws {
        guard try wait([ofNetwork(caller)], at: now) == 0 else {
            throw NewsError(.throttled, "Too much was sent from this network; send it again in some minutes.")
        }
        guard try wait([ofSite(siteNumber)], at: now) == 0 else {
            throw NewsError(.unavailable, "Too much is sent to the newsroom now; send it again in some minutes.")
        }
    }
}

extension WriteTransaction {
    /// Adds the first line of its record.
    ///
    /// Its letter is left out where the address was sent some of late: whoever sends forms in a stranger's name fills no
    /// mailbox, and keeps nobody from being heard.
    fileprivate func confirm(_ number: Int64, _ draft: GrievanceDraft, _ mail: OutgoingMail, at now: Timestamp) throws {
        let record = GrievanceRecord(at: now, act: .received, actor: nil)
        let address = ofAddress(try EmailAddress(draft.email))
        guard mail.isOn, try wait([address], at: now) == 0 else {
            try note(record, of: number)
            return
        }
        try charge([address], at: now)
        try tell(record, of: number, mail)
    }

    /// Tells those who may decide it; its number alone, as a notification is no place for what strangers write.
    fileprivate func tellEditors(of grievance: Grievance, _ number: Int64, at now: Timestamp) throws {
        guard let story = try publishedStory(grievance.story, withBody: false) else { return }
        let kind: Notification.Kind = grievance.kind == .reply ? .replyAsked : .complaintReceived
        try tellDesk(
            of: story.copy.section,
            kind,
            of: grievance.story,
            by: .guest("reader"),
            saying: "\(number)",
            at: now
        )
    }
}
