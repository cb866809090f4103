import Darkroom
import News

/// Reads pictures, several at a time, and compares each byte with what was written.
struct PictureChecking {
    private let darkroom: Darkroom

    /// Pictures that are read at a time: each may wait for a network.
    static let atOnce = 8

    init(_ darkroom: Darkroom) {
        self.darkroom = darkroom
    }

    /// The digests of all that are there.
    /// - Throws: `unavailable` where they cannot be listed.
    func all() async throws -> [String] {
        do throws(DarkroomError) {
            return try await darkroom.onOwnThread { (room) throws(DarkroomError) in try room.pictures() }
        } catch {
            throw error.told("The pictures cannot be listed")
        }
    }

    /// Those that are what they were, in the order of their digests.
    /// - Throws: `unavailable` where the place of the pictures is away.
    func sound(among digests: [String]) async throws -> [String] {
        var progress = Progress("pictures", total: nil)
        defer { progress.end() }
        var sound: [String] = []
        do {
            try await forEach(digests, atOnce: Self.atOnce) { [darkroom] digest in
                try await darkroom.onWaitingThread { (room) throws(DarkroomError) in try room.isSound(digest: digest) }
            } then: { digest, isSound in
                if isSound { sound.append(digest) }
                progress.tell(sound.count, done: 0)
            }
        } catch let error as DarkroomError {
            throw error.told("The pictures cannot be read")
        }
        return sound.sorted()
    }
}

/// Does something with each of many, several at a time; what comes of each is taken one by one.
func forEach<Item: Sendable, Value: Sendable>(
    _ items: [Item],
    atOnce: Int,
    _ work: @escaping @Sendable (Item) async throws -> Value,
    then take: (Item, Value) -> Void
) async throws {
    var waiting = items.makeIterator()
    try await withThrowingTaskGroup(of: (Item, Value).self) { group in
        func begin() {
            guard let item = waiting.next() else { return }
            group.addTask { (item, try await work(item)) }
        }
        for _ in 0..<atOnce { begin() }
        for try await (item, value) in group {
            take(item, value)
            begin()
        }
    }
}

extension DarkroomError {
    /// The error of a command that could not do something with pictures.
    ///
    /// What a depot refuses is refused again, so it is `invalid`; all else may pass.
    func told(_ what: String) -> NewsError {
        if case .refused(let why) = self { return NewsError(.invalid, "\(what): \(why).") }
        return NewsError(.unavailable, "\(what): \(reason).")
    }
}
