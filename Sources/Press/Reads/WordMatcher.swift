/// Looks for many words in one pass over the bytes (Aho and Corasick, 1975): one step in a table for each byte, however
/// many words there are.
///
/// Only ASCII letters count, in either case; anything else between two letters is one boundary.
struct WordMatcher: Sendable {
    /// The alphabet: a boundary, the letters, the beginning.
    private static let symbols = 28
    private static let beginning = 27

    /// The next state, by state and symbol.
    private var next: [UInt16] = []
    /// The sum of the weights of the words that end in a state.
    private var weights: [Int8] = []

    /// - Parameters:
    ///   - words: Spelled as ``RobotWords`` says, separated by spaces.
    ///   - others: Exceptions, each of which cancels one of the words.
    init(words: String, butNot others: String) {
        addState()
        for word in words.split(separator: " ") { add(word, weight: 1) }
        for word in others.split(separator: " ") { add(word, weight: -1) }
        link()
    }

    /// Whether more words than exceptions are found.
    func finds(in bytes: UnsafeRawBufferPointer) -> Bool {
        var found = 0
        var state = 0
        func step(_ symbol: Int) {
            state = Int(next[state * Self.symbols + symbol])
            found += Int(weights[state])
        }
        step(Self.beginning)
        step(0)
        var isBetween = true
        for byte in bytes {
            let letter = (byte | 0x20) &- UInt8(ascii: "a")
            if letter < 26 {
                step(Int(letter) + 1)
                isBetween = false
            } else if !isBetween {
                step(0)
                isBetween = true
            }
        }
        if !isBetween { step(0) }
        return found > 0
    }

    private mutating func addState() {
        next += [UInt16](repeating: 0, count: Self.symbols)
        weights.append(0)
    }

    private mutating func add(_ word: Substring, weight: Int8) {
        var state = 0
        for symbol in Self.spelled(word) {
            let place = state * Self.symbols + symbol
            if next[place] == 0 {
                next[place] = UInt16(weights.count)
                addState()
            }
            state = Int(next[place])
        }
        weights[state] += weight
    }

    private static func spelled(_ word: Substring) -> [Int] {
        word.utf8.flatMap { byte in
            switch byte {
            case UInt8(ascii: "^"): [beginning, 0]
            case UInt8(ascii: "."): [0]
            default: [Int(byte - UInt8(ascii: "a")) + 1]
            }
        }
    }

    /// Leads each state, where no word continues it, to the state of its longest suffix that begins a word.
    ///
    /// States are handled in order of length, so that a suffix is complete before it is needed.
    private mutating func link() {
        var shorter = [Int](repeating: 0, count: weights.count)
        var states = (0..<Self.symbols).map { Int(next[$0]) }.filter { $0 > 0 }
        var index = 0
        while index < states.count {
            let state = states[index]
            weights[state] += weights[shorter[state]]
            for symbol in 0..<Self.symbols {
                let place = state * Self.symbols + symbol
                let detour = next[shorter[state] * Self.symbols + symbol]
                if next[place] == 0 {
                    next[place] = detour
                } else {
                    shorter[Int(next[place])] = Int(detour)
                    states.append(Int(next[place]))
                }
            }
            index += 1
        }
    }
}
