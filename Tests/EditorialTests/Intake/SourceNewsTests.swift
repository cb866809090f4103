import Editorial
import News
import Storage
import TestSupport
import Testing

/// That a desk which has written in a wire's copy learns of the wire's next word, once for each version.
@Suite struct SourceNewsTests {
    let people: PeopleDesk
    let bagus: Member
    let other: Member

    init() async throws {
        people = try await PeopleDesk()
        // Sections come with stories.
        var politics = WireItem.sample(9)
        politics.copy.section = .politik
        _ = try await people.desk.takeWireCopy([politics, .sample(8)], actor: .wire("afp"))
        bagus = try await people.add("Bagus", .bagus, .editor, sections: [Section.dunia.slug])
        other = try await people.add("Citra Lestari", .citra, .editor, sections: [Section.politik.slug])
    }

    private func take(_ item: WireItem) async throws {
        _ = try await people.desk.takeWireCopy([item], actor: .wire("afp"))
    }

    private static func item(_ headline: String, version: Int64) -> WireItem {
        var item = WireItem.sample(1, version: version)
        item.copy.headline = headline
        return item
    }

    private func edit() async throws {
        let open = try await people.desk.openWorkingCopy(of: 3, actor: bagus.actor)
        var copy = open.copy
        copy.headline += " (meja)"
        _ = try await people.desk.saveWorkingCopy(of: 3, copy, madeFrom: open.base, actor: bagus.actor)
    }

    private func told(_ member: Member) async throws -> [Notification.Kind] {
        let number = member.number
        return try await people.home.store.read { try $0.notifications(of: number, limit: 99) }.map(\.kind)
    }

    @Test func `nobody is told of copy in which nobody wrote`() async throws {
        try await take(Self.item("Satu", version: 1))
        try await take(Self.item("Dua", version: 2))
        try await take(.sample(1, status: .canceled, version: 3))
        #expect(try await told(bagus).isEmpty)
    }

    @Test func `the desk of the section is told of each version while it writes, and of a kill`() async throws {
        try await take(Self.item("Satu", version: 1))
        try await edit()
        try await take(Self.item("Dua", version: 2))
        #expect(try await told(bagus) == [.sourceCorrected])
        try await take(Self.item("Dua", version: 2))
        #expect(try await told(bagus) == [.sourceCorrected])
        try await take(Self.item("Tiga", version: 3))
        var kill = WireItem.sample(1, status: .canceled, version: 4)
        kill.withdrawalReason = "Sumber keliru."
        try await take(kill)
        try await take(kill)
        #expect(try await told(bagus) == [.sourceWithdrew, .sourceCorrected, .sourceCorrected])
        let number = bagus.number
        let words = try await people.home.store.read { try $0.notifications(of: number, limit: 99) }.map(\.words)
        #expect(words.first == "Sumber keliru." && Set(words).count == 3)
        #expect(try await told(other).isEmpty)
        #expect(try await people.home.store.read { try $0.story(3) }?.withdrawal?.ground == .source)
    }

    @Test func `a text that the desk published is the desk's until the source's takes its place`() async throws {
        try await take(Self.item("Satu", version: 1))
        try await edit()
        _ = try await people.desk.updateStory(3, actor: bagus.actor)
        try await take(Self.item("Dua", version: 2))
        try await take(Self.item("Tiga", version: 3))
        #expect(try await told(bagus) == [.sourceCorrected])
    }

    @Test func `of what the desk keeps back it is told once, though the copy leaves no trace`() async throws {
        try await take(.sample(1, status: .withheld))
        try await edit()
        let time = people.clock.now.adding(seconds: 600)
        _ = try await people.desk.scheduleStory(3, for: time, actor: bagus.actor)
        _ = try await people.desk.unscheduleStory(3, actor: bagus.actor)
        let later = Self.item("Dua", version: 900)
        try await take(later)
        try await take(later)
        #expect(try await told(bagus) == [.sourceCorrected])
        try await take(Self.item("Tiga", version: 901))
        #expect(try await told(bagus).count == 2)
    }
}
