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

    /// The day's key; a new half hour forgets who has read, a new day the key too.
    mutating func key(at now: Timestamp) -> SymmetricKey {
        let current = now.seconds / 1_800
        guard current != halfHour else { return key }
        halfHour = current
        table = [UInt64](repeating: 0, count: table.count)
        if current / 48 != day {
            day = current / 48
            key = SymmetricKey(size: .bits256)
        }
        return key
    }

    /// Whether a read with this fingerprint is the first in this half hour.
    mutating func isFirst(_ print: UInt64) -> Bool {
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

    /// What is kept of a read; the costliest part of counting one, so to be made outside of any lock.
    static func fingerprint(
        _ story: StoryNumber,
        address: String,
        browser: String,
        _ key: SymmetricKey
    ) -> UInt64 {
        var code = HMAC<SHA256>(key: key)
        update(&code, address)
        update(&code, "\n")
        update(&code, browser)
        withUnsafeBytes(of: story.rawValue.littleEndian) { code.update(data: $0) }
        let print = code.finalize().withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        // 0 marks a free place.
        return max(print, 1)
    }

    private static func update(_ code: inout HMAC<SHA256>, _ text: String) {
        var text = text
        text.withUTF8 { code.update(data: UnsafeRawBufferPointer($0)) }
    }
}
