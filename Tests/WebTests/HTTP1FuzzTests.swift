import FoundationEssentials
import HTTPTypes
import NIOCore
import News
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Random input for the fast path: what it does not foresee it has to survive, and never to mix up.
///
/// Runs for five seconds with a new seed, which a failure names; `WARTA_FUZZ_SECONDS` and `WARTA_FUZZ_SEED` set both.
@Suite struct HTTP1FuzzTests {
    private static let seconds = ProcessInfo.processInfo.environment["WARTA_FUZZ_SECONDS"].flatMap { Int($0) } ?? 5
    private static let seed =
        ProcessInfo.processInfo.environment["WARTA_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...(.max))

    @Test(.timeLimit(.minutes(60))) func `however it is asked, each answer is that of its request, in order`()
        async throws
    {
        let portal = try await Portal([WireItem].newspaper(12))
        var targets: [String] = []
        for number in 1...12 { targets.append(try #require(try await portal.ask("/x/\(number)/x")["Location"])) }
        // Half of the pages are kept from the start, the others are pressed on the way.
        for target in targets.prefix(6) { _ = try await portal.ask(target) }
        let tally = Tally()
        try await portal.serving { [targets] port in
            let end = ContinuousClock.now.advanced(by: .seconds(Self.seconds))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<8 {
                    group.addTask {
                        var number: UInt64 = 0
                        while ContinuousClock.now < end {
                            let seed = Self.seed &+ UInt64(lane) &* 1_000_000_007 &+ number
                            let visit = FuzzedVisit(seed: seed, targets: targets)
                            let said = try await visit.make(port: port)
                            tally.count(asked: visit.asked.count, answered: visit.check(said))
                            number += 1
                        }
                    }
                }
                try await group.waitForAll()
            }
            let said = try await RawConnection.exchange(port: port, [Exchange.ask(targets[0]).bytes])
            #expect(RawAnswer.all(in: said)?.first?.isPage(targets[0]) == true, "seed \(Self.seed)")
        }
        print("fuzz: \(Self.seconds) s from seed \(Self.seed): \(tally.text)")
    }

    private final class Tally: Sendable {
        private let sums = Mutex((connections: 0, requests: 0, answers: 0))

        var text: String { sums.withLock { "\($0)" } }

        func count(asked: Int, answered: Int) {
            sums.withLock { $0 = ($0.connections + 1, $0.requests + asked, $0.answers + answered) }
        }
    }

    /// What a prefix of a head is must not be taken back by what follows.
    @Test func `a head is read the same wherever the bytes end`() {
        var dice = Seeded(seed: Self.seed)
        let known = Exchange.others + Exchange.last + Exchange.conditions(tag: "\"a\"", gzipTag: "\"b\"", date: "x")
        for _ in 0..<1_500 {
            var bytes = Array(known.randomElement(using: &dice)?.bytes.prefix(400) ?? [])
            if dice.once(in: 2) { FuzzedVisit.damage(&bytes, &dice) }
            if dice.once(in: 2) { bytes += Exchange.ask(Exchange.story).bytes }
            let whole = Self.reading(bytes)
            for length in 0..<bytes.count {
                let prefix = Self.reading(Array(bytes[..<length]))
                let isSame = prefix == "incomplete" || prefix == whole
                #expect(isSame, "seed \(Self.seed): \(RawAnswer.text(bytes)), \(length)")
            }
        }
    }

    private static func reading(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { bytes in
            switch RequestHead.parse(bytes, mostFields: 20) {
            case .incomplete: "incomplete"
            case .unclear: "unclear"
            case .tooManyFields: "too many fields"
            case .head(let head): "head \(head)"
            }
        }
    }
}

/// What one connection says, made of chance, and what may be answered to it.
private struct FuzzedVisit {
    /// The addresses that are asked for in order, up to where the bytes are damaged; nil where no page is.
    private(set) var asked: [(target: String?, isHead: Bool)] = []
    private let seed: UInt64
    private var bytes: [UInt8] = []
    private var isDamaged = false
    /// Whether the connection ends with a request that says so.
    private var isClosed = false
    private var dice: Seeded

    init(seed: UInt64, targets: [String]) {
        self.seed = seed
        dice = Seeded(seed: seed)
        for _ in 0..<Int.random(in: 1...12, using: &dice) {
            var request = makeRequest(targets)
            if dice.once(in: 12) {
                Self.damage(&request, &dice)
                isDamaged = true
            }
            bytes += request
            if isDamaged || isClosed { break }
        }
        if isDamaged || isClosed {
            for _ in 0..<Int.random(in: 0...2, using: &dice) { bytes += makeHidden(targets) }
        }
    }

    /// A request that is in order, and is expected to be answered.
    private mutating func makeRequest(_ targets: [String]) -> [UInt8] {
        let page = targets.randomElement(using: &dice) ?? "/"
        var fields: [String] = []
        if dice.once(in: 3) { fields.append("User-Agent: Mozilla/5.0 Firefox/140.0") }
        if dice.once(in: 4) {
            fields.append("X-Long: " + String(repeating: "x", count: .random(in: 0...3_000, using: &dice)))
        }
        if dice.once(in: 20) {
            fields.append("Connection: close")
            isClosed = true
        }
        let body = Array(repeating: UInt8(ascii: "G"), count: .random(in: 0...6_000, using: &dice))
        let (target, method, isPage, hasBody): (String, String, Bool, Bool) =
            switch Int.random(in: 0..<12, using: &dice) {
            case 0: ("/-/live", "GET", false, false)
            case 1: ("/-/reads/\(Int.random(in: 1...12, using: &dice))", "POST", false, true)
            case 2: (page, "POST", false, true)
            case 3: ("/tidak-ada", "GET", false, false)
            case 4: (page, "HEAD", false, false)
            case 5: (page + "?utm_source=x", "GET", true, false)
            case 6: (page, "GET", true, true)
            default: (page, "GET", true, false)
            }
        asked.append((isPage ? page : nil, method == "HEAD"))
        if hasBody { fields.append("Content-Length: \(body.count)") }
        let lines = ["\(method) \(target) HTTP/1.1", "Host: x"] + fields
        return Array(lines.map { $0 + "\r\n" }.joined().utf8) + [13, 10] + (hasBody ? body : [])
    }

    /// A request that must not be answered before those that stand before it; it may never be.
    private mutating func makeHidden(_ targets: [String]) -> [UInt8] {
        Exchange.ask(targets.randomElement(using: &dice) ?? "/").bytes
    }

    /// Changes a few bytes in a way that makes another request of it, or none.
    static func damage(_ bytes: inout [UInt8], _ dice: inout Seeded) {
        let fields = ["Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n"]
        let pieces = ["\r", "\n", "\r\n", " ", ":", "\0", "\t", "\u{7F}"] + fields
        for _ in 0..<Int.random(in: 1...3, using: &dice) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &dice) ?? "").utf8), at: place)
            default: bytes.removeLast(Int.random(in: 0...bytes.count, using: &dice))
            }
        }
    }

    /// Says it all, in pieces, and stops when it likes.
    func make(port: Int) async throws -> [UInt8] {
        var dice = dice
        let line = try await RawConnection(port: port)
        for piece in dice.pieces(bytes, most: 6) { await line.say(piece) }
        await line.finish()
        return try await line.readToEnd(asked: "seed \(seed), after \(RawAnswer.text(bytes).debugDescription)")
    }

    /// Expects answers to what was asked, in order, and gives how many there were.
    func check(_ said: [UInt8]) -> Int {
        let sure = isDamaged ? asked.count - 1 : asked.count
        // What a damaged request brings nobody knows; what was asked before it is answered all the same.
        let heads = asked.prefix(sure).map(\.isHead)
        guard let answers = RawAnswer.all(in: said, toHeads: heads, most: isDamaged ? sure : .max) else {
            Issue.record("seed \(seed): no row of answers: \(RawAnswer.text(said))")
            return 0
        }
        #expect(answers.count == sure, "seed \(seed): \(answers.count) answers to \(sure) requests")
        for (request, answer) in zip(asked.prefix(sure), answers) {
            if let target = request.target {
                #expect(answer.isPage(target), "seed \(seed): \(target)")
            } else {
                #expect(request.isHead || !RawAnswer.text(answer.body).contains("rel=\"canonical\""), "seed \(seed)")
            }
        }
        return answers.count
    }
}
