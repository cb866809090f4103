import TestSupport
import Testing

@testable import News

/// What must be where after which act, and what an answer proves.
@Suite struct ReceiptRuleTests {
    private let now = Timestamp.sampleNow

    private func subject(
        _ story: Story,
        newer: Int = 0,
        newerInSection: Int = 0
    ) throws -> ReceiptSubject {
        let oldest = Address.story(section: Section.dunia.slug, StoryNumber(rawValue: 1), Slug("lama", fallback: "x"))
        let numbered = story.numbered(StoryNumber(rawValue: 7))
        return try #require(
            ReceiptSubject(numbered, newer: newer, newerInSection: newerInSection, oldest: oldest)
        )
    }

    /// After the act that made it what it is; ahead of its time where it still waits.
    private func questions(_ subject: ReceiptSubject, at time: Timestamp) -> [SurfaceQuestion] {
        if subject.state == .scheduled { return subject.questionsAhead }
        return subject.questions(after: subject.state == .live ? .published : .withdrawn, at: time)
    }

    private func asked(_ subject: ReceiptSubject, at time: Timestamp? = nil) -> [Surface] {
        questions(subject, at: time ?? now).map(\.surface)
    }

    private func question(_ surface: Surface, of subject: ReceiptSubject) throws -> SurfaceQuestion {
        try #require(questions(subject, at: now).first { $0.surface == surface })
    }

    private func answer(_ text: String, _ status: Int = 200) -> SurfaceAnswer {
        SurfaceAnswer(status: status, tag: "\"x\"", body: Array(text.utf8))
    }

    private func row(_ number: Int) -> String { "<a href=\"/dunia/\(number)/berita-nomor-\(number)\">x</a>" }

    private static let rails = "<aside class=\"rails\">"

    @Test func `a new story must be everywhere, and one of long ago where only it is`() throws {
        let everywhere: [Surface] = [
            .page, .rail, .oldestRail, .front, .section, .feed, .sectionFeed, .newsSitemap, .search,
        ]
        #expect(asked(try subject(.sample(7))) == everywhere)
        #expect(asked(try subject(.sample(7), newer: 3, newerInSection: 19)) == everywhere)
        #expect(!asked(try subject(.sample(7), newer: 4)).contains(.front))
        #expect(asked(try subject(.sample(7), newer: 10)).contains(.feed))
        #expect(!asked(try subject(.sample(7), newer: 10)).contains(.oldestRail))
        #expect(asked(try subject(.sample(7), newer: 20, newerInSection: 19)).contains(.section))
        // News indexes take what is two days old.
        let twoDays = Story.sample(7).publicSince.adding(seconds: 2 * 86_400)
        #expect(asked(try subject(.sample(7)), at: twoDays.adding(seconds: -60)).contains(.newsSitemap))
        #expect(!asked(try subject(.sample(7)), at: twoDays).contains(.newsSitemap))
        #expect(asked(try subject(.sample(7), newer: 1_000, newerInSection: 1_000)) == [.page])
    }

    @Test func `a corrected story must be among the corrections, and its page must say so`() throws {
        var story = Story.sample(7)
        story = {
            var life = story.life
            life.corrections = [
                Correction(
                    number: 2,
                    kind: .correction,
                    place: .below,
                    words: "Bukan.",
                    paragraph: nil,
                    at: now,
                    actor: .commandLine
                )
            ]
            return Story(number: story.number, uri: story.uri, version: 1, life: life, text: story.text)
        }()
        let subject = try subject(story, newer: 1_000, newerInSection: 1_000)
        #expect(asked(subject) == [.page, .corrections, .correctionsFeed])
        #expect(asked(subject, at: now.adding(seconds: 61)) == [.page], "others may be newer then")
        let path = "/dunia/7/berita-nomor-7"
        let list = try question(.corrections, of: subject)
        #expect(list.address.path == "/koreksi")
        #expect(list.verdict(on: answer("<a href=\"\(path)#ralat-2\">")).fault == nil)
        #expect(list.verdict(on: answer("<a href=\"\(path)#ralat-1\">")).fault == .missing)
        #expect(try question(.page, of: subject).verdict(on: answer("2026 Berita nomor 7")).fault == .missing)
    }

    @Test func `what was taken from readers must be nowhere, and its page must say that it was`() throws {
        let held = try subject(.sample(7, state: .held), newer: 5_000, newerInSection: 5_000)
        #expect(
            asked(held) == [.page, .oldestRail, .front, .section, .feed, .sectionFeed, .newsSitemap, .search]
        )
        #expect(try question(.page, of: held).verdict(on: answer("", 404)).fault == nil)
        #expect(try question(.page, of: held).verdict(on: answer("", 200)).fault == .status)
        let front = try question(.front, of: held)
        #expect(front.verdict(on: answer(row(8))).fault == nil)
        #expect(front.verdict(on: answer(row(7))).fault == .present)
        // In UPDATE it may still stand a moment longer than on the front: that is another surface.
        #expect(front.verdict(on: answer(row(8) + Self.rails + row(7))).fault == nil)
        // The section is gone with its only story; a server that fails proves nothing.
        let section = try question(.section, of: held)
        #expect(section.verdict(on: answer("", 404)).fault == nil)
        #expect(section.verdict(on: answer("", 503)).fault == .status)
        #expect(section.verdict(on: .none).fault == .noAnswer)

        var noticed = Story.sample(7, state: .withdrawn)
        var life = noticed.life
        life.textWasPublic = true
        noticed = Story(number: noticed.number, uri: noticed.uri, version: 1, life: life, text: noticed.text)
        #expect(try question(.page, of: subject(noticed)).verdict(on: answer("", 410)).fault == nil)
        #expect(try question(.page, of: subject(noticed)).verdict(on: answer("", 404)).fault == .status)
        // Before its time it is as if it were not.
        let waiting = try subject(.sample(7, state: .scheduled))
        #expect(try question(.page, of: waiting).verdict(on: answer("", 404)).fault == nil)
        #expect(try question(.page, of: waiting).verdict(on: answer("", 200)).fault == .status)
    }

    @Test func `what readers could not see is asked nowhere, as the label of what waits or was withdrawn`() throws {
        for state in [PublicState.scheduled, .held, .withdrawn] {
            let subject = try subject(.sample(7, state: state))
            for act in JournalEntry.Act.allCases where act.asksForReceipt && act != .withdrawn && act != .held {
                #expect(subject.questions(after: act, at: now).isEmpty, "\(state), \(act)")
            }
        }
    }

    @Test func `beside what the desk has placed the front surely shows so many fewer, and under a cap none`() throws {
        func asksFront(cards: Int, cap: Int?, newer: Int) throws -> Bool {
            let front = FrontArrangement(
                cards: (0..<Int64(cards)).map { FrontCard(StoryNumber(rawValue: 100 + $0)) },
                cap: cap
            )
            let story = Story.sample(7).numbered(StoryNumber(rawValue: 7))
            let subject = ReceiptSubject(story, newer: newer, newerInSection: 0, oldest: nil, front: front)
            return try #require(subject).questions(after: .published, at: now).contains { $0.surface == .front }
        }
        #expect(try asksFront(cards: 0, cap: nil, newer: 3) && !asksFront(cards: 1, cap: nil, newer: 3))
        #expect(try asksFront(cards: 3, cap: nil, newer: 0) && !asksFront(cards: 4, cap: nil, newer: 0))
        #expect(try !asksFront(cards: 0, cap: 2, newer: 0))
    }

    @Test func `what somebody paid for must be everywhere but in the news sitemap, and there it must not be`() throws {
        var life = Story.sample(7).life
        life.paid = PaidContent(label: .advertorial, payer: "PT Contoh")
        let paid = Story(number: StoryNumber(rawValue: 7), uri: "x", version: 1, life: life, text: Story.sample(7).text)
        let subject = try subject(paid)
        #expect(asked(subject) == asked(try self.subject(.sample(7))))
        let sitemap = try question(.newsSitemap, of: subject)
        #expect(sitemap.verdict(on: answer("<loc>https://warta.example/dunia/8/x</loc>")).fault == nil)
        let row = "<loc>https://warta.example\(subject.address.path)</loc>"
        #expect(sitemap.verdict(on: answer(row)).fault == .present)
    }

    @Test(arguments: [
        ("Salat Jum'at ditiadakan", "Salat Jum'at ditiadakan"), ("Tafsir Qur’an: “terbit”", "Tafsir Qur’an terbit"),
        ("'Kami' pulang - kata Kim", "'Kami' pulang kata Kim"), ("“…”: ' Gempa", "Gempa"),
    ])
    func `a headline is looked for by its words, as the index has them`(headline: String, words: String) throws {
        var story = Story.sample(7)
        story.words.headline = headline
        #expect(try question(.search, of: subject(story)).address == .search(words, .newest))
    }

    @Test func `a story that was never passed for readers is asked for nowhere`() {
        #expect(ReceiptSubject(.sample(7, state: .never), newer: 0, newerInSection: 0, oldest: nil) == nil)
    }

    @Test func `each surface is right by the part of its answer that it is`() throws {
        let subject = try subject(.sample(7))
        let path = "/dunia/7/berita-nomor-7"
        func fault(_ surface: Surface, _ text: String) throws -> SurfaceFault? {
            try question(surface, of: subject).verdict(on: answer(text)).fault
        }
        let update = "<ol id=\"updates\" data-id=\"1\">\(row(7))</ol>"
        #expect(try fault(.front, row(7) + Self.rails) == nil)
        #expect(try fault(.front, row(8) + Self.rails + update) == .missing)
        #expect(try fault(.oldestRail, row(8) + Self.rails + update) == nil)
        #expect(try fault(.oldestRail, row(7) + Self.rails + "<ol id=\"updates\">\(row(8))</ol>\(row(7))") == .missing)
        #expect(try fault(.feed, "<link>https://warta.example\(path)</link>") == nil)
        #expect(try fault(.feed, "&lt;a href=\"https://warta.example\(path)\"&gt;") == .missing)
        #expect(try fault(.newsSitemap, "<loc>https://warta.example\(path)</loc>") == nil)
        let text = RFC3339.write(Story.sample(7).changed, zone: .wib)
        #expect(try fault(.page, "\"dateModified\":\"\(text)\" Berita nomor 7") == nil)
        #expect(try fault(.page, "\"dateModified\":\"\(text)\" Berita nomor 8") == .missing)
    }

    @Test func `a headline is found whatever its signs are written as`() throws {
        var story = Story.sample(7)
        story.words.headline = "Kim: “Kami & mereka” <siap>, kata A."
        let page = try question(.page, of: subject(story))
        let time = RFC3339.write(story.changed, zone: .wib)
        #expect(page.verdict(on: answer(time + "Kim: “Kami &amp; mereka” &lt;siap&gt;, kata A.")).fault == nil)
        #expect(page.verdict(on: answer(time + "Kim: “Kami &amp; kalian” &lt;siap&gt;, kata A.")).fault == .missing)
        #expect(try question(.search, of: subject(story)).address == .search("Kim Kami mereka siap kata A"))
        story.words.headline = "…!"
        #expect(!asked(try subject(story)).contains(.search))
    }

    @Test func `what stood there instead is said in a few bytes`() throws {
        let subject = try subject(.sample(7))
        let front = try question(.front, of: subject)
        #expect(
            front.verdict(on: answer("<a href=\"/dunia\">" + row(6) + row(5))).evidence == "/dunia/6/berita-nomor-6"
        )
        let feed = try question(.feed, of: subject)
        let old = "<link>https://warta.example/</link><link>https://warta.example/dunia/6/x</link>"
        #expect(feed.verdict(on: answer(old)).evidence == "/dunia/6/x")
        let page = try question(.page, of: subject)
        #expect(page.verdict(on: answer("\"dateModified\":\"2020-01-01\"")).evidence == "2020-01-01")
        #expect(page.verdict(on: answer("x")).evidence.isEmpty)
        let long = "\"dateModified\":\"" + String(repeating: "x", count: 9_000) + "\""
        #expect(page.verdict(on: answer(long)).evidence.count <= SurfaceReceipt.longestEvidence + 1)
    }

    @Test func `what comes after two seconds is late`() throws {
        let front = try question(.front, of: subject(.sample(7)))
        #expect(SurfaceReceipt(front, answer(row(7)), milliseconds: 2_000).fault == nil)
        #expect(SurfaceReceipt(front, answer(row(7)), milliseconds: 2_001).fault == .late)
        #expect(SurfaceReceipt(front, answer(row(6)), milliseconds: 2_001).fault == .missing)
        #expect(SurfaceReceipt(front, answer(row(7)), milliseconds: 3_000, isBefore: true).fault == nil)
        #expect(SurfaceReceipt(front, answer(row(7)), milliseconds: -4).milliseconds == 0)
    }

    @Test(arguments: [
        (JournalEntry.Act.published, Actor.member("citra"), true), (.published, .clock, true),
        (.withdrawn, .commandLine, true), (.corrected, .member("citra"), true), (.published, .wire("afp"), false),
        (.updated, .restoration, false), (.saved, .member("citra"), false), (.scheduled, .member("citra"), false),
        (.replyGranted, .member("citra"), false),
    ])
    func `receipts are asked for what the desk does before readers`(act: JournalEntry.Act, actor: Actor, asks: Bool) {
        let entry = JournalEntry(at: now, act: act, story: StoryNumber(rawValue: 7), actor: actor, topics: [])
        #expect(entry.asksForReceipt == asks)
    }

    @Test func `a summary tells the median and the slowest of a hundred, and what was red`() {
        func receipt(_ sequence: Int64, _ surfaces: [(Surface, SurfaceFault?, Int)]) -> PublishReceipt {
            let found = surfaces.map { surface, fault, time in
                SurfaceReceipt(
                    surface: surface,
                    fault: fault,
                    milliseconds: time,
                    asked: "/",
                    status: 200,
                    tag: "",
                    evidence: ""
                )
            }
            return PublishReceipt(
                sequence: sequence,
                node: "a:1",
                story: StoryNumber(rawValue: 7),
                at: now,
                surfaces: found
            )
        }
        var receipts = (1...100).map { receipt(Int64($0), [(.page, nil, $0), (.front, nil, 200 - $0)]) }
        receipts.append(receipt(101, [(.page, nil, 5), (.front, .missing, 2_010)]))
        let summary = ReceiptSummary(receipts)
        #expect(summary.surfaces.map(\.surface) == [.page, .front])
        #expect(summary.surfaces[0].line == ReceiptSummary.Line(Array(1...100) + [5], red: 0))
        #expect(summary.surfaces[0].line.median == 50 && summary.surfaces[0].line.slowest == 99)
        #expect(summary.surfaces[1].line.red == 1 && summary.surfaces[1].line.count == 101)
        // Everywhere is where it came last.
        #expect(summary.all.slowest == 198 && summary.all.red == 1)
        #expect(ReceiptSummary([]).all.median == nil)
    }
}
