import News
import TestSupport
import Testing

@testable import Editorial
@testable import Storage

/// Who is told of what, and that nobody is told of what is not theirs.
@Suite struct NotificationTests {
    let people: PeopleDesk
    let citra: Member
    let bagus: Member
    let dewi: Member

    init() async throws {
        people = try await PeopleDesk()
        citra = try await people.add()
        bagus = try await people.add("Bagus Santoso", .bagus, .editor)
        dewi = try await people.add("Dewi Anggraini", .named("dewi@warta.example"), .managingEditor)
    }

    private var desk: Desk { people.desk }

    /// A story that Citra began.
    private func begin() async throws -> StoryNumber {
        var text = CopyText(.sample)
        text.section = "Dunia"
        _ = try await desk.takeWireCopy([.sample(9)], actor: "wire")
        return try await desk.begin(text, from: .sample, by: citra.number, from: .home).number
    }

    private func told(_ member: Member) async throws -> [String] {
        try await people.home.store.read { try $0.notifications(of: member.number, limit: 50) }
            .map { "\($0.kind.rawValue) \($0.actor) \($0.words)" }.reversed()
    }

    private func unread(_ member: Member) async throws -> Int {
        try await people.home.store.read { try $0.unreadNotifications(of: member.number) }
    }

    private func step(_ step: StoryStep, _ number: StoryNumber, _ member: Member) async throws {
        try await desk.perform(step, on: number, by: member.number, from: .home)
    }

    @Test func `whose story it is learns that it came back, was approved and is with readers`() async throws {
        let number = try await begin()
        try await step(.submit, number, citra)
        try await step(.sendBack(reason: "Sebutkan sumbernya."), number, bagus)
        try await step(.submit, number, citra)
        try await step(.approve, number, bagus)
        try await step(.publish, number, dewi)
        #expect(
            try await told(citra) == [
                "sent_back \(bagus.actor) Sebutkan sumbernya.", "approved \(bagus.actor) ", "published \(dewi.actor) ",
            ]
        )
        #expect(try await told(bagus).isEmpty)
        #expect(try await told(dewi).isEmpty)
        #expect(try await unread(citra) == 3)
        let rows = try await people.home.store.read { try $0.notifications(of: citra.number, limit: 2) }
        try await desk.readNotifications(rows[0].number, of: bagus.number)
        #expect(try await unread(citra) == 3)
        try await desk.readNotifications(rows[0].number, of: citra.number)
        #expect(try await unread(citra) == 2)
        try await desk.readNotifications(of: citra.number)
        #expect(try await unread(citra) == 0)
    }

    @Test func `what was read goes after thirty days, and everything after ninety`() async throws {
        let number = try await begin()
        try await step(.submit, number, citra)
        try await step(.approve, number, bagus)
        try await desk.readNotifications(of: citra.number)
        try await step(.publish, number, dewi)
        let day: Int64 = 86_400
        people.clock.advance(seconds: 30 * day)
        try await desk.pruneNotifications()
        #expect(try await told(citra).count == 2)
        people.clock.advance(seconds: 1)
        try await desk.pruneNotifications()
        #expect(try await told(citra) == ["published \(dewi.actor) "])
        people.clock.advance(seconds: 60 * day)
        try await desk.pruneNotifications()
        #expect(try await told(citra).isEmpty)
    }

    @Test func `what members do with their own, and wires with theirs, is told to nobody`() async throws {
        var text = CopyText(.sample)
        _ = try await desk.takeWireCopy([.sample(9)], actor: "wire")
        text.section = "Dunia"
        let number = try await desk.begin(text, from: .sample, by: bagus.number, from: .home).number
        try await step(.publish, number, bagus)
        #expect(try await people.home.store.read { try $0.unreadNotifications(of: bagus.number) } == 0)
        #expect(try await told(citra).isEmpty)
        #expect(try await told(dewi).isEmpty)
    }

    @Test func `whoever has a story in hand is told too, and whoever left is not`() async throws {
        let number = try await begin()
        try await desk.perform(
            TaskStep.handOver(to: dewi.number, note: " Tolong  hari ini. "),
            on: number,
            by: bagus.number,
            from: .home
        )
        #expect(try await told(dewi) == ["handed_over \(bagus.actor) Tolong hari ini."])
        try await step(.submit, number, citra)
        _ = try await desk.deactivateMember(citra.number, by: .commandLine)
        try await step(.approve, number, bagus)
        #expect(try await told(dewi).last == "approved \(bagus.actor) ")
        #expect(try await told(citra).isEmpty)
    }

    @Test func `a schedule that fires in time tells the writer, and one that is late whoever set it as well`()
        async throws
    {
        for lateness in [1, 59, 60, 3_600] as [Int64] {
            let number = try await begin()
            try await step(.submit, number, citra)
            let time = people.clock.now.adding(seconds: 600)
            try await step(.schedule(time), number, bagus)
            let before = try await told(bagus).count
            people.clock.advance(seconds: 600 + lateness)
            try await desk.releaseDueStories()
            #expect(try await told(citra).last == "published clock ")
            let isLate = lateness >= 60
            #expect(try await told(bagus).count - before == (isLate ? 1 : 0), "\(lateness)")
            if isLate { #expect(try await told(bagus).last == "schedule_late clock ") }
        }
    }

    @Test func `a story that cannot be released keeps no other from its time, and whoever scheduled it is told once`()
        async throws
    {
        var numbers: [StoryNumber] = []
        for _ in 0..<3 {
            let number = try await begin()
            try await step(.submit, number, citra)
            try await step(.schedule(people.clock.now.adding(seconds: 600)), number, bagus)
            numbers.append(number)
        }
        // What is stored of the second cannot be read any more.
        let damaged = numbers[1]
        _ = try await people.home.store.write { transaction in
            try transaction.sql.execute("UPDATE story SET zone = 'Nowhere' WHERE number = $1", [SQLValue(damaged)])
        }
        people.clock.advance(seconds: 601)
        for _ in 0..<3 { try await desk.releaseDueStories() }
        for number in [numbers[0], numbers[2]] {
            #expect(try await people.home.store.read { try $0.story(number)?.state } == .live)
        }
        #expect(try await told(bagus) == ["schedule_failed clock "])
    }
}
