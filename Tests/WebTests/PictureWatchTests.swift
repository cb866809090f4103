import Darkroom
import Logging
import News
import Synchronization
import TestSupport
import Testing

@testable import Application
@testable import Web

/// What is told of the place of the pictures, and of one that does not answer.
@Suite struct PictureWatchTests {
    /// A place whose looks end when they are told to.
    private final class Place: Sendable {
        private let looks = Mutex<[CheckedContinuation<Darkroom.Condition, Never>]>([])

        func look() async -> Darkroom.Condition {
            await withCheckedContinuation { look in looks.withLock { $0.append(look) } }
        }

        /// Waits until somebody looks, and ends that.
        func answer(_ condition: Darkroom.Condition) async {
            while true {
                let look = looks.withLock { $0.popLast() }
                if let look { return look.resume(returning: condition) }
                await Task.yield()
            }
        }
    }

    @Test func `a place that has not answered for a minute is one where nothing can be kept`() async throws {
        let clock = TestClock()
        let place = Place()
        let watch = PictureWatch("/foto", logger: .silent, clock: { clock.now }, condition: { _ in await place.look() })
        #expect(watch.last == nil)
        watch.look(newest: [])
        await place.answer(.sound)
        while watch.last == nil { await Task.yield() }
        clock.advance(seconds: 3_600)
        #expect(watch.last?.isWritable == true)
        watch.look(newest: [])
        clock.advance(seconds: 59)
        #expect(watch.last?.isWritable == true)
        clock.advance(seconds: 1)
        #expect(watch.last?.isWritable == false && watch.last?.isFound == true)
        // Another look waits for nothing, and does not make the first one young.
        watch.look(newest: [])
        #expect(watch.last?.isWritable == false)
        await place.answer(.sound)
        while watch.last?.isWritable == false { await Task.yield() }
    }
}
