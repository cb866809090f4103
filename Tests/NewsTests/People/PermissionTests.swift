import TestSupport
import Testing

@testable import News

/// Who may do what: each role with each verb, on each stage and in each state, in sections of their own and others', with
/// a story of their own and somebody else's.
@Suite struct PermissionTests {
    private typealias Reason = Permission.Reason

    /// Rights, as they are written on the wall: a row for each verb, a column for each situation.
    ///
    /// First a reporter, then an editor: in a section of theirs (or with all), then in another one; each with a story of
    /// their own that is with its writer, one of their own that is with the desk, and somebody else's. Then a managing
    /// editor, then an administrator.
    private static let rights = """
        begin             ... sss   ... sss   . .
        write             .do .do   ... .ss   . .
        submit            ..o ..o   ... ..s   . .
        send_back         eee eee   ... sss   . .
        approve           eee eee   ... sss   . .
        publish           eee eee   ... sss   . .
        update            eee eee   ... sss   . .
        correct           eee eee   ... sss   . .
        report_unverified eee eee   ... sss   . .
        verify            eee eee   ... sss   . .
        label             eee eee   ... sss   . .
        embargo           eee eee   ... sss   . .
        bring_back        eee eee   ... sss   . .
        taken back        eee eee   mmm mmm   . .
        schedule          eee eee   ... sss   . .
        unschedule        eee eee   ... sss   . .
        withdraw          mmm mmm   mmm mmm   . .
        plan              ..o ..o   ... ..s   . .
        claim             ..o ..o   ... ..s   . .
        hand_over         ..o ..o   ... ..s   . .
        let_go            ..o ..o   ... ..s   . .
        invite_guest      eee eee   ... sss   . .
        note              ... ...   ... ...   . .
        answer_reader     eee eee   ... sss   . .
        arrange_fronts    eee eee   ... ...   . .
        announce          eee eee   ... ...   . .
        write_pages       mmm mmm   mmm mmm   . .
        others' hands     hhh hhh   ... sss   . .
        manage_members    aaa aaa   aaa aaa   a .
        """

    private static let signs: [Character: Reason] = [
        "s": .otherSection, "o": .othersStory, "d": .withDesk, "e": .needsEditor, "m": .needsManagingEditor,
        "a": .needsAdministrator, "h": .heldByOther,
    ]

    /// The row of a verb; to bring back what was withdrawn has one of its own, and so has what lies in others' hands.
    private static let rows: [String: [Character]] = Dictionary(
        uniqueKeysWithValues: rights.split(separator: "\n").map { line in
            (line.prefix(18).trimmingSpaces, line.dropFirst(18).filter { $0 != " " })
        }
    )

    private static func right(_ role: Role, _ verb: Verb, _ facts: StoryFacts, isHere: Bool) throws -> Reason? {
        let isWithWriter = facts.stage == nil || facts.stage == .draft
        let story = facts.isOwn ? (isWithWriter ? 0 : 1) : 2
        let column =
            switch role {
            case .reporter: story + (isHere ? 0 : 3)
            case .editor: story + (isHere ? 6 : 9)
            case .managingEditor: 12
            case .administrator: 13
            }
        let isTaken = facts.claim == .others && (verb == .handOver || verb == .letGo)
        let name =
            isTaken ? "others' hands" : verb == .bringBack && facts.state == .withdrawn ? "taken back" : verb.rawValue
        return signs[try #require(rows[name])[column]]
    }

    /// What no right changes: where the story stands.
    private static func obstacle(_ verb: Verb, _ facts: StoryFacts) -> Reason? {
        let stage: [Stage?: [Verb: Reason]] = [
            nil: [.submit: .nothingWritten, .sendBack: .nothingWritten, .approve: .nothingWritten],
            .draft: [.sendBack: .notSubmitted, .approve: .notSubmitted],
            .submitted: [.submit: .submittedAlready],
            .inEdit: [.submit: .submittedAlready],
            .approved: [.submit: .submittedAlready, .approve: .approvedAlready],
        ]
        let state: [PublicState: [Verb: Reason]] = [
            .never: [
                .unschedule: .notScheduled, .withdraw: .neverPublic, .update: .notLive, .correct: .notLive,
                .verify: .notLive, .bringBack: .notTakenBack,
            ],
            .scheduled: [
                .withdraw: .notPublicYet, .update: .notLive, .correct: .notLive, .verify: .notLive,
                .bringBack: .notTakenBack,
            ],
            .live: [
                .verify: .notUnverified,
                .schedule: .knownToReaders, .unschedule: .notScheduled, .publish: .liveAlready,
                .bringBack: .notTakenBack, .embargo: .withReaders,
            ],
            .held: [
                .schedule: .knownToReaders, .unschedule: .notScheduled, .withdraw: .held, .publish: .takenBack,
                .update: .notLive, .correct: .notLive, .reportUnverified: .takenBack, .verify: .notLive,
            ],
            .withdrawn: [
                .schedule: .knownToReaders, .unschedule: .notScheduled, .withdraw: .withdrawnAlready,
                .publish: .takenBack, .update: .notLive, .correct: .notLive, .reportUnverified: .takenBack,
                .verify: .notLive,
            ],
        ]
        let passes = verb == .publish || verb == .update
        if passes, facts.state == .live, facts.stage == nil { return .publishedAlready }
        let shows = passes || [.correct, .reportUnverified, .bringBack].contains(verb)
        if shows, facts.isEmbargoed, state[facts.state]?[verb] == nil { return .embargoed }
        if verb == .schedule, facts.wasPublic { return .knownToReaders }
        if verb == .claim { return [.nobodys: nil, .own: .heldAlready, .others: .heldByOther][facts.claim] ?? nil }
        if verb == .letGo, facts.claim == .nobodys { return .heldByNobody }
        return stage[facts.stage]?[verb] ?? state[facts.state]?[verb]
    }

    private static let stages: [Stage?] = [nil] + Stage.allCases

    @Test(arguments: Role.allCases, Verb.allCases)
    func `each role may do with each story what the table says`(role: Role, verb: Verb) throws {
        var count = 0
        for sections: Set<Slug> in [[], [Section.dunia.slug], [Section.politik.slug]] {
            let member = Member.sample(role, sections: sections)
            for stage in Self.stages {
                for state in PublicState.allCases {
                    for flags in 0..<24 {
                        let facts = StoryFacts(
                            stage: stage,
                            state: state,
                            sections: [Section.dunia.slug],
                            isOwn: flags & 1 == 0,
                            claim: StoryFacts.Claim.allCases[flags / 8],
                            wasPublic: flags & 2 == 0,
                            isEmbargoed: flags & 4 == 0
                        )
                        let isHere = sections != [Section.politik.slug]
                        let reason =
                            try Self.right(role, verb, facts, isHere: isHere) ?? Self.obstacle(verb, facts)
                        #expect(member.permission(to: verb, facts).reason == reason, "\(role) \(verb) \(facts)")
                        #expect(member.active(false).permission(to: verb, facts) == .refused(.deactivated))
                        count += 1
                    }
                }
            }
        }
        #expect(count == 3 * 5 * 5 * 24)
    }

    @Test(arguments: Role.allCases, Verb.allCases)
    func `asked without a story, a right is there if it is for any story`(role: Role, verb: Verb) throws {
        let member = Member.sample(role, sections: [Section.dunia.slug])
        let general = member.permission(to: verb)
        let facts = Self.stages.flatMap { stage in
            PublicState.allCases.flatMap { state in
                [true, false].flatMap { isOwn in
                    StoryFacts.Claim.allCases.map { claim in
                        StoryFacts(
                            stage: stage,
                            state: state,
                            sections: [Section.dunia.slug],
                            isOwn: isOwn,
                            claim: claim,
                            hasOpenReport: !isOwn
                        )
                    }
                }
            }
        }
        #expect(general.isAllowed == facts.contains { member.permission(to: verb, $0).isAllowed })
    }

    @Test func `a story that moves between sections is for whoever works in both`() {
        let facts = StoryFacts(
            stage: .approved,
            state: .live,
            sections: [Section.dunia.slug, Section.politik.slug],
            isOwn: false
        )
        let one = Member.sample(.editor, sections: [Section.dunia.slug])
        let both = Member.sample(.editor, sections: [Section.dunia.slug, Section.politik.slug])
        #expect(one.permission(to: .update, facts) == .refused(.otherSection))
        #expect(both.permission(to: .update, facts) == .allowed)
    }

    @Test func `the facts of a story are those of both its texts, and of who began it`() throws {
        var story = Story.sample(1, state: .live)
        var copy = Copy.sample
        copy.section = .politik
        let base = story.openWorkingCopy(by: "citra", at: .sampleNow).base
        _ = try story.saveWorkingCopy(copy, madeFrom: base, by: "citra", at: .sampleNow)
        story.embargoedUntil = .sampleNow.adding(seconds: 1)
        let citra = Member.sample(.reporter)
        let facts = StoryFacts(story, begunBy: citra.actor, StoryTask(), for: citra, at: .sampleNow)
        #expect(facts.sections == [Section.dunia.slug, Section.politik.slug])
        #expect(facts.isOwn && facts.wasPublic && facts.isEmbargoed && facts.stage == .draft && facts.state == .live)
        let later = StoryFacts(story, begunBy: "wire:afp", StoryTask(), for: citra, at: .sampleNow.adding(seconds: 1))
        #expect(!later.isOwn && !later.isEmbargoed && later.claim == .nobodys)
        let held = StoryFacts(story, begunBy: nil, StoryTask(holder: citra.number), for: citra, at: .sampleNow)
        #expect(held.isOwn && held.claim == .own)
        let other = StoryTask(holder: MemberNumber(rawValue: 9))
        #expect(StoryFacts(story, begunBy: nil, other, for: citra, at: .sampleNow).claim == .others)
    }

    /// The rules of the workflow refuse what the button says is impossible, and nothing else.
    @Test(arguments: PublicState.allCases, [nil, Stage.draft, .submitted, .inEdit, .approved])
    func `what a managing editor may do is what the story's own rules let happen`(
        state: PublicState,
        stage: Stage?
    ) throws {
        var story = Story.sample(1, state: state)
        if let stage { try story.bring(to: stage) }
        guard story.workingCopy?.stage == stage else { return }
        let now = Timestamp.sampleNow
        let member = Member.sample(.managingEditor)
        let facts = StoryFacts(story, begunBy: nil, StoryTask(), for: member, at: now)
        let verbs: [(Verb, (inout Story) throws -> Void)] = [
            (.submit, { _ = try $0.submit() }), (.sendBack, { _ = try $0.sendBack(because: "x") }),
            (.approve, { _ = try $0.approve() }), (.publish, { _ = try $0.publish(by: "dewi", at: now) }),
            (.update, { _ = try $0.update(by: "dewi", at: now) }),
            (
                .correct,
                {
                    _ = try $0.correct(
                        Correction.Draft(kind: .correction, place: .below, words: "x"),
                        by: "dewi",
                        at: now
                    )
                }
            ),
            (
                .reportUnverified,
                {
                    let conditions = Set(UnverifiedReport.Condition.allCases)
                    let draft = UnverifiedReport.Draft(words: "x", conditions: conditions)
                    _ = try $0.reportUnverified(draft, by: "dewi", at: now)
                }
            ),
            (.verify, { _ = try $0.verify(in: StoryNumber(rawValue: 7), by: "dewi", at: now) }),
            (
                .label,
                {
                    let paid = PaidContent(label: .advertorial, payer: "x")
                    _ = try $0.label(paid, isReply: false, by: "dewi", at: now)
                }
            ),
            (.bringBack, { _ = try $0.bringBack(because: "x", by: "dewi", at: now) }),
            (.embargo, { _ = try $0.embargo(until: now.adding(seconds: 60), by: "dewi", at: now) }),
            (.schedule, { _ = try $0.schedule(for: now.adding(seconds: 60), by: "dewi", at: now) }),
            (.unschedule, { _ = try $0.unschedule(by: "dewi", at: now) }),
            (.withdraw, { _ = try $0.withdraw(on: .mistake, because: "x", by: "dewi", at: now) }),
        ]
        for (verb, act) in verbs {
            var copy = story
            var isRefused = false
            do { try act(&copy) } catch let error as NewsError { isRefused = error.code == .refused }
            #expect(member.permission(to: verb, facts).isAllowed == !isRefused, "\(verb) of a story that is \(state)")
        }
    }

    @Test func `each reason has a sentence and a key of its own`() {
        #expect(Set(Permission.Reason.allCases.map(\.sentence)).count == Permission.Reason.allCases.count)
        for reason in Permission.Reason.allCases {
            #expect(reason.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
        }
    }
}

extension Story {
    fileprivate mutating func bring(to stage: Stage) throws {
        if workingCopy == nil { try write("Baru") }
        guard stage != .draft else { return }
        _ = try submit()
        if stage == .inEdit { try write("Lagi") }
        if stage == .approved { _ = try approve() }
    }

    private mutating func write(_ headline: String) throws {
        var copy = Copy.sample
        copy.headline = headline
        let base = openWorkingCopy(by: "citra", at: .sampleNow).base
        _ = try saveWorkingCopy(copy, madeFrom: base, by: "citra", at: .sampleNow)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }
}
