import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Where a note's words are found while others write, and how far that is looked.
@Suite(.timeLimit(.minutes(10))) struct NotePlaceTests {
    let writing: WritingDesk
    private var desk: Desk { writing.desk }

    /// The text begins with *tiga dua satu dua.*
    init() async throws {
        writing = try await WritingDesk()
        try await writing.type("tiga dua satu dua. ")
    }

    private func push(_ steps: [JSONValue], seq: Int) async throws {
        let answer = try await desk.push(
            BatchPush(point: try await writing.head(), client: WritingDesk.tabs[1], sequence: seq, steps: steps),
            to: writing.story,
            by: writing.bagus.number,
            from: .home
        )
        #expect(answer.version != nil)
    }

    /// A note on the second *dua* as it stood in a version.
    private func noted(at point: SharedText.Point, by member: Member? = nil) async throws -> Range<Int>? {
        let note = try await desk.addNote(
            NewNote("Cek.", about: .range(15..<18, point, quote: "dua")),
            to: writing.story,
            by: (member ?? writing.citra).number,
            from: .home
        )
        return note.place?.range
    }

    @Test func `words of a version that is far behind are looked for, and not followed batch by batch`() async throws {
        let point = try await writing.head()
        try await push([WritingDesk.insertion("ab ")], seq: 0)
        #expect(try await noted(at: point) == 18..<21)
        // Half a mebibyte, put in and taken out, twice.
        let long = String(repeating: "x", count: SharedText.mostBytes / 2)
        let taken = JSONValue.members(["stepType": "replace", "from": .integer(1), "to": .integer(1 + long.count)])
        for number in 0..<2 {
            try await push([WritingDesk.insertion(long)], seq: 2 * number + 1)
            try await push([taken], seq: 2 * number + 2)
        }
        try await push([WritingDesk.insertion("empat lima enam ")], seq: 9)
        // Followed, it would be the second one still; the nearest to where it stood is the first.
        #expect(try await noted(at: point) == 25..<28)
    }

    private func add() async throws -> TextNote {
        try await desk.addNote(
            NewNote("Cek.", about: .range(15..<18, writing.head(), quote: "dua")),
            to: writing.story,
            by: writing.citra.number,
            from: .home
        )
    }

    @Test func `whatever happens to a note raises its stamp, by which open pages hear of it`() async throws {
        let (note, bagus) = (try await add(), writing.bagus.number)
        let answered = try await desk.reply(
            to: note.number,
            NewNote("Sudah.", about: .wholeText),
            on: writing.story,
            by: bagus,
            from: .home
        )
        let resolved = try await desk.resolveNote(note.number, on: writing.story, by: bagus, from: .home)
        let open = try await desk.reopenNote(note.number, on: writing.story, by: bagus, from: .home)
        #expect(note.stamp < answered.stamp && answered.stamp < resolved.stamp && resolved.stamp < open.stamp)
        for former in [note, answered, resolved] {
            #expect(try await desk.notes(on: writing.story, after: former.stamp).notes == [open])
        }
        #expect(try await desk.notes(on: writing.story, after: open.stamp).notes.isEmpty)
    }

    @Test func `a note that is opened again is about the words near to where they stood`() async throws {
        let (note, bagus) = (try await add(), writing.bagus.number)
        _ = try await desk.resolveNote(note.number, on: writing.story, by: bagus, from: .home)
        try await push([WritingDesk.insertion("Nol ")], seq: 0)
        let open = try await desk.reopenNote(note.number, on: writing.story, by: bagus, from: .home)
        #expect(open.place?.range == 19..<22)
    }

    @Test func `words are found in the very version in which the note is kept, whoever writes meanwhile`() async throws
    {
        let point = try await writing.head()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<20 { try await push([WritingDesk.insertion("ab ")], seq: number) }
            }
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<5 {
                        do {
                            _ = try await noted(at: point)
                        } catch let error as NewsError where error.code == .throttled {}
                    }
                }
            }
            try await group.waitForAll()
        }
        let (notes, words) = (try await desk.notes(on: writing.story), DocumentWords(try await writing.document()))
        #expect(!notes.notes.isEmpty)
        for note in notes.notes {
            #expect(note.place.map { words.text(in: $0.range) } == "dua" && note.place?.epoch == point.epoch)
            #expect(note.place?.range.lowerBound == 75)
        }
    }
}
