import News
import TestSupport
import Testing

@testable import Editorial
@testable import Storage

/// A guest's link ends with what it was given for: the story's being fit for readers, and the membership of who gave it.
@Suite struct GuestLinkEndTests {
    let people: PeopleDesk
    let bagus: Member
    let dewi: Member
    private let one = StoryNumber(rawValue: 1)

    init() async throws {
        people = try await PeopleDesk()
        bagus = try await people.add("Bagus Santoso", .bagus, .editor)
        dewi = try await people.add("Dewi Anggraini", .named("dewi@warta.example"), .managingEditor)
        _ = try await people.desk.takeWireCopy([.sample(1)], actor: "wire")
    }

    private func invite(_ member: Member) async throws -> String {
        try await people.desk.inviteGuest(
            to: one,
            called: "Rina Hukum",
            as: .lawyer,
            days: 7,
            by: member.number,
            from: .home
        )
    }

    private func isOpen(_ token: String) async -> Bool { (try? await people.desk.openGuestLink(token: token)) != nil }

    @Test func `it ends with the story's withdrawal, by the desk or by a wire, and does not come back with the story`()
        async throws
    {
        let first = try await invite(bagus)
        #expect(await isOpen(first))
        try await people.desk.perform(.withdraw(.mistake, reason: "Keliru."), on: one, by: dewi.number, from: .home)
        #expect(await !isOpen(first))
        // One that is given to look at the withdrawn text is another.
        let second = try await invite(dewi)
        try await people.desk.perform(.bringBack(reason: "Benar."), on: one, by: dewi.number, from: .home)
        #expect(await !isOpen(first))
        #expect(await isOpen(second))
        people.clock.advance(seconds: 60)
        _ = try await people.desk.takeWireCopy([.sample(1, status: .canceled, version: 86_400)], actor: "wire")
        #expect(await !isOpen(second))
        let error = await #expect(throws: NewsError.self) {
            try await people.desk.answerGuest(token: second, isApproval: true, words: "")
        }
        #expect(error?.code == .notFound)
    }

    @Test func `it ends with the membership of who gave it, and others' go on`() async throws {
        let (his, hers) = (try await invite(bagus), try await invite(dewi))
        _ = try await people.desk.deactivateMember(bagus.number, by: .commandLine)
        #expect(await !isOpen(his))
        #expect(await isOpen(hers))
        _ = try await people.desk.activateMember(bagus.number, by: .commandLine)
        #expect(await !isOpen(his))
    }
}
