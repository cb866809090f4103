/// What came back on a connection, for one request after the other.
struct RawAnswer: Equatable {
    let status: Int
    /// The lines of the head below the first.
    let fields: [String]
    let body: [UInt8]

    /// The value of a field, by its name in lower case.
    subscript(name: String) -> String? {
        fields.first { $0.lowercased().hasPrefix(name + ": ") }.map { String($0.dropFirst(name.utf8.count + 2)) }
    }

    /// Parts what came into answers; nil where it is not a row of whole answers and nothing else.
    ///
    /// - Parameters:
    ///   - bytes: All that came.
    ///   - toHeads: Whether each request, in order, was a HEAD. Requests beyond are taken for none.
    ///   - most: After so many answers, what follows is not looked at.
    static func all(in bytes: [UInt8], toHeads: [Bool] = [], most: Int = .max) -> [RawAnswer]? {
        var answers: [RawAnswer] = []
        var rest = bytes[...]
        while !rest.isEmpty, answers.count < most {
            let isHead = answers.count < toHeads.count && toHeads[answers.count]
            guard let answer = first(in: &rest, isHead: isHead) else { return nil }
            answers.append(answer)
        }
        return answers
    }

    private static func first(in rest: inout ArraySlice<UInt8>, isHead: Bool) -> RawAnswer? {
        guard let end = emptyLine(in: rest) else { return nil }
        let lines = text(Array(rest[rest.startIndex..<end])).split(separator: "\r\n").map(String.init)
        guard let line = lines.first, line.hasPrefix("HTTP/1.1 "), let status = Int(line.dropFirst(9).prefix(3)) else {
            return nil
        }
        rest = rest[(end + 4)...]
        let head = RawAnswer(status: status, fields: Array(lines.dropFirst()), body: [])
        let length = head["content-length"].flatMap { Int($0) } ?? 0
        guard !isHead, status != 304, status != 204 else { return head }
        guard head["transfer-encoding"] == nil, length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return RawAnswer(status: status, fields: head.fields, body: Array(rest.prefix(length)))
    }

    private static func emptyLine(in bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while index + 3 < bytes.endIndex {
            if Array(bytes[index...].prefix(4)) == [13, 10, 13, 10] { return index }
            index += 1
        }
        return nil
    }

    /// What came without what may differ between the two ways of an answer.
    ///
    /// That is `Date`, as Hummingbird's is the machine's and not the test's, and `Connection: close`, which the
    /// fast path adds where it closes and Hummingbird does not.
    static func comparable(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var start = 0
        bytes.withUnsafeBufferPointer { bytes in
            for index in bytes.indices where bytes[index] == 10 || index == bytes.count - 1 {
                let line = bytes[start...index]
                if !mayDiffer(UnsafeBufferPointer(rebasing: line)) { kept.append(contentsOf: line) }
                start = index + 1
            }
        }
        return kept
    }

    private static func mayDiffer(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard [19, 32, 37].contains(line.count), line[line.count - 2] == 13 else { return false }
        let text = String(decoding: line, as: UTF8.self).lowercased()
        return text == "connection: close\r\n" || text.hasPrefix("x-request-id: ")
            || text.hasPrefix("date: ") && text.hasSuffix(" gmt\r\n")
    }

    /// Bytes as they can be read in a complaint.
    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
