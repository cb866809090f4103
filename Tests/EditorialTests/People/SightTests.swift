import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// That whoever decides about a story as it no longer is decides nothing, whichever step it is.
@Suite struct SightTests {
    let people: PeopleDesk
    let dewi: Member
    let number: StoryNumber

    init() async throws {
        people = try await PeopleDesk()
        dewi = try await people.add("Dewi Anggraini", .named("dewi@warta.example"), .managingEditor)
        number = try await people.desk.beginStory(.sample, actor: dewi.actor).number
    }

    private func sight() async throws -> StorySight {
        try #require(try await people.home.store.read { try $0.story(number) }).sight
    }

    private func write(_ headline: String) async throws {
        let open = try await people.desk.openWorkingCopy(of: number, actor: dewi.actor)
        var text = CopyText(open.copy)
        text.headline = headline
        _ = try await people.desk.write(text, in: number, madeFrom: open.base, by: dewi.number, from: .home)
    }

    @Test func `each step is refused where the story has changed since it was looked at`() async throws {
        let later = people.clock.now.adding(seconds: 3_600)
        let life: [StoryStep] = [
            .submit, .sendBack(reason: "Sumber?"), .submit, .approve,
            .embargo(until: later, reason: "", overridesSender: false),
            .embargo(until: nil, reason: "", overridesSender: false), .schedule(later), .unschedule, .publish, .update,
            .withdraw(.mistake, reason: "Keliru."), .bringBack(reason: "Benar."),
        ]
        for step in life {
            if step == .update { try await write("Judul baru") }
            let now = try await sight()
            for old in [
                StorySight(version: now.version - 1, save: now.save),
                StorySight(version: now.version, save: now.save - 1),
            ] {
                let error = await #expect(throws: NewsError.self) {
                    try await people.desk.perform(step, on: number, seen: old, by: dewi.number, from: .home)
                }
                #expect(error?.code == .conflict, "\(step)")
            }
            #expect(try await sight() == now)
            try await people.desk.perform(step, on: number, seen: now, by: dewi.number, from: .home)
        }
        #expect(Set(life.map(\.verb)).count == 10)
    }
}
