/// The pages that are kept, and which of them goes when there is no room.
///
/// Eviction gives each page a second chance (CLOCK): one bit per page is set when it is asked for, and a hand goes
/// round and drops the first page whose bit it finds unset. A hit moves nothing.
struct PageTable {
    private struct Entry {
        let key: PageKey
        let part: PressedPart
        let stamp: Versions.Stamp
        let cost: Int
        var wasAsked = false

        mutating func part(
            for target: UnsafeRawBufferPointer,
            _ versions: Versions,
            hasQuery: Bool
        ) -> PressedPart? {
            guard part.status == .ok, part.caching != .none, !hasQuery || key.takesAnyQuery,
                key.equals(target, of: versions.newspaper), versions.isCurrent(stamp)
            else { return nil }
            wasAsked = true
            return part
        }
    }

    private let budget: Int
    /// Bytes kept now.
    private(set) var size = 0
    /// Pages kept now.
    var count: Int { entries.count }
    /// Where in `entries` a page is, by the hash of its key.
    private var slots: [Int: Int] = [:]
    private var entries: [Entry] = []
    private var hand = 0

    init(budget: Int) {
        self.budget = budget
    }

    /// The page that a request target names, if it is still true and fit for everybody.
    mutating func part(
        at target: UnsafeRawBufferPointer,
        hash: Int,
        _ versions: Versions,
        hasQuery: Bool
    ) -> PressedPart? {
        guard let slot = slots[hash] else { return nil }
        return entries[slot].part(for: target, versions, hasQuery: hasQuery)
    }

    /// The page at a key, and whether it is still true.
    mutating func part(at key: PageKey, _ versions: Versions) -> (part: PressedPart, isCurrent: Bool)? {
        guard let slot = slots[key.hash], entries[slot].key == key else { return nil }
        let isCurrent = versions.isCurrent(entries[slot].stamp)
        if isCurrent { entries[slot].wasAsked = true }
        return (entries[slot].part, isCurrent)
    }

    /// Keeps a page; returns how many others had to go for it.
    mutating func keep(_ part: PressedPart, at key: PageKey, _ stamp: Versions.Stamp) -> Int {
        let entry = Entry(key: key, part: part, stamp: stamp, cost: part.cost)
        guard entry.cost <= budget else { return 0 }
        if let slot = slots[key.hash] {
            // Of two keys with one hash the later stays.
            size += entry.cost - entries[slot].cost
            entries[slot] = entry
        } else {
            slots[key.hash] = entries.count
            entries.append(entry)
            size += entry.cost
        }
        var evicted = 0
        while size > budget, entries.count > 1 {
            evict(sparing: key.hash)
            evicted += 1
        }
        return evicted
    }

    private mutating func evict(sparing hash: Int) {
        while true {
            if hand >= entries.count { hand = 0 }
            if entries[hand].wasAsked || entries[hand].key.hash == hash {
                entries[hand].wasAsked = false
                hand += 1
                continue
            }
            let gone = entries[hand]
            slots[gone.key.hash] = nil
            size -= gone.cost
            // The last entry takes the free slot, so that slots stay without holes.
            let last = entries.removeLast()
            if last.key.hash != gone.key.hash {
                entries[hand] = last
                slots[last.key.hash] = hand
            }
            return
        }
    }
}
