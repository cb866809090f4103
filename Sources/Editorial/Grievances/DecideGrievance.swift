internal import Logging
public import News
internal import Storage

extension Desk {
    /// Takes a step with a right of reply or a complaint, and adds it to the record that nobody edits.
    ///
    /// A reply that is granted becomes a story of its own on the desk, in the section of the story that it answers, with the
    /// sender's text; from then on each leads to the other as far as readers can open it.
    /// - Parameters:
    ///   - step: What is done.
    ///   - number: Its receipt number.
    ///   - named: What the story of a granted reply begins with.
    ///   - member: Who does it.
    ///   - caller: From where.
    /// - Returns: How it stands now.
    /// - Throws: `refused` where the member may not, it was decided already, or the guidelines do not allow that refusal;
    ///   `invalid` where the step is none for it; `notFound`.
    @discardableResult
    public func perform(
        _ step: GrievanceStep,
        onGrievance number: Int64,
        named: ReplyWords,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> Grievance {
        let grievance = try await withRights(from: caller.address) { [mail] transaction, now in
            guard var grievance = try transaction.grievance(number) else {
                throw NewsError(.notFound, "Nothing has the number \(number).")
            }
            let story = try transaction.existing(grievance.story)
            let member = try transaction.allow(member, to: .answerReader, story, at: now)
            let facts = GrievanceFacts(
                firstPublic: story.firstPublic,
                characters: story.published?.body.text.count ?? 0,
                corrections: Set(story.corrections.map { Int64($0.number) })
            )
            let record = try grievance.take(step, facts, by: member, at: now)
            if step == .grant { grievance.reply = try transaction.beginReply(grievance, to: story, named, member, now) }
            try transaction.keep(grievance)
            try transaction.tell(record, of: number, mail)
            return grievance
        }
        logger.info("grievance: \(step.name)", metadata: ["number": "\(number)", "member": "\(member)"])
        return grievance
    }
}

/// Words of the newspaper's language with which the story of a granted reply begins.
public struct ReplyWords: Hashable, Sendable {
    /// Its headline, which the desk may change.
    public let headline: String
    /// What kind of story it is called.
    public let genre: String

    public init(headline: String, genre: String) {
        self.headline = headline
        self.genre = genre
    }
}

extension WriteTransaction {
    /// Begins the story of a granted reply, and tells the journal of the one that it answers, whose page changes by it.
    fileprivate func beginReply(
        _ grievance: Grievance,
        to answered: Story,
        _ words: ReplyWords,
        _ member: Member,
        _ now: Timestamp
    ) throws -> StoryNumber {
        let origin = answered.copy
        var copy = Copy(
            headline: words.headline,
            body: Body(text: grievance.words.replacing("\n", with: "\n\n")),
            section: origin.section,
            language: origin.language,
            zone: origin.zone
        )
        copy.genre = words.genre
        var chance = SystemRandomNumberGenerator()
        let story = Story(begunWith: copy, uri: Identifier.new(using: &chance), by: member.actor, at: now)
        let reply = try add(story, actor: member.actor, now: now)
        try append(
            JournalEntry(
                at: now,
                act: .replyGranted,
                story: answered.number,
                actor: member.actor,
                reason: "\(reply.number)",
                topics: [.story(answered.number)]
            )
        )
        return reply.number
    }
}

extension GrievanceStep {
    /// For the log.
    fileprivate var name: String {
        switch self {
        case .take: "taken"
        case .letGo: "let go"
        case .tell: "told"
        case .grant: "granted"
        case .refuse(let refusal, _): "refused, \(refusal.rawValue)"
        case .answer: "answered"
        case .dismiss: "dismissed"
        }
    }
}
