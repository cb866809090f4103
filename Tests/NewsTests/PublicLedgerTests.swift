import News
import TestSupport
import Testing

/// How the public ledger counts.
@Suite struct PublicLedgerTests {
    private static let zone = Zone.wib
    /// Noon of 15 March 2026 in Jakarta.
    private static let now = time(2026, 3, 15, hour: 12)

    private static func time(_ year: Int, _ month: Int, _ day: Int, hour: Int64 = 0) -> Timestamp {
        guard let day = CivilDay(year: year, month: month, day: day) else { return .sampleNow }
        return zone.start(of: day).adding(seconds: hour * 3600)
    }

    private static func ledger(_ fill: (inout PublicLedger.Facts) -> Void) -> PublicLedger {
        var facts = PublicLedger.Facts()
        fill(&facts)
        return PublicLedger(facts, at: now, in: zone)
    }

    private static func objection(
        _ state: Grievance.State,
        received: Timestamp,
        ended: Timestamp?,
        dueIn hours: Int64 = 48
    ) -> PublicLedger.Objection {
        PublicLedger.Objection(
            kind: .complaint,
            state: state,
            received: received,
            due: received.adding(seconds: hours * 3600),
            ended: ended
        )
    }

    @Test func `it has this month and the twelve before it, which begin at midnight in the newspaper's zone`() {
        let ledger = Self.ledger { facts in
            for at in [Self.time(2026, 3, 1).adding(seconds: -1), Self.time(2026, 3, 1), Self.time(2025, 3, 1)] {
                facts.corrections.append(PublicLedger.Corrected(kind: .correction, at: at, published: at))
            }
        }
        #expect(ledger.months.count == 13)
        #expect(ledger.months.first?.first.description == "2026-03-01")
        #expect(ledger.months.last?.first.description == "2025-03-01")
        #expect(ledger.months.map(\.corrections) == [1, 1] + Array(repeating: 0, count: 10) + [1])
        #expect(PublicLedger.start(Self.now, in: Self.zone) == Self.time(2025, 3, 1))
    }

    @Test func `the median is the middle one, or the mean of both in the middle, without clarifications`() {
        func median(_ seconds: [Int64]) -> Int64? {
            Self.ledger { facts in
                let published = Self.time(2026, 3, 2)
                facts.corrections = seconds.map {
                    PublicLedger.Corrected(kind: .correction, at: published.adding(seconds: $0), published: published)
                }
                facts.corrections.append(
                    PublicLedger.Corrected(kind: .clarification, at: published.adding(seconds: 9), published: published)
                )
            }.months[0].secondsToCorrect
        }
        #expect(median([]) == nil)
        #expect(median([7]) == 7)
        #expect(median([100, 2, 6]) == 6)
        #expect(median([100, 2, 7, 4]) == 5)
    }

    @Test func `a story that an import brings corrected counts no time below zero`() {
        let at = Self.time(2026, 3, 2)
        let ledger = Self.ledger {
            $0.corrections = [PublicLedger.Corrected(kind: .correction, at: at, published: at.adding(seconds: 60))]
        }
        #expect(ledger.months[0].secondsToCorrect == 0)
    }

    @Test func `withdrawals are counted by their grounds`() {
        let ledger = Self.ledger { facts in
            facts.withdrawals = [.child, .child, nil].map {
                PublicLedger.Withdrawn(at: Self.time(2026, 2, 3), ground: $0)
            }
        }
        #expect(ledger.months[1].withdrawals == [.child: 2, nil: 1] && ledger.months[0].withdrawals.isEmpty)
        #expect(!ledger.months[1].isEmpty && ledger.months[0].isEmpty)
    }

    @Test func `what is decided counts when it is decided, and what was due before that is late`() {
        let received = Self.time(2026, 2, 27)
        let ledger = Self.ledger { facts in
            facts.objections = [
                Self.objection(.answered, received: received, ended: received.adding(seconds: 3600)),
                Self.objection(.answered, received: received, ended: Self.time(2026, 3, 4)),
                Self.objection(.open, received: received, ended: nil),
                Self.objection(.open, received: Self.now.adding(seconds: -60), ended: nil),
            ]
        }
        let february = ledger.months[1].grievances[.complaint]
        let march = ledger.months[0].grievances[.complaint]
        #expect(february?.received == 3 && february?.answered == 1 && february?.late == 0)
        #expect(february?.secondsToDecide == 3600)
        #expect(march?.received == 1 && march?.answered == 1 && march?.late == 1)
        let open = ledger.open[.complaint]
        #expect(open?.count == 2 && open?.late == 1 && open?.oldest == received)
        #expect(ledger.open[.reply]?.count == 0 && ledger.open[.reply]?.oldest == nil)
    }

    @Test func `what nobody meant is no decision that took time, and what nobody decided is late`() {
        let received = Self.time(2026, 3, 1)
        let ledger = Self.ledger { facts in
            facts.objections = [
                Self.objection(.dismissed, received: received, ended: received.adding(seconds: 90 * 3600)),
                Self.objection(.lapsed, received: received, ended: received.adding(seconds: 300 * 3600)),
            ]
        }
        let decisions = ledger.months[0].grievances[.complaint]
        #expect(decisions?.received == 2 && decisions?.dismissed == 1 && decisions?.lapsed == 1)
        #expect(decisions?.late == 1 && decisions?.secondsToDecide == nil)
    }

    @Test func `a report counts in the month of its publication, and in that of its verification`() {
        let published = Self.time(2026, 2, 3)
        let ledger = Self.ledger { facts in
            facts.reports = [
                PublicLedger.Report(published: published, verified: Self.time(2026, 3, 2), isLive: true),
                PublicLedger.Report(published: Self.time(2024, 1, 1), verified: nil, isLive: true),
                PublicLedger.Report(published: Self.time(2023, 1, 1), verified: nil, isLive: false),
            ]
        }
        #expect(ledger.months[1].reports == 1 && ledger.months[1].verified == 0)
        #expect(ledger.months[0].reports == 0 && ledger.months[0].verified == 1)
        #expect(ledger.unverified.count == 1 && ledger.unverified.oldest == Self.time(2024, 1, 1))
    }
}
