import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// What a page that has the newsroom's list open is told, and how much at once.
@Suite(.timeLimit(.minutes(10))) struct FollowListTests {
    let people: PeopleDesk
    let bagus: Member
    let token: String

    init() async throws {
        people = try await PeopleDesk()
        bagus = try await people.add("Bagus Santoso", .bagus, .editor)
        token = try await people.signIn(EmailAddress.bagus.text).token
    }

    /// What a page hears that knows nothing of the list, as it comes and at each wake.
    private func told(_ wakes: [ListListeners.Wake] = []) async throws -> [ListNews?] {
        let listening = try people.desk.listenToList(bagus.number, session: token)
        for wake in wakes { people.desk.listListeners.wake(wake) }
        // It hears what it was woken for already.
        listening.leave()
        var told: [ListNews?] = []
        let nothing = ListPoint(pulse: 0, time: people.clock.now)
        let all: @Sendable (Member, Timestamp) -> DeskFilter = { _, _ in DeskFilter(.all) }
        try await listening.hold(after: nothing, asking: all) { told.append($0) }
        return told
    }

    private func begin(_ count: Int) async throws {
        for _ in 0..<count { _ = try await people.desk.beginStory(.sample, actor: bagus.actor) }
    }

    @Test func `much is told in pieces, each story once, and very much not at all`() async throws {
        try await begin(150)
        let news = try await told()
        try #require(news.map { $0?.rows.count } == [100, 50])
        #expect(Set(news.flatMap { $0?.rows.map(\.number) ?? [] }).count == 150)
        let last = try await people.home.store.read { try $0.deskPulse() }
        #expect(news[1]?.point == ListPoint(pulse: last, time: people.clock.now))
        try await begin(250)
        #expect(try await told().map { $0?.isTooMuch } == [false, false, false, false])
        try await begin(1)
        let anew = try await told()
        try #require(anew.map { $0?.isTooMuch } == [true] && anew[0]?.rows.isEmpty == true)
        #expect(anew[0]?.point.pulse == last + 251)
    }

    @Test func `a page to which nothing is told hears that it still listens`() async throws {
        let heard = try await told([.silence])
        try #require(heard.count == 1)
        #expect(heard[0] == nil)
    }
}
