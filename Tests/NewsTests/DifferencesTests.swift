import TestSupport
import Testing

@testable import News

/// What changed between two texts, for somebody who must see it at a glance.
@Suite struct DifferencesTests {
    /// Taken away in square brackets, added in braces.
    private func marked(_ row: Differences.Row) -> (old: String?, new: String?) {
        let old = row.old.map { $0.map { $0.isChanged ? "[\($0.text)]" : $0.text }.joined() }
        return (old, row.new.map { $0.map { $0.isChanged ? "{\($0.text)}" : $0.text }.joined() })
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
            let kept = { (runs: [Differences.Run]) in
                runs.filter { !$0.isChanged }.map(\.text).joined().filter { $0 != " " }
            }
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
