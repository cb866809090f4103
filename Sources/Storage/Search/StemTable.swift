internal import CStemmer

/// The stems of words that have come up before: a newspaper uses few words, and stemming one costs a microsecond.
///
/// A hash table with open addressing; words and stems are stored one after the other in one array. An import looks up
/// some hundred million words, which is why it is not a `Dictionary` of `String`.
struct StemTable {
    /// Words whose stems are remembered; when there are more, all are forgotten.
    private static let mostWords = 60_000

    private struct Slot {
        var hash: UInt64 = 0
        var start: Int32 = 0
        /// 0 if the slot is free: no word is empty.
        var wordLength: UInt8 = 0
        var stemLength: UInt8 = 0
    }

    private var slots = Array(repeating: Slot(), count: 1 << 10)
    private var count = 0
    private var bytes: [UInt8] = []

    /// Appends the stem of a word to a text.
    mutating func appendStem(of word: FoldedWord, with handle: OpaquePointer?, to text: inout [UInt8]) {
        let hash = word.hash
        var index = place(of: word, hash)
        if slots[index].wordLength == 0 { index = remember(word, hash, with: handle) }
        let start = Int(slots[index].start) + Int(slots[index].wordLength)
        let length = Int(slots[index].stemLength)
        bytes.withUnsafeBufferPointer { bytes in
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<start + length]))
        }
    }

    /// The slot of a word, or the free one where it belongs.
    private func place(of word: FoldedWord, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
        while slots[index].wordLength != 0, !holds(word, hash, slots[index]) { index = (index + 1) & mask }
        return index
    }

    private func holds(_ word: FoldedWord, _ hash: UInt64, _ slot: Slot) -> Bool {
        guard slot.hash == hash, Int(slot.wordLength) == word.bytes.count else { return false }
        let start = Int(slot.start)
        return bytes.withUnsafeBufferPointer { bytes in
            word.bytes.withUnsafeBufferPointer { letters in
                for index in letters.indices where bytes[start + index] != letters[index] { return false }
                return true
            }
        }
    }

    private mutating func remember(_ word: FoldedWord, _ hash: UInt64, with handle: OpaquePointer?) -> Int {
        if count >= Self.mostWords { self = StemTable() }
        if count * 2 >= slots.count { grow() }
        let index = place(of: word, hash)
        let start = bytes.count
        bytes.append(contentsOf: word.bytes)
        let length = appendNewStem(of: word, with: handle)
        slots[index] = Slot(
            hash: hash,
            start: Int32(start),
            wordLength: UInt8(word.bytes.count),
            stemLength: UInt8(length)
        )
        count += 1
        return index
    }

    private mutating func appendNewStem(of word: FoldedWord, with handle: OpaquePointer?) -> Int {
        if let handle, let stem = sb_stemmer_stem(handle, word.bytes, CInt(word.bytes.count)) {
            // A stem is never longer than its word by more than a letter or two; whatever does not fit is cut.
            let length = min(Int(sb_stemmer_length(handle)), Int(UInt8.max))
            bytes.append(contentsOf: UnsafeBufferPointer(start: stem, count: length))
            return length
        }
        bytes.append(contentsOf: word.bytes)
        return word.bytes.count
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 4)
        let mask = slots.count - 1
        for slot in old where slot.wordLength != 0 {
            var index = Int(truncatingIfNeeded: slot.hash ^ (slot.hash >> 29)) & mask
            while slots[index].wordLength != 0 { index = (index + 1) & mask }
            slots[index] = slot
        }
    }
}
