import News
import TestSupport
import Testing

@Suite struct WireDecisionTests {
    /// What stands in the newspaper before a copy comes, and what becomes of it: for each status, by the copy's age.
    ///
    /// `P` live or scheduled, `D` not passed or held, `W` withdrawn; a small letter where the state stays and nothing is taken; `+` where
    /// words are taken over. The ages are older, of the same instant and saying the same, of the same instant and saying
    /// something else, newer.
    static let table: [(before: Before, usable: String, withheld: String, canceled: String)] = [
        (.published, "p p P+ P+", "D D D+ D+", "W W W W"),
        (.embargoed, "p P P+ P+", "D D D+ D+", "W W W W"),
        (.edited, "p p P+ P+", "D D D+ D+", "W W W W"),
        (.publishedByDesk, "p p p P+", "D p D D+", "W W W W"),
        (.held, "d d d P+", "D d D D+", "W W W W"),
        (.killed, "w w w P+", "W W W W", "W w W W"),
        (.withdrawnByDesk, "w w w w", "W W W W", "W W W W"),
    ]

    @Test(arguments: table)
    func `each copy does what the table says`(row: (before: Before, usable: String, withheld: String, canceled: String))
    {
        let statuses: [(WireItem.Status, String)] = [
            (.usable, row.usable), (.withheld, row.withheld), (.canceled, row.canceled),
        ]
        for (status, expected) in statuses {
            let got = Age.allCases.map { age in
                var desk = row.before.desk
                let words = desk.words
                let isTaken = desk.take(age.item(status))
                let letter = desk.story?.state.letter ?? "-"
                let isNew = desk.words != words
                return (isTaken ? letter : letter.lowercased()) + (isNew ? "+" : "")
            }
            #expect(got.joined(separator: " ") == expected, "\(row.before), \(status)")
        }
    }

    @Test(arguments: [WireItem.Status.withheld, .canceled])
    func `a stop for an item that has not come keeps it from readers when it comes, unless it is newer`(
        status: WireItem.Status
    ) {
        for isStub in [true, false] {
            for (seconds, state) in [(-1, nil), (0, nil), (1, PublicState.live)] as [(Int64, PublicState?)] {
                var desk = PureDesk()
                var stop = WireItem.sample(1, status: status)
                stop.isStub = isStub
                desk.take(stop)
                #expect((desk.story == nil) == isStub)
                desk.take(.sample(1, version: seconds))
                #expect(desk.story?.state == state ?? (status == .canceled ? .withdrawn : .never))
            }
        }
    }

    @Test func `among copies of one instant the sender's number decides, whatever its length`() {
        for (first, second, isTaken) in [
            ("1", "2", true), ("2", "1", false), ("9", "10", true), ("10", "9", false), ("1.9", "1.10", true),
            ("2", "2.1", true), ("02", "2", true), ("99999999999999999999999", "100000000000000000000000", true),
            ("", "2", true), ("2", "", true), ("a", "b", true),
        ] {
            var desk = PureDesk()
            desk.take(numbered(first, "Satu"))
            desk.take(numbered(second, "Dua"))
            #expect(desk.story?.copy.headline == (isTaken ? "Dua" : "Satu"), "\(first), then \(second)")
        }
    }

    @Test func `a later number of the same instant lifts a kill, an earlier one and none do not`() {
        for (edition, state) in [("3", PublicState.live), ("1", .withdrawn), ("2", .withdrawn), ("", .withdrawn)] {
            var desk = PureDesk()
            desk.take(numbered("1", "Satu"))
            desk.take(numbered("2", "Satu", .canceled))
            desk.take(numbered(edition, "Tiga"))
            #expect(desk.story?.state == state, "\(edition)")
        }
    }

    @Test func `a copy that was stopped by an older kill does not come back by being sent again`() {
        var desk = PureDesk()
        desk.take(.sample(1, version: 100))
        desk.take(.sample(1, status: .canceled))
        #expect(desk.story?.state == .withdrawn)
        let isTakenAgain = desk.take(.sample(1, version: 100))
        let isOlderTaken = desk.take(.sample(1, version: 99))
        #expect(!isTakenAgain && !isOlderTaken)
        desk.take(.sample(1, version: 101))
        #expect(desk.story?.state == .live)
        // The same kill once more is not another one.
        desk.take(.sample(1, status: .canceled))
        #expect(desk.story?.state == .live)
        desk.take(.sample(1, status: .canceled, version: 1))
        #expect(desk.story?.state == .withdrawn)
    }

    @Test func `an undated kill is as new as its arrival and is obeyed each time`() {
        var desk = PureDesk()
        desk.take(.sample(1))
        var kill = WireItem.sample(1, status: .canceled)
        kill.isDated = false
        kill.isStub = true
        for _ in 1...2 {
            desk.take(kill)
            #expect(desk.story?.state == .withdrawn)
            desk.take(.sample(1, version: 60))
            #expect(desk.story?.state == .withdrawn)
            desk.now = desk.now.adding(seconds: 600)
            var newer = WireItem.sample(1)
            newer.version = desk.now.adding(seconds: -1)
            desk.take(newer)
            #expect(desk.story?.state == .live)
        }
    }

    @Test func `a changed text without a version is taken, the same is not, and neither counts as older`() {
        var desk = PureDesk()
        desk.take(.sample(1, version: 100))
        var undated = WireItem.sample(1)
        undated.isDated = false
        undated.copy.headline = "Judul baru"
        let isTaken = desk.take(undated)
        #expect(isTaken)
        #expect(desk.story?.copy.headline == "Judul baru")
        let isTakenAgain = desk.take(undated)
        #expect(!isTakenAgain)
        #expect(desk.story?.updated == WireItem.sample(1, version: 100).version)
    }

    @Test func `a kill changes no words, and a later one may say why`() {
        var desk = PureDesk()
        desk.take(.sample(1))
        var kill = WireItem.sample(1, status: .canceled, version: 5)
        kill.copy.headline = "KILL: jangan dipakai"
        desk.take(kill)
        #expect(desk.story?.copy.headline == WireItem.sample(1).copy.headline)
        kill.withdrawalReason = "Salah kutip."
        kill.version = kill.version.adding(seconds: 5)
        desk.take(kill)
        #expect(
            desk.story?.withdrawal
                == Story.Withdrawal(at: kill.version.adding(seconds: -5), ground: .source, reason: "Salah kutip.")
        )
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `copies in any order, taken twice, end in the same state, and none outlives a kill that came after it`(
        seed: UInt64
    ) {
        var chance = Seeded(seed: seed)
        let items = (0..<Int.random(in: 1...12, using: &chance)).map { _ in
            var item = WireItem.sample(
                1,
                status: [.usable, .usable, .withheld, .canceled].randomElement(using: &chance) ?? .usable,
                version: Int64.random(in: 0...4, using: &chance)
            )
            item.edition = ["", "", "1", "2"].randomElement(using: &chance) ?? ""
            item.isStub = item.status != .usable && Bool.random(using: &chance)
            return item
        }
        var desk = PureDesk()
        for item in items {
            let isNew = !desk.stops.contains { $0.status == item.status && $0.made == item.version }
            desk.take(item)
            if item.status != .usable, isNew { #expect(desk.story?.state != .live) }
        }
        let (story, stops) = (desk.story, desk.stops)
        for item in items { desk.take(item) }
        #expect(desk.story == story)
        #expect(desk.stops == stops)
    }

    private func numbered(_ edition: String, _ headline: String, _ status: WireItem.Status = .usable) -> WireItem {
        var item = WireItem.sample(1, status: status)
        item.edition = edition
        item.copy.headline = headline
        return item
    }
}

extension WireDecisionTests {
    /// A newspaper of one story, made by the rule alone.
    struct PureDesk {
        var story: Story?
        var stops: [WireStop] = []
        var now = Timestamp.sampleNow

        /// Takes a copy; false where the rule has nothing done.
        @discardableResult
        mutating func take(_ item: WireItem) -> Bool {
            switch WireFacts(known: known, stops: stops).decision(on: item, at: now) {
            case .unchanged:
                if let stamp = story?.wire?.numbered(by: item) { story?.wire = stamp }
                return false
            case .outdated, .keptBack: return false
            case .remember(let stop): remember(stop)
            case .obey(let stop):
                _ = story?.obey(stop, by: "wire", at: now)
                remember(stop)
            case .take(let stop, let new):
                if story == nil {
                    story = Story(item, under: stop, by: "wire", at: now)
                } else {
                    _ = story?.take(item, under: stop, by: "wire", at: now)
                }
                if let new { remember(new) }
            }
            return true
        }

        /// What the desk has in hand: the working copy, else what is published.
        var words: String? { story?.workingCopy?.copy.headline ?? story?.copy.headline }

        private var known: WireFacts.Known? {
            story.map { story in
                WireFacts.Known(
                    number: story.number,
                    state: story.state,
                    decidedBy: story.decidedBy,
                    stamp: story.wire ?? WireStamp(version: story.updated)
                )
            }
        }

        private mutating func remember(_ stop: WireStop) {
            stops.removeAll { $0.fingerprint == stop.fingerprint }
            stops.append(stop)
            stops.sort { ($0.until, $0.fingerprint) < ($1.until, $1.fingerprint) }
        }
    }

    enum Before: Sendable {
        case published, embargoed, edited, publishedByDesk, held, killed, withdrawnByDesk

        /// The copy came with version 100; what was decided since, too.
        var desk: PureDesk {
            var desk = PureDesk()
            var item = WireItem.sample(1, version: 100)
            if self == .embargoed { item.embargoedUntil = desk.now.adding(seconds: 3_600) }
            if self == .held || self == .publishedByDesk { item.status = .withheld }
            desk.take(item)
            switch self {
            case .published, .embargoed, .held: break
            case .edited:
                desk.story?.words.lead = "Disunting."
                desk.story?.updated = desk.now
            case .killed: desk.take(.sample(1, status: .canceled, version: 100))
            case .publishedByDesk: _ = try? desk.story?.publish(by: "citra", at: desk.now)
            case .withdrawnByDesk: _ = try? desk.story?.withdraw(on: .mistake, by: "citra", at: desk.now)
            }
            return desk
        }
    }

    enum Age: CaseIterable {
        case older, same, other, newer

        func item(_ status: WireItem.Status) -> WireItem {
            var item = WireItem.sample(1, status: status, version: self == .older ? 99 : self == .newer ? 101 : 100)
            if self != .same { item.copy.headline = "Judul lain" }
            return item
        }
    }
}

extension PublicState {
    fileprivate var letter: String {
        switch self {
        case .live, .scheduled: "P"
        case .never, .held: "D"
        case .withdrawn: "W"
        }
    }
}
