/// The readers that were seen: fingerprints of 64 bits in a table of a fixed size, with eight places for each.
///
/// If all eight are taken, the first is overwritten; at worst a reader is counted twice.
struct ReaderTable: ~Copyable {
    private var places: ZeroedTable<UInt64>

    private static let probes = 8

    /// - Parameter capacity: Fingerprints that fit, a power of two; 8 bytes each.
    init(capacity: Int = 1 << 20) {
        places = ZeroedTable(count: capacity)
    }

    /// Remembers the reader and returns whether it was new.
    mutating func isFirst(_ reader: UInt64) -> Bool {
        // 0 marks a free place.
        let reader = max(reader, 1)
        let mask = UInt64(places.count - 1)
        for probe in 0..<UInt64(Self.probes) {
            let place = Int((reader &+ probe) & mask)
            if places[place] == reader { return false }
            if places[place] == 0 {
                places[place] = reader
                return true
            }
        }
        places[Int(reader & mask)] = reader
        return true
    }

    mutating func forget() { places = ZeroedTable(count: places.count) }
}
