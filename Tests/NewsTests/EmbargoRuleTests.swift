import TestSupport
import Testing

@testable import News

/// Before which time a story may not be public: who says so, and what it keeps from happening.
@Suite struct EmbargoRuleTests {
    private let now = Timestamp.sampleNow
    private var noon: Timestamp { now.adding(seconds: 3_600) }
    private var later: Timestamp { now.adding(seconds: 7_200) }

    private func code(_ act: () throws -> Void) -> NewsError.Code? {
        do { try act() } catch { return (error as? NewsError)?.code }
        return nil
    }

    @Test(arguments: PublicState.allCases)
    func `a story that readers do not see can be put under embargo, and then not be made public before`(
        state: PublicState
    ) throws {
        var story = Story.sample(1, state: state)
        guard state != .live else {
            #expect(code { _ = try story.embargo(until: noon, by: "bagus", at: now) } == .refused)
            #expect(story == Story.sample(1, state: state))
            return
        }
        let change = try story.embargo(until: noon, because: " Pidato  pukul sepuluh. ", by: "bagus", at: now)
        #expect(change.act == .embargoed && change.reason.hasSuffix(": Pidato pukul sepuluh."))
        #expect(story.embargo(at: now) == noon && story.isEmbargoDesks)
        #expect(code { _ = try story.pass(by: "bagus", at: now) } == .refused)
        #expect(story.state == state)
        _ = try story.pass(by: "bagus", at: noon)
        #expect(story.state == .live)
    }

    @Test func `it is scheduled for its end or later, approved all the same, and the end is named`() throws {
        var story = Story.sample(1, state: .never)
        _ = try story.embargo(until: noon, by: "bagus", at: now)
        _ = try story.submit()
        _ = try story.approve()
        let error = #expect(throws: NewsError.self) {
            _ = try story.schedule(for: noon.adding(seconds: -1), by: "bagus", at: now)
        }
        #expect(error?.code == .invalid && error?.message.contains(RFC3339.write(noon, zone: story.copy.zone)) == true)
        _ = try story.schedule(for: noon, by: "bagus", at: now)
        #expect(story.waitsUntil == noon)
    }

    @Test func `a scheduled story waits longer, and appears where neither time is ahead any more`() throws {
        var story = Story.sample(1, state: .never)
        _ = try story.schedule(for: noon, by: "bagus", at: now)
        _ = try story.embargo(until: later, by: "dewi", at: now)
        #expect(story.waitsUntil == later && story.release(at: noon) == nil)
        // Sooner again, while its own time is still ahead.
        let half = now.adding(seconds: 1_800)
        _ = try story.embargo(until: half, by: "dewi", at: now)
        #expect(story.waitsUntil == noon)
        _ = try story.embargo(until: later, by: "dewi", at: now)
        let change = try story.embargo(until: nil, by: "dewi", at: noon.adding(seconds: 60))
        #expect(change.act == .published && story.state == .live && story.decidedBy == .desk)
        #expect(story.publicSince == noon.adding(seconds: 60) && !story.wasUpdated)
    }

    @Test func `lifting, past ends and what is so already are told apart`() throws {
        var story = Story.sample(1, state: .never)
        #expect(code { _ = try story.embargo(until: nil, by: "bagus", at: now) } == .refused)
        #expect(code { _ = try story.embargo(until: now, by: "bagus", at: now) } == .invalid)
        let long = String(repeating: "x", count: 5_001)
        #expect(code { _ = try story.embargo(until: noon, because: long, by: "bagus", at: now) } == .invalid)
        _ = try story.embargo(until: noon, by: "bagus", at: now)
        #expect(code { _ = try story.embargo(until: noon, by: "bagus", at: now) } == .refused)
        #expect(try story.embargo(until: nil, by: "bagus", at: now).act == .embargoLifted)
        #expect(story.embargo(at: now) == nil && story.state == .never)
        // One that has ended is none that could be lifted.
        _ = try story.embargo(until: noon, by: "bagus", at: now)
        #expect(code { _ = try story.embargo(until: nil, by: "bagus", at: later) } == .refused)
    }

    private func wireStory(_ end: Timestamp?, version: Int64 = 0) -> Story {
        var item = WireItem.sample(1, version: version)
        item.embargoedUntil = end
        return Story(item, under: nil, by: "wire", at: now)
    }

    @Test func `a sender's embargo ends sooner only knowingly, and later as the desk likes`() throws {
        let sent = wireStory(noon)
        #expect(sent.waitsUntil == noon && !sent.isEmbargoDesks)
        for end in [nil, now.adding(seconds: 60)] as [Timestamp?] {
            var story = sent
            #expect(code { _ = try story.embargo(until: end, by: "bagus", at: now) } == .refused)
            #expect(story == sent)
            _ = try story.embargo(until: end, overridesSender: true, by: "bagus", at: now)
            #expect(story.embargo(at: now) == end && story.isEmbargoDesks)
            #expect(story.state == (end == nil ? .live : .scheduled))
        }
        var story = sent
        _ = try story.embargo(until: later, by: "bagus", at: now)
        #expect(story.waitsUntil == later)
    }

    /// What the sender names with a later version, and what stands then: the desk's word, or what is asked for longer.
    @Test(
        arguments: [
            (desk: 3_600, sent: nil, stands: 3_600), (desk: 3_600, sent: 60, stands: 3_600),
            (desk: 3_600, sent: 7_200, stands: 7_200), (desk: nil, sent: 3_600, stands: nil),
        ] as [(desk: Int64?, sent: Int64?, stands: Int64?)]
    )
    func `no wire takes the desk's embargo away`(one: (desk: Int64?, sent: Int64?, stands: Int64?)) throws {
        var story = wireStory(now.adding(seconds: 1_800))
        _ = try story.embargo(
            until: one.desk.map { now.adding(seconds: $0) },
            overridesSender: true,
            by: "bagus",
            at: now
        )
        var item = WireItem.sample(1, version: 86_400)
        item.embargoedUntil = one.sent.map { now.adding(seconds: $0) }
        _ = story.take(item, under: nil, by: "wire", at: now)
        #expect(story.embargo(at: now) == one.stands.map { now.adding(seconds: $0) })
        #expect(story.state == (one.stands == nil ? .live : .scheduled))
    }

    @Test func `whose an embargo is goes into the record of an export, and comes back`() throws {
        var story = Story.sample(1, state: .never)
        _ = try story.embargo(until: noon, by: "bagus", at: now)
        var item = WireItem.sample(1, status: .withheld)
        item.embargoedUntil = noon
        let back = Story(restoring: item, StoryRecord(story, stops: []), at: now)
        #expect(back.embargoedUntil == noon && back.isEmbargoDesks)
    }

    @Test func `publish, update and bringing back are three verbs, each for its own state`() throws {
        for state in PublicState.allCases {
            let story = Story.sample(1, state: state)
            let verbs: [(PublicState?, (inout Story) throws -> StoryChange)] = [
                (nil, { try $0.publish(by: "dewi", at: now) }), (.live, { try $0.update(by: "dewi", at: now) }),
                (.held, { try $0.bringBack(because: "Benar.", by: "dewi", at: now) }),
            ]
            for (index, verb) in verbs.enumerated() {
                var one = story
                try one.write("Baru")
                let isFor = [[PublicState.never, .scheduled], [.live], [.held, .withdrawn]][index].contains(state)
                guard isFor else {
                    #expect(code { _ = try verb.1(&one) } == .refused, "\(state) \(index)")
                    continue
                }
                let change = try verb.1(&one)
                #expect(change.act == [.published, .updated, .broughtBack][index])
                #expect(one.state == .live && one.published?.headline == "Baru" && one.workingCopy == nil)
                #expect(change.reason == (index == 2 ? "Benar." : ""))
            }
        }
        var withdrawn = Story.sample(1, state: .withdrawn)
        #expect(code { _ = try withdrawn.bringBack(because: " ", by: "dewi", at: now) } == .invalid)
        var live = Story.sample(1, state: .live)
        #expect(code { _ = try live.update(by: "dewi", at: now) } == .refused)
    }
}

extension Story {
    fileprivate mutating func write(_ headline: String) throws {
        var copy = openCopy
        copy.headline = headline
        let base = openWorkingCopy(by: "citra", at: .sampleNow).base
        _ = try saveWorkingCopy(copy, madeFrom: base, by: "citra", at: .sampleNow)
    }
}
