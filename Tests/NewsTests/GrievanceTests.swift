import Testing

@testable import News

/// What may be done with a right of reply or a complaint, and what of it may be kept.
@Suite struct GrievanceTests {
    private static let day: Int64 = 86_400
    private static let start = Timestamp(milliseconds: 1_000_000_000)
    private let member: Member

    init() throws {
        member = Member(
            number: MemberNumber(rawValue: 1),
            key: "bagus",
            name: "Bagus",
            email: try EmailAddress("bagus@warta.example"),
            role: .editor,
            sections: [],
            isActive: true
        )
    }

    private static func grievance(_ kind: Grievance.Kind, words: String = "Bukan saya.") -> Grievance {
        Grievance(
            number: 3,
            kind: kind,
            story: StoryNumber(rawValue: 7),
            state: .open,
            received: start.adding(seconds: 40 * day),
            due: start.adding(seconds: 42 * day),
            sender: nil,
            quoted: "Kim",
            words: words
        )
    }

    private static let facts = GrievanceFacts(firstPublic: start, characters: 20, corrections: [2])

    @Test func `each kind has decisions of its own, and is decided once`() throws {
        var reply = Self.grievance(.reply)
        let now = Self.start.adding(seconds: 41 * Self.day)
        #expect(throws: NewsError.self) {
            try reply.take(.answer(words: "Ya.", correction: nil), Self.facts, by: member, at: now)
        }
        #expect(try reply.take(.take, Self.facts, by: member, at: now).act == .taken)
        #expect(reply.state == .inHand && reply.holder == member.number && reply.ended == nil)
        #expect(try reply.take(.grant, Self.facts, by: member, at: now).act == .granted)
        #expect(reply.state == .granted && reply.ended == now)
        #expect(throws: NewsError.self) { try reply.take(.letGo, Self.facts, by: member, at: now) }
        var complaint = Self.grievance(.complaint)
        #expect(throws: NewsError.self) { try complaint.take(.grant, Self.facts, by: member, at: now) }
        #expect(throws: NewsError.self) {
            try complaint.take(.refuse(.unlawful, words: "Ya."), Self.facts, by: member, at: now)
        }
        #expect(complaint.state == .open)
    }

    @Test func `a correction that closes a complaint is one of the story's`() throws {
        var complaint = Self.grievance(.complaint)
        #expect(throws: NewsError.self) {
            try complaint.take(.answer(words: "Sudah.", correction: 1), Self.facts, by: member, at: Self.start)
        }
        _ = try complaint.take(.answer(words: "Sudah.", correction: 2), Self.facts, by: member, at: Self.start)
        #expect(complaint.state == .answered && complaint.correction == 2)
    }

    @Test func `what can be counted is counted before a reply is refused for it`() throws {
        func refused(_ refusal: Grievance.Refusal, _ reply: Grievance, since first: Timestamp? = Self.start) -> Bool {
            var reply = reply
            let facts = GrievanceFacts(firstPublic: first, characters: 20)
            return (try? reply.take(.refuse(refusal, words: "Maaf."), facts, by: member, at: Self.start)) != nil
        }
        let short = Self.grievance(.reply)
        let long = Self.grievance(.reply, words: "Bukan saya, sungguh bukan.")
        #expect(!refused(.tooLong, short) && refused(.tooLong, long))
        // Two months have at most 62 days: what came on the last of them came in time.
        let inTime = short.received.adding(seconds: -62 * Self.day)
        #expect(!refused(.late, short, since: inTime) && refused(.late, short, since: inTime.adding(seconds: -1)))
        #expect(refused(.unrelated, short) && refused(.unlawful, short) && refused(.thirdParty, short))
    }

    @Test func `what nobody means ends without a word and without a letter, once`() throws {
        for kind in Grievance.Kind.allCases {
            var one = Self.grievance(kind)
            let record = try one.take(.dismiss, Self.facts, by: member, at: Self.start)
            #expect(record == GrievanceRecord(at: Self.start, act: .dismissed, actor: member.actor))
            #expect(one.state == .dismissed && !one.state.isOpen && one.ended == Self.start)
            #expect(throws: NewsError.self) { try one.take(.dismiss, Self.facts, by: member, at: Self.start) }
        }
        #expect(!GrievanceRecord.Act.dismissed.hasLetter && !GrievanceRecord.Act.lapsed.hasLetter)
    }

    @Test func `a place in the register is read as it is written`() {
        let position = Self.grievance(.reply).position
        #expect(GrievancePosition(position.description) == position)
        for text in ["", "1", "1-", "-1", "x-1", "1-2-3", "99999999999999999999-1", "9999999999999999-1"] {
            #expect(GrievancePosition(text) == nil, "\(text)")
        }
    }

    @Test func `a refusal and a message have words, and not too many`() {
        for words in ["", " \n ", String(repeating: "x", count: GrievanceStep.longestWords + 1)] {
            for step in [GrievanceStep.refuse(.unrelated, words: words), .tell(words: words)] {
                var reply = Self.grievance(.reply)
                #expect(throws: NewsError.self) { try reply.take(step, Self.facts, by: member, at: Self.start) }
                #expect(reply == Self.grievance(.reply))
            }
        }
    }

    @Test func `the clock is that of the kind, and late is what is open after it`() {
        let clocks = GrievanceClocks(replyHours: 1, complaintHours: 3)
        #expect(clocks.due(.reply, receivedAt: Self.start) == Self.start.adding(seconds: 3_600))
        #expect(clocks.due(.complaint, receivedAt: Self.start) == Self.start.adding(seconds: 10_800))
        var open = Self.grievance(.complaint)
        #expect(!open.isLate(at: open.due) && open.isLate(at: open.due.adding(seconds: 1)))
        open.state = .answered
        #expect(!open.isLate(at: open.due.adding(seconds: 1)))
    }

    private static let good = GrievanceDraft(
        name: " Sari ",
        email: "sari@contoh.example",
        phone: "+62 812",
        relation: "Pembaca",
        quoted: "Kim\r\n\r\nberkata",
        words: "Bukan.\n\n\nBegitu."
    )

    @Test func `what is typed is kept on tidy lines`() throws {
        let draft = try Self.good.checked()
        #expect(draft.name == "Sari" && draft.quoted == "Kim\nberkata" && draft.words == "Bukan.\nBegitu.")
    }

    @Test func `the first field that cannot be kept is named`() {
        let faults: [(GrievanceDraft.Fault, WritableKeyPath<GrievanceDraft, String>, String)] = [
            (.name, \.name, ""), (.name, \.name, String(repeating: "x", count: 201)), (.email, \.email, "sari"),
            (.email, \.email, "a@b.example\r\nBcc: c@d.example"), (.phone, \.phone, String(repeating: "1", count: 41)),
            (.relation, \.relation, " "), (.quoted, \.quoted, ""),
            (.quoted, \.quoted, String(repeating: "x", count: 2_001)), (.words, \.words, "\n\u{200B}\n"),
            (.words, \.words, String(repeating: "x", count: 10_001)),
        ]
        for (fault, field, value) in faults {
            var draft = Self.good
            draft[keyPath: field] = value
            #expect(throws: fault, "\(fault)") { try draft.checked() }
        }
    }
}
