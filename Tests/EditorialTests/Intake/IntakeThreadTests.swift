import Dispatch
import Editorial
import Foundation
import News
import Synchronization
import TestSupport
import Testing

/// That waiting for a source holds up nobody: these hang where it does.
@Suite struct IntakeThreadTests {
    /// Where readers wait until they are let on.
    private final class Gate: Sendable {
        private let count = Atomic<Int>(0)
        private let mayGoOn = DispatchSemaphore(value: 0)

        var waiting: Int { count.load(ordering: .relaxed) }

        func wait() {
            count.add(1, ordering: .relaxed)
            mayGoOn.wait()
        }

        func open(for count: Int) {
            for _ in 0..<count { mayGoOn.signal() }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `sources that keep their readers waiting hold up no task`() async throws {
        let count = 2 * ProcessInfo.processInfo.activeProcessorCount
        let gate = Gate()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<count {
                group.addTask {
                    let newsroom = try await NewsDesk()
                    let reader = ListedItems([.sample(Int64(index + 1))]) { if $0 != nil { gate.wait() } }
                    let intake = newsroom.intake()
                    try await intake.take(reader)
                    return await intake.summary.imported
                }
            }
            // This task runs on the very threads that the readers would hold.
            while gate.waiting < count { await Task.yield() }
            gate.open(for: count)
            var imported = 0
            for try await number in group { imported += number }
            #expect(imported == count)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `the next batch is read while one is being stored`() async throws {
        let newsroom = try await NewsDesk()
        let gate = Gate()
        var first = WireItem.sample(1)
        first.pictures = [WireItem.WirePicture(use: PictureUse(), files: ["a.jpg"])]
        let second = WireItem.sample(2)
        let reader = ListedItems([first, second], bytesPerItem: ListedItems.aWholeBatch) { result in
            if case .item(second, _)? = result { gate.wait() }
        }
        let pictures = NamedPictures { _ in
            while gate.waiting == 0 { await Task.yield() }
            gate.open(for: 1)
        }
        try await newsroom.intake().take(reader, pictures: pictures)
        #expect(try await newsroom.archive().count == 2)
    }
}
