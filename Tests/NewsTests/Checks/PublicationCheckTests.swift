import TestSupport
import Testing

@testable import News

/// What is said of a text before readers see it: which checks speak, which of them refuse a step, and what they say.
@Suite struct PublicationCheckTests {
    private static let now = Timestamp.sampleNow
    private static let later = Timestamp.sampleNow.adding(seconds: 3_600)

    /// A story that waits for its readers, in which nothing is to be said but what is changed.
    private static func draft(_ change: (inout Copy) -> Void = { _ in }) -> Story {
        var story = Story.sample(1, state: .never)
        var copy = Copy.sample
        change(&copy)
        story.words = copy
        return story
    }

    private static func paid(by payer: String) -> Story {
        var story = draft { $0.genre = "Advertorial" }
        story.life.paid = PaidContent(label: .advertorial, payer: payer)
        return story
    }

    @Test func `whatever a text lacks that readers have, nothing keeps it from being corrected`() {
        var live = Story.sample(1)
        live.words.genre = "Pariwara"
        for verb in [Verb.correct, .reportUnverified, .verify, .update] {
            #expect(live.checks(before: verb, CheckFacts(), at: Self.now).isEmpty, "\(verb)")
        }
        let draft = Self.draft { $0.genre = "Pariwara" }
        #expect(draft.checks(before: .correct, CheckFacts(), at: Self.now) == [.paidWithoutLabel])
    }

    private struct Case: Sendable {
        let name: String
        let story: Story
        var facts = CheckFacts()
        /// What is said before publication.
        let said: [PublicationCheck]
    }

    private static let cases: [Case] = [
        Case(name: "nothing", story: draft(), said: []),
        Case(name: "no headline", story: draft { $0.headline = " \u{200B}" }, said: [.noHeadline]),
        Case(
            name: "no section",
            story: draft { $0.section = Section(slug: $0.section.slug, name: "") },
            said: [.noSection]
        ),
        Case(
            name: "no body",
            story: draft {
                $0.body = Body(blocks: [])
                $0.pictures = []
                $0.lead = "Putin: Hubungan yang Lebih Erat"
            },
            said: [.emptyBody]
        ),
        Case(name: "paid by its genre", story: draft { $0.genre = " Pariwara " }, said: [.paidWithoutLabel]),
        Case(name: "paid by nobody", story: paid(by: " "), said: [.paidWithoutPayer]),
        Case(name: "paid", story: paid(by: "PT Maju"), said: []),
        Case(name: "a picture alone", story: draft { $0.body = Body(blocks: []) }, said: []),
        Case(name: "no byline", story: draft { $0.bylines = [] }, said: [.noByline]),
        Case(
            name: "admin",
            story: draft { $0.bylines = [Byline(Person(name: "Admin"))] },
            said: [.bylineOfNobody("Admin")]
        ),
        Case(name: "a dash", story: draft { $0.bylines = [Byline(Person(name: "–"))] }, said: [.bylineOfNobody("–")]),
        Case(
            name: "an address",
            story: draft { $0.bylines = [Byline(Person(name: "a@b.id"))] },
            said: [.bylineOfNobody("a@b.id")]
        ),
        Case(
            name: "an unknown name",
            story: draft { $0.bylines = [Byline(Person(name: "Citra Lestri"))] },
            facts: CheckFacts(unknownNames: ["Citra Lestri"]),
            said: [.unknownByline("Citra Lestri")]
        ),
        Case(name: "no credit", story: draft { $0.pictures[0].credit = " " }, said: [.heroWithoutCredit]),
        Case(
            name: "no alternative text",
            story: draft { $0.pictures[0].alternativeText = "" },
            said: [.heroWithoutAlternativeText]
        ),
        Case(
            name: "a second picture",
            story: draft { $0.pictures.append(PictureUse(picture: .sample)) },
            said: []
        ),
        Case(
            name: "a link to what is hidden",
            story: draft(),
            facts: CheckFacts(hiddenLinks: [StoryNumber(rawValue: 7)]),
            said: [.hiddenLink(StoryNumber(rawValue: 7))]
        ),
        Case(
            name: "figures",
            story: draft { $0.headline = "Korban 12 orang" },
            said: [.differingFigures(["12"])]
        ),
        Case(
            name: "names",
            story: draft { $0.headline = "Presiden bertemu Purwanto" },
            said: [.differingNames(["Purwanto"])]
        ),
        Case(
            name: "short",
            story: draft(),
            facts: CheckFacts(commissionedWords: 6),
            said: [.short(words: 5, commissioned: 6)]
        ),
        Case(name: "long enough", story: draft(), facts: CheckFacts(commissionedWords: 5), said: []),
        Case(
            name: "a reply",
            story: draft { $0.genre = "Hak Jawab" },
            facts: CheckFacts(replyGenre: "Hak Jawab"),
            said: []
        ),
        Case(
            name: "a reply as advertising",
            story: draft { $0.genre = "Advertorial" },
            facts: CheckFacts(replyGenre: "Hak Jawab"),
            said: [.replyCalledOtherwise(than: "Hak Jawab")]
        ),
        Case(
            name: "a long headline",
            story: draft { $0.headline = String(repeating: "surat ", count: 19) },
            said: [.longHeadline(characters: 114)]
        ),
    ]

    @Test(arguments: cases.indices)
    func `each fault of a text is told, and nothing else`(index: Int) {
        let one = Self.cases[index]
        #expect(one.story.checks(before: .publish, one.facts, at: Self.now) == one.said, "\(one.name)")
    }

    @Test func `the cases tell of every check of a text`() {
        let told = Set(Self.cases.flatMap(\.said).map(\.key))
        #expect(told.count == 16)
        #expect(!told.contains("embargoed") && !told.contains("scheduled"))
    }

    @Test func `an embargo blocks publication alone, and a schedule is told where it would be outrun`() {
        var story = Self.draft()
        story.embargoedUntil = Self.later
        #expect(story.checks(before: .publish, CheckFacts(), at: Self.now) == [.embargoed(until: Self.later)])
        #expect(story.checks(before: .publish, CheckFacts(), at: Self.later) == [])
        for verb: Verb in [.schedule, .approve] {
            let checks = story.checks(before: verb, CheckFacts(), at: Self.now)
            #expect(checks == [.embargoed(until: Self.later)] && !checks[0].blocks(verb))
        }
        let waiting = Story(
            number: StoryNumber(rawValue: 1),
            uri: "x",
            copy: .sample,
            state: .scheduled,
            firstPublished: Self.later
        )
        #expect(waiting.checks(before: .publish, CheckFacts(), at: Self.now) == [.scheduled(Self.later)])
        #expect(waiting.checks(before: .schedule, CheckFacts(), at: Self.now) == [])
    }

    private static let blocking: Set = [
        "no_headline", "no_section", "empty_body", "byline_of_nobody", "paid_without_label", "paid_without_payer",
        "reply_genre",
    ]

    @Test(arguments: Verb.allCases)
    func `what blocks refuses each step that leads to readers, and no other`(verb: Verb) {
        let leads = [.approve, .publish, .schedule, .update, .correct, .reportUnverified, .verify, .bringBack].contains(
            verb
        )
        for one in Self.cases {
            let checks = one.story.checks(before: verb, one.facts, at: Self.now)
            #expect(checks == (leads ? one.said : []), "\(verb) \(one.name)")
            let blocks = leads && one.said.contains { Self.blocking.contains($0.key) }
            let isRefused = (try? one.story.mustPass(checks, before: verb)) == nil
            #expect(isRefused == blocks, "\(verb) \(one.name)")
        }
    }

    @Test func `what blocks stands first, and the working copy is looked at, not what readers have`() throws {
        var story = Story.sample(1)
        var copy = Copy.sample
        copy.pictures[0].credit = ""
        copy.section = Section(slug: copy.section.slug, name: "")
        _ = try story.saveWorkingCopy(
            copy,
            madeFrom: story.openWorkingCopy(by: "citra", at: Self.now).base,
            by: "citra",
            at: Self.now
        )
        #expect(story.checks(before: .publish, CheckFacts(), at: Self.now) == [.noSection, .heroWithoutCredit])
    }

    @Test func `each check says what to do in a sentence of its own`() {
        let sentences = Self.cases.flatMap(\.said).map { $0.sentence(in: .wib) }
        #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count > 20 })
    }
}
