import Editorial
import News
import Synchronization

/// A wire that is made of values.
struct ListedItems: WireReader {
    private var rest: ArraySlice<WireReadResult>
    private let bytesPerItem: Int
    private let onRead: @Sendable (WireReadResult?) -> Void
    private(set) var bytesRead = 0

    /// So many bytes that each item is a batch of its own.
    static let aWholeBatch = 6 << 20

    /// - Parameters:
    ///   - items: What comes, in order.
    ///   - bytesPerItem: How long each is said to be.
    ///   - onRead: Told each item as it is read, and nil at the end.
    init(
        _ items: [WireItem],
        bytesPerItem: Int = 1_000,
        onRead: @escaping @Sendable (WireReadResult?) -> Void = { _ in }
    ) {
        let results = items.enumerated().map { index, item in
            WireReadResult.item(item, place: WirePlace(source: "values", position: .item(index + 1)))
        }
        self.init(results: results, bytesPerItem: bytesPerItem, onRead: onRead)
    }

    init(
        results: [WireReadResult],
        bytesPerItem: Int = 1_000,
        onRead: @escaping @Sendable (WireReadResult?) -> Void = { _ in }
    ) {
        rest = results[...]
        self.bytesPerItem = bytesPerItem
        self.onRead = onRead
    }

    mutating func readNext() -> WireReadResult? {
        let next = rest.popFirst()
        onRead(next)
        if next != nil { bytesRead += bytesPerItem }
        return next
    }
}

/// What an intake told.
final class Told: Sendable {
    private let events = Mutex<[IntakeEvent]>([])

    @Sendable func tell(_ event: IntakeEvent) {
        events.withLock { $0.append(event) }
    }

    var warnings: [String] {
        events.withLock { $0.compactMap { if case .warning(let warning) = $0 { warning.text } else { nil } } }
    }

    var progress: [[Int]] {
        events.withLock {
            $0.compactMap { if case .progress(let items, let bytes) = $0 { [items, bytes] } else { nil } }
        }
    }
}

/// Files of pictures that are known by their names alone.
struct NamedPictures: PictureTaker {
    var faults: [String: PictureFault] = [:]
    var onTake: @Sendable (String) async -> Void = { _ in }

    func take(_ file: String) async throws(PictureFault) -> Picture {
        await onTake(file)
        if let fault = faults[file] { throw fault }
        let sum = String(file.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) }, radix: 16)
        let digest = String(repeating: "0", count: 64 - sum.count) + sum
        return Picture(digest: digest, width: 640, height: 480, widths: [320, 640], mediaType: "image/jpeg")
    }
}

extension NewsDesk {
    func intake(
        restoring: Bool = false,
        tell: @escaping @Sendable (IntakeEvent) -> Void = { _ in }
    ) -> Intake {
        var options = Intake.Options(sections: SectionLimit(otherwise: Section(name: "Berita")))
        options.isRestoring = restoring
        return Intake(desk, options, tell: tell)
    }
}
