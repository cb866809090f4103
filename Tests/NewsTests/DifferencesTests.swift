import TestSupport
import Testing

@testable import News

/// What changed between two texts, for somebody who must see it at a glance.
@Suite struct DifferencesTests {
    /// Taken away in square brackets, added in braces.
    private func marked(_ row: Differences.Row) -> (old: String?, new: String?) {
        let old = row.old.map { $0.map { $0.kind == .removed ? "[\($0.text)]" : $0.text }.joined() }
        return (old, row.new.map { $0.map { $0.kind == .added ? "{\($0.text)}" : $0.text }.joined() })
    }

    @Test func `a changed word is marked, and what stands around it is not`() {
        let rows = Differences(from: "Presiden tiba pukul tujuh.", to: "Presiden tiba pukul delapan.").rows
        #expect(rows.count == 1)
        #expect(marked(rows[0]) == ("Presiden tiba pukul [tujuh].", "Presiden tiba pukul {delapan}."))
    }

    @Test func `words that changed together are one mark`() {
        let rows = Differences(from: "a b c d", to: "a x y d").rows
        #expect(marked(rows[0]) == ("a [b c] d", "a {x y} d"))
    }

    @Test func `a paragraph that was added stands alone, and its neighbours beside what they were`() {
        let rows = Differences(
            from: "Satu dua tiga empat.\n\nLima enam tujuh delapan.",
            to: "Satu dua tiga empat.\n\nSama sekali baru.\n\nLima enam tujuh sembilan."
        ).rows
        #expect(rows.map(\.isSame) == [true, false, false])
        #expect(marked(rows[1]) == (nil, "{Sama sekali baru.}"))
        #expect(marked(rows[2]) == ("Lima enam tujuh [delapan].", "Lima enam tujuh {sembilan}."))
    }

    @Test func `equal texts have no differences, however their lines end`() {
        #expect(Differences(from: "a\n\nb", to: "a\r\n\r\n\r\nb\r\n").isEmpty)
        #expect(Differences(from: "", to: "").rows.isEmpty)
        #expect(!Differences(from: "", to: "a").isEmpty)
    }

    @Test(arguments: 0..<60)
    func `each side, joined, is its text, and what is unmarked is the same in both`(seed: UInt64) {
        var random = Seeded(seed: seed &* 2_741 &+ 3)
        let words = ["satu", "dua", "tiga", "dan", ",", ".", "\n", "\n", "é", "e\u{301}", "😀", "<b>", "&"]
        let text = { (random: inout Seeded) in
            (0..<Int.random(in: 0...60, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: " ")
        }
        let (old, new) = (text(&random), text(&random))
        let rows = Differences(from: old, to: new).rows
        let paragraphs = { (text: String) in text.split(separator: "\n").map(String.init).filter { !$0.isBlank } }
        #expect(rows.compactMap { $0.old?.map(\.text).joined() } == paragraphs(old))
        #expect(rows.compactMap { $0.new?.map(\.text).joined() } == paragraphs(new))
        for row in rows {
            guard let old = row.old, let new = row.new else { continue }
            let kept = { (pieces: [Differences.Piece]) in pieces.filter { $0.kind == .same }.map(\.text).joined() }
            #expect(kept(old) == kept(new))
        }
    }

    @Test(arguments: 0..<100)
    func `an alignment has as many matches as the longest common part`(seed: UInt64) {
        var random = Seeded(seed: seed &* 911 &+ 7)
        let row = { (random: inout Seeded) in
            (0..<Int.random(in: 0...14, using: &random)).map { _ in Int.random(in: 0...4, using: &random) }
        }
        let (old, new) = (row(&random), row(&random))
        let matches = Alignment(old, new).matches
        #expect(matches.allSatisfy { old[$0.old] == new[$0.new] })
        #expect(zip(matches, matches.dropFirst()).allSatisfy { $0.old < $1.old && $0.new < $1.new })
        #expect(matches.count == longestCommon(old, new))
    }

    private func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
        var best = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        for x in old.indices {
            for y in new.indices {
                best[x + 1][y + 1] = old[x] == new[y] ? best[x][y] + 1 : max(best[x][y + 1], best[x + 1][y])
            }
        }
        return best[old.count][new.count]
    }

    private static let paragraphs = [
        "Gempa bermagnitudo enam mengguncang Palu pada Senin pagi.",
        "Warga berlarian ke luar rumah dan bertahan di jalan.",
        "Pemerintah kota membuka dapur umum di dua kecamatan.", "Bandara tetap melayani penerbangan sampai malam hari.",
    ]

    @Test func `a paragraph that was moved shows in both places, with a reference to one another`() {
        let all = Self.paragraphs
        let rows = Differences(
            from: all.joined(separator: "\n\n"),
            to: [all[0], all[2], all[3], all[1]].joined(separator: "\n\n")
        ).rows
        let (gone, come) = (rows.filter { $0.place == .old }, rows.filter { $0.place == .new })
        #expect(gone.map { $0.old?.map(\.text).joined() } == [all[1]])
        #expect(come.map { $0.new?.map(\.text).joined() } == [all[1]])
        #expect(gone[0].move?.number == 1 && gone[0].move == come[0].move && gone[0].move?.isDown == true)
        #expect(gone[0].pieces.allSatisfy { $0.kind == .same } && come[0].pieces.allSatisfy { $0.kind == .same })
        #expect(rows.count == 5 && rows.count { $0.isSame } == 3)
        #expect(!Differences(from: all.joined(separator: "\n"), to: all.reversed().joined(separator: "\n")).isEmpty)
    }

    @Test func `words that changed in a moved paragraph are marked in it`() {
        let all = Self.paragraphs
        let changed = all[1].replacing("jalan", with: "lapangan")
        let other = [changed, all[0]] + all[2...]
        let rows = Differences(from: all.joined(separator: "\n"), to: other.joined(separator: "\n")).rows
        #expect(rows.map(\.place) == [.new, .both, .old, .both, .both])
        #expect(marked(rows[0]).new == "Warga berlarian ke luar rumah dan bertahan di {lapangan}.")
        #expect(marked(rows[2]).old == "Warga berlarian ke luar rumah dan bertahan di [jalan].")
        #expect(rows[0].move != nil && rows[0].move == rows[2].move && rows[0].move?.isDown == false)
    }

    @Test func `paragraphs that moved together have one number, and another block has another`() {
        let all = (0..<12).map { "Alinea nomor \($0) dengan kata-kata tersendiri \($0 * 7)." }
        let moved = [4, 5, 6, 7, 8, 10, 0, 1, 11, 2, 3, 9].map { all[$0] }
        let differences = Differences(from: all.joined(separator: "\n"), to: moved.joined(separator: "\n"))
        let moves = differences.rows.compactMap(\.move)
        let numbers = Dictionary(grouping: moves, by: \.number)
        #expect(!numbers.isEmpty && numbers.values.allSatisfy { $0.count { $0.isFirst } == 2 })
        #expect(differences.rows.allSatisfy { $0.move != nil || $0.isSame })
    }

    @Test func `a short line that stands elsewhere too is no move`() {
        let long = "Satu dua tiga empat lima enam."
        let rows = Differences(from: "Ya.\n" + long, to: long + "\nYa.").rows
        #expect(rows.allSatisfy { $0.move == nil })
    }

    @Test(arguments: 0..<60)
    func `whatever moves, each side is its text, and every move has two places`(seed: UInt64) {
        var random = Seeded(seed: seed &* 1_013 &+ 5)
        let all = (0..<14).map { index in
            (0..<8).map { "kata\(index)\($0 % 3)" }.joined(separator: " ")
        }
        var other = all.shuffled(using: &random)
        for _ in 0..<4 { other[Int.random(in: 0..<other.count, using: &random)] += " tambahan" }
        other.remove(at: Int.random(in: 0..<other.count, using: &random))
        let rows = Differences(from: all.joined(separator: "\n"), to: other.joined(separator: "\n")).rows
        #expect(rows.compactMap { $0.old?.map(\.text).joined() } == all)
        #expect(rows.compactMap { $0.new?.map(\.text).joined() } == other)
        for (_, places) in Dictionary(grouping: rows.filter { $0.move != nil }, by: { $0.move?.number }) {
            #expect(places.count { $0.place == .old } == places.count { $0.place == .new })
            #expect(Set(places.map { $0.move?.isDown }).count == 1)
        }
    }

    private static let megabyte = 1 << 20

    /// Bodies as large as any, of shapes that cost the most.
    static let hostile: [(name: String, old: String, new: String)] = {
        var random = Seeded(seed: 7)
        func lines(_ words: [String], _ count: Int, _ separator: String) -> String {
            (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: separator)
        }
        let pair = ["a", "b"]
        let long = (0..<50).map { index in (0..<3_000).map { "k\(($0 * 7 + index) % 4_001)" }.joined(separator: " ") }
        return [
            (
                "one word again and again", String(repeating: "a ", count: megabyte / 2),
                String(repeating: "b ", count: megabyte / 2)
            ),
            ("two words by chance", lines(pair, megabyte / 2, " "), lines(pair, megabyte / 2, " ")),
            ("two paragraphs by chance", lines(pair, megabyte / 2, "\n"), lines(pair, megabyte / 2, "\n")),
            (
                "long paragraphs, all alike", long.joined(separator: "\n"),
                long.map { $0 + " x" }.reversed().joined(separator: "\n")
            ),
            (
                "paragraphs that all moved",
                (0..<30_000).map { "Alinea dengan nomor \($0) ini" }.joined(separator: "\n"),
                (0..<30_000).reversed().map { "Alinea dengan nomor \($0) ini" }.joined(separator: "\n")
            ),
        ]
    }()

    @Test(arguments: hostile.indices)
    func `the largest bodies cost no more than the bound, whatever they say`(index: Int) {
        let texts = Self.hostile[index]
        #expect(texts.old.utf8.count <= Self.megabyte + 100_000, "\(texts.name)")
        let differences = Differences(from: texts.old, to: texts.new)
        // The last comparison may begin just below the bound.
        #expect(differences.work <= Differences.mostWork + 4_000_000, "\(texts.name): \(differences.work)")
        #expect(!differences.isEmpty)
    }

    @Test func `rows that differ by too much still meet where they say what is said once`() {
        let old = (0..<3_000).map { $0 % 3 == 0 ? "u\($0)" : "a" }
        let new = (0..<3_000).map { $0 % 3 == 0 ? "u\($0)" : "b" }
        let alignment = Alignment(old, new, mostEdits: 10)
        #expect(alignment.matches.count == 1_000)
        #expect(zip(alignment.matches, alignment.matches.dropFirst()).allSatisfy { $0.old < $1.old && $0.new < $1.new })
    }

    @Test func `two long texts that have nothing in common cost no more than the bound`() {
        let old = (0..<50_000).map { "a\($0)" }
        let new = (0..<50_000).map { "b\($0)" }
        let alignment = Alignment(old, new)
        #expect(alignment.matches.isEmpty)
        #expect(alignment.work <= (Alignment.mostEdits + 2) * (Alignment.mostEdits + 2))
        let same = Alignment(["x"] + old + ["y"], ["x"] + new + ["y"])
        #expect(same.matches.count == 2)
    }
}
