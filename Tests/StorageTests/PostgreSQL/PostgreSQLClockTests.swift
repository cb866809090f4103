import Testing

@testable import Storage

/// Whose clock counts where nodes and database are on several machines.
@Suite struct PostgreSQLClockTests {
    private let clock = PostgreSQLClock()

    @Test func `a clock ten minutes off is corrected, in either direction, and set right again`() {
        clock.note(theirs: 600_000, asked: 0, took: 4)
        #expect(clock.offset == .milliseconds(599_998))
        clock.note(theirs: 0, asked: 600_000, took: 0)
        #expect(clock.offset == .seconds(-600))
        clock.note(theirs: 600_010, asked: 600_000, took: 8)
        #expect(clock.offset == .zero)
    }

    @Test func `the way there and back is no difference, however long`() {
        clock.note(theirs: 1_100, asked: 1_000, took: 200)
        clock.note(theirs: 3_000, asked: 1_000, took: 4_000)
        clock.note(theirs: 4_000, asked: 1_000, took: 2_100)
        #expect(clock.offset == .zero)
    }

    @Test func `what is known is not changed by what is known less well`() {
        clock.note(theirs: 600_000, asked: 0, took: 2)
        clock.note(theirs: 601_500, asked: 0, took: 2_000)
        clock.note(theirs: 600_200, asked: 0, took: 2)
        #expect(clock.offset == .milliseconds(599_999))
    }
}
