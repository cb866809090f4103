import News
import Synchronization
import TestSupport
import Testing

@testable import Press

@Suite struct PageCacheTests {
    private let versions = Versions(of: 0)
    private let tally = PressTally()

    private func cache(_ budget: Int) -> PageCache {
        PageCache(budget: budget, tally: tally)
    }

    /// A part whose bytes hardly compress.
    private static func part(_ seed: Int, size: Int = 1_000) -> PressedPart {
        var state = UInt64(seed &+ 1)
        let bytes = (0..<size).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        let fragment = Fragment.press(bytes, unless: nil, tally: PressTally())
        return PressedPart(fragment, caching: .list, pressedAt: .sampleNow)
    }

    private static func address(_ number: Int) -> Address { .sitemap(Int64(number)) }

    @Test func `five hundred pages stay within the budget, and each that went is counted`() async throws {
        let budget = 100_000
        let cache = cache(budget)
        for number in 0..<500 {
            _ = try await cache.part(at: Self.address(number), versions) { _ in (Self.part(number), []) }
            #expect(cache.size <= budget)
        }
        #expect(tally[.pressing] == 500)
        #expect(cache.size > budget / 2)
        let kept = cache.size / Self.part(1).cost
        #expect(abs(500 - kept - tally[.eviction]) <= 5)
    }

    @Test func `a page that is asked for all the time stays`() async throws {
        let cache = cache(50_000)
        let hot = Self.address(0)
        for number in 1...400 {
            _ = try await cache.part(at: hot, versions) { _ in (Self.part(0), []) }
            _ = try await cache.part(at: Self.address(number), versions) { _ in (Self.part(number), []) }
        }
        #expect(tally[.hit] == 399)
        #expect(tally[.pressing] == 401)
    }

    @Test func `a page greater than the whole budget is sent but not kept`() async throws {
        let cache = cache(10_000)
        for _ in 0..<2 {
            let part = try await cache.part(at: .front, versions) { _ in (Self.part(1, size: 20_000), []) }
            #expect(part.fragment.length == 20_000)
        }
        #expect(tally[.pressing] == 2)
        #expect(cache.size == 0)
    }

    @Test func `a page that grows or shrinks is counted as it is now`() async throws {
        let cache = cache(100_000)
        var sizes: [Int] = []
        for size in [1_000, 30_000, 1_000] {
            _ = try await cache.part(at: .front, versions) { _ in (Self.part(1, size: size), [.masthead]) }
            sizes.append(cache.size)
            versions.move(.masthead)
        }
        #expect(sizes[1] > 30_000)
        #expect(sizes[0] == sizes[2])
    }

    @Test func `a change moves what depends on it and hands the pressing what was there`() async throws {
        let cache = cache(100_000)
        let first = try await cache.part(at: .front, versions) { former in
            #expect(former == nil)
            return (Self.part(1), [.topic(.site), .masthead])
        }
        versions.move(.topic(.section(Section.dunia.slug)))
        _ = try await cache.part(at: .front, versions) { _ in (Self.part(2), []) }
        #expect(tally[.pressing] == 1)
        versions.move(.topic(.site))
        _ = try await cache.part(at: .front, versions) { former in
            #expect(former?.fragment === first.fragment)
            return (Self.part(2), [])
        }
        #expect(tally[.pressing] == 2)
    }

    @Test func `a change during a pressing is not lost`() async throws {
        let cache = cache(100_000)
        let truth = Mutex(1)
        let (begun, hold) = (Gate(), Gate())
        let early = Task {
            try await cache.part(at: .front, versions) { _ in
                let seen = truth.withLock { $0 }
                begun.open()
                await hold.pass()
                return (Self.part(seen), [.topic(.site)])
            }
        }
        await begun.pass()
        truth.withLock { $0 = 2 }
        versions.move(.topic(.site))
        // Whoever asks after the change must not be given the page that is read before it, nor wait for it for ever.
        let watch = Task {
            try await Task.sleep(for: .seconds(5))
            hold.open()
        }
        defer { watch.cancel() }
        let late = try await cache.part(at: .front, versions) { _ in (Self.part(truth.withLock { $0 }), [.topic(.site)])
        }
        #expect(late.fragment.digest == Self.part(2).fragment.digest)
        hold.open()
        #expect(try await early.value.fragment.digest == Self.part(1).fragment.digest)
        let kept = try await cache.part(at: .front, versions) { _ in (Self.part(3), []) }
        #expect(kept.fragment.digest == Self.part(2).fragment.digest)
    }

    @Test func `a pressing that fails is asked for again by the next`() async throws {
        let cache = cache(100_000)
        await #expect(throws: NewsError.self) {
            try await cache.part(at: .front, versions) { _ in throw NewsError(.unavailable, "away") }
        }
        let part = try await cache.part(at: .front, versions) { _ in (Self.part(1), []) }
        #expect(part.fragment.digest == Self.part(1).fragment.digest)
    }

    @Test func `a reader who goes away does not take the page from those who wait`() async throws {
        let cache = cache(100_000)
        let (begun, hold) = (Gate(), Gate())
        let ask: @Sendable () async throws -> PressedPart = {
            try await cache.part(at: .front, versions) { _ in
                begun.open()
                await hold.pass()
                try Task.checkCancellation()
                return (Self.part(1), [])
            }
        }
        let first = Task { try await ask() }
        await begun.pass()
        let second = Task { try await ask() }
        first.cancel()
        hold.open()
        #expect(try await second.value.fragment.length == 1_000)
        #expect(tally[.pressing] == 1)
    }
}

/// Lets nobody pass until it is opened; stays open.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
    }

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
