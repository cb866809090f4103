import HummingbirdTesting
import NIOCore
import News
import Press
import Synchronization
import TestSupport
import Testing

@testable import Web

/// What is written and not taken is bounded, for one connection and for all together.
///
/// Bytes are counted, not seconds.
@Suite(.timeLimit(.minutes(10))) struct SendBufferBudgetTests {
    private func at(_ second: Int64) -> NIODeadline { .uptimeNanoseconds(UInt64(second) * 1_000_000_000) }

    @Test func `beyond the budget those go that have taken nothing for the longest time`() {
        let budget = SendBufferBudget(limit: 800)
        let dropped = Mutex<[Int]>([])
        let holdings = (0..<9).map { number in budget.open { dropped.withLock { $0.append(number) } } }
        for holding in holdings.prefix(8) { budget.change(holding, to: 100, at: at(10)) }
        #expect(budget.held == 800 && dropped.withLock { $0 }.isEmpty)
        // All but 3 and 5 take something, and are given more.
        for (number, holding) in holdings.prefix(8).enumerated() where ![3, 5].contains(number) {
            budget.change(holding, to: 50, at: at(20))
            budget.change(holding, to: 100, at: at(20))
        }
        #expect(dropped.withLock { $0 }.isEmpty)
        budget.change(holdings[8], to: 100, at: at(21))
        #expect(Set(dropped.withLock { $0 }) == [3, 5])
        #expect(budget.held == 700)
        // Who is dropped counts no more, whatever is still heard of it.
        budget.change(holdings[3], to: 500, at: at(22))
        budget.close(holdings[3])
        #expect(budget.held == 700)
        for holding in holdings { budget.close(holding) }
        #expect(budget.held == 0)
    }

    @Test func `the budget holds at any moment, whoever writes how much`() {
        var dice = Seeded(seed: 5)
        let budget = SendBufferBudget(limit: 10_000)
        let gone = Mutex<Set<Int>>([])
        let holdings = (0..<50).map { number in budget.open { _ = gone.withLock { $0.insert(number) } } }
        for second in 0..<5_000 {
            let number = Int.random(in: 0..<50, using: &dice)
            budget.change(holdings[number], to: Int.random(in: 0..<1_000, using: &dice), at: at(Int64(second)))
            #expect(budget.held <= 10_000 && budget.held >= 0)
        }
        #expect(!gone.withLock { $0 }.isEmpty)
        for holding in holdings { budget.close(holding) }
        #expect(budget.held == 0)
    }

    @Test func `an honest reader is answered while silent ones are closed, and nobody holds more than a little`()
        async throws
    {
        let paragraphs = (0..<15_000).map { "<p>Alinea ke-\($0 &* 2_654_435_761 % 999_999_937)</p>" }.joined()
        var item = WireItem.sample(1)
        item.copy.body = try Body(html: paragraphs)
        let portal = try await Portal([item])
        let whole = try await portal.ask(Exchange.story).body
        #expect(whole.readableBytes > 300_000)
        var limits = Limits()
        limits.unsent = 1 << 20
        let most = Mutex(0)
        try await portal.serving(limits: limits) { port in
            // More than the system keeps for a client that takes nothing.
            let requests = Array(repeatElement(Exchange.ask(Exchange.story).bytes, count: 20).joined())
            var silent: [RawConnection] = []
            for _ in 0..<40 {
                let line = try await RawConnection(port: port, isReading: false)
                await line.say(requests)
                silent.append(line)
                let held = try await Self.held(port)
                #expect(held <= silent.count * (Limits.mostWhole + 2 * PageReader.piece))
                most.withLock { $0 = max($0, held) }
            }
            let honest = try await RawConnection.exchange(port: port, [Exchange.ask(Exchange.story).bytes])
            #expect(RawAnswer.all(in: honest)?.first?.body.count == whole.readableBytes)
        }
        #expect((500_000...1 << 20).contains(most.withLock { $0 }))
    }

    /// As the figures for monitors tell it.
    private static func held(_ port: Int) async throws -> Int {
        let said = try await RawConnection.exchange(port: port, [Exchange.ask("/-/metrics").bytes])
        let body = try #require(RawAnswer.all(in: said)?.first?.body)
        return try Int(String(#require(RawAnswer.text(body).firstMatch(of: #/\nwarta_unsent_bytes (\d+)\n/#)).1)) ?? -1
    }
}
