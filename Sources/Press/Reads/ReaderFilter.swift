import Crypto
import News

/// Who has read what in this half hour, without knowing who anybody is.
///
/// Of each read only a fingerprint is kept: 64 bits of an HMAC over address, browser and story, under a key that is
/// drawn anew every day and never stored. The memory is fixed: a table of 2²⁰ fingerprints, probed at eight places;
/// where all eight are taken the oldest guess gives way, and at worst a reader is counted twice.
struct ReaderFilter {
    private var table: [UInt64]
    private var halfHour: Int64 = 0
    private var day: Int64 = 0
    private var key = SymmetricKey(size: .bits256)

    private static let probes = 8

    /// - Parameter capacity: fingerprints that fit, a power of two; 8 bytes each.
    init(capacity: Int = 1 << 20) {
        table = [UInt64](repeating: 0, count: capacity)
    }

    /// Whether this reader reads this story for the first time in this half hour.
    mutating func isFirst(_ story: StoryNumber, reader: String, at now: Timestamp) -> Bool {
        turn(to: now)
        let print = fingerprint(story, reader)
        let mask = UInt64(table.count - 1)
        for probe in 0..<UInt64(Self.probes) {
            let slot = Int((print &+ probe) & mask)
            if table[slot] == print { return false }
            if table[slot] == 0 {
                table[slot] = print
                return true
            }
        }
        table[Int(print & mask)] = print
        return true
    }

    private mutating func turn(to now: Timestamp) {
        let current = now.seconds / 1_800
        guard current != halfHour else { return }
        halfHour = current
        table = [UInt64](repeating: 0, count: table.count)
        if current / 48 != day {
            day = current / 48
            key = SymmetricKey(size: .bits256)
        }
    }

    private func fingerprint(_ story: StoryNumber, _ reader: String) -> UInt64 {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array((reader + "\n").utf8))
        code.update(data: Array(story.description.utf8))
        let print = code.finalize().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // 0 marks a free place.
        return max(print, 1)
    }
}
