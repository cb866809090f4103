import News
import TestSupport
import Testing

/// The two axes: what readers see, and what the desk writes.
@Suite struct WorkingCopyTests {
    private let now = Timestamp.sampleNow

    private func words(_ headline: String) -> Copy {
        var copy = Copy.sample
        copy.headline = headline
        return copy
    }

    private func base(_ story: Story) -> WorkingCopy.Base { story.openWorkingCopy(by: "citra", at: now).base }

    private func written(_ state: PublicState, _ headline: String = "Baru") throws -> Story {
        var story = Story.sample(1, state: state)
        _ = try story.saveWorkingCopy(words(headline), madeFrom: base(story), by: "citra", at: now)
        return story
    }

    @Test(arguments: PublicState.allCases)
    func `writing changes nothing that readers see, in whatever state`(state: PublicState) throws {
        let before = Story.sample(1, state: state)
        let story = try written(state)
        #expect(story.published == before.published)
        #expect(story.state == before.state && story.topics == before.topics)
        #expect(story.workingCopy?.copy.headline == "Baru")
        var published = story
        let change = try published.pass(by: "citra", at: now)
        #expect(published.published?.headline == "Baru" && published.workingCopy == nil)
        #expect(published.state == .live && published.textWasPublic)
        #expect(change.act == ([.live: .updated, .held: .broughtBack, .withdrawn: .broughtBack][state] ?? .published))
    }

    @Test func `a working copy that says what is published is none`() throws {
        var story = try written(.live)
        let published = try #require(story.published)
        _ = try story.saveWorkingCopy(published, madeFrom: base(story), by: "citra", at: now)
        #expect(story.workingCopy == nil)
        #expect(throws: NewsError.self) { _ = try story.pass(by: "citra", at: now) }
    }

    @Test func `a save from an older text is refused, also after the working copy was gone meanwhile`() throws {
        var story = Story.sample(1)
        let first = base(story)
        _ = try story.saveWorkingCopy(words("Satu"), madeFrom: first, by: "citra", at: now)
        let second = base(story)
        for stale in [first, WorkingCopy.Base(save: second.save + 1, published: second.published)] {
            let error = #expect(throws: NewsError.self) {
                _ = try story.saveWorkingCopy(words("Dua"), madeFrom: stale, by: "bagus", at: now)
            }
            #expect(error?.code == .conflict)
        }
        #expect(story.workingCopy?.copy.headline == "Satu")
        _ = try story.pass(by: "citra", at: now)
        _ = try story.saveWorkingCopy(words("Tiga"), madeFrom: base(story), by: "citra", at: now)
        #expect(throws: NewsError.self) {
            _ = try story.saveWorkingCopy(words("Dua"), madeFrom: second, by: "bagus", at: now)
        }
    }

    @Test func `the stages follow one another, and writing in what was approved puts it in edit`() throws {
        var story = try written(.live)
        #expect(story.workingCopy?.stage == .draft)
        #expect(throws: NewsError.self) { _ = try story.approve() }
        #expect(throws: NewsError.self) { _ = try story.sendBack(because: "x") }
        #expect(try story.submit().act == .submitted)
        #expect(throws: NewsError.self) { _ = try story.submit() }
        #expect(try story.approve().act == .approved)
        _ = try story.saveWorkingCopy(words("Lagi"), madeFrom: base(story), by: "bagus", at: now)
        #expect(story.workingCopy?.stage == .inEdit)
        _ = try story.approve()
        #expect(throws: NewsError.self) { _ = try story.sendBack(because: " ") }
        let change = try story.sendBack(because: " Sebut  sumbernya. ")
        #expect(change.act == .sentBack && change.reason == "Sebut sumbernya.")
        #expect(story.workingCopy?.stage == .draft && story.state == .live)
        var untouched = Story.sample(2)
        #expect(throws: NewsError.self) { _ = try untouched.submit() }
    }

    @Test(arguments: [WireItem.Status.usable, .withheld, .canceled], [PublicState.never, .live, .held])
    func `no copy of a wire takes the desk's words away`(status: WireItem.Status, state: PublicState) throws {
        var story = try written(state, "Kata meja")
        var item = WireItem.sample(1, status: status, version: 86_400 * 365)
        item.copy.headline = "Kata kawat"
        let stop = status == .usable ? nil : WireStop.of(item)
        let change =
            if status == .canceled, let stop {
                story.obey(stop, by: "wire", at: now)
            } else {
                story.take(item, under: stop, by: "wire", at: now)
            }
        #expect(story.workingCopy?.copy.headline == "Kata meja")
        switch status {
        case .usable:
            #expect(story.state == .live && story.published?.headline == "Kata kawat")
            // The desk must look at both before its words take the wire's place.
            let error = #expect(throws: NewsError.self) { _ = try story.pass(by: "citra", at: now) }
            #expect(error?.code == .conflict)
            let base = WorkingCopy.Base(save: story.workingSaves, published: story.publishedVersion)
            _ = try story.saveWorkingCopy(words("Kata meja"), madeFrom: base, by: "citra", at: now)
            _ = try story.pass(by: "citra", at: now)
            #expect(story.published?.headline == "Kata meja")
        case .withheld:
            #expect(!story.state.isPassed && change?.aside?.headline == "Kata kawat")
        case .canceled: #expect(story.state == .withdrawn)
        }
    }

    @Test func `what a wire withholds is its working copy, and goes when the wire passes a text`() {
        var story = Story(.sample(1), under: nil, by: "wire", at: now)
        var held = WireItem.sample(1, status: .withheld, version: 60)
        held.copy.headline = "Ditahan"
        _ = story.take(held, under: .of(held), by: "wire", at: now)
        #expect(story.state == .held && story.published?.headline == "Kawat nomor 1")
        #expect(story.workingCopy?.copy.headline == "Ditahan")
        _ = story.take(.sample(1, version: 120), under: nil, by: "wire", at: now)
        #expect(story.state == .live && story.workingCopy == nil)
    }

    @Test func `a story is scheduled and taken back before readers know it, and never after`() throws {
        var story = try written(.never)
        #expect(throws: NewsError.self) { _ = try story.schedule(for: now, by: "citra", at: now) }
        let time = now.adding(seconds: 60)
        #expect(try story.schedule(for: time, by: "citra", at: now).act == .scheduled)
        #expect(story.state == .scheduled && story.waitsUntil == time && story.firstPublic == nil)
        let early = story.release(at: time.adding(milliseconds: -1))
        #expect(early == nil)
        #expect(try story.unschedule(by: "citra", at: now).act == .unscheduled)
        #expect(story.state == .never && story.published == nil && story.workingCopy?.copy.headline == "Baru")
        _ = try story.schedule(for: time, by: "citra", at: now)
        let change = story.release(at: time)
        #expect(change?.act == .published && story.state == .live && story.firstPublished == time)
        #expect(throws: NewsError.self) { _ = try story.schedule(for: time.adding(seconds: 60), by: "citra", at: time) }
    }

    @Test func `a story of the desk has an identity that is a URI, each its own`() {
        var chance = Seeded(seed: 1)
        let uris = (0..<100).map { _ in Identifier.new(using: &chance) }
        #expect(Set(uris).count == 100)
        #expect(uris.allSatisfy { Identifier.written($0) == $0 && $0.utf8.count == 45 })
    }
}

extension WireStop {
    fileprivate static func of(_ item: WireItem) -> WireStop {
        WireStop(
            status: item.status,
            fingerprint: 1,
            until: item.version,
            edition: "",
            made: item.version,
            reason: ""
        )
    }
}
