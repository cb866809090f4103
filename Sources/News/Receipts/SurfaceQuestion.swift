/// What one surface is asked, and which answer is right.
public struct SurfaceQuestion: Hashable, Sendable {
    public let surface: Surface
    public let address: Address
    /// The statuses of a right answer.
    let statuses: Set<Int>
    /// What the surface's part of it must hold, every one.
    let holds: [String]
    /// What it must not hold.
    let lacks: [String]
}

/// What came for a question; ``SurfaceAnswer/none`` where nothing did.
public struct SurfaceAnswer: Sendable {
    /// Of HTTP; 0 where there was no answer.
    public let status: Int
    /// The entity tag, or else the age of the answer in seconds; empty where it says neither.
    public let tag: String
    public let body: [UInt8]

    /// An answer as it came.
    public init(status: Int, tag: String, body: [UInt8]) {
        (self.status, self.tag, self.body) = (status, tag, body)
    }

    public static let none = SurfaceAnswer(status: 0, tag: "", body: [])
}

/// What keeps an answer from being right.
public enum SurfaceFault: String, Hashable, Sendable, CaseIterable {
    /// Nothing was answered.
    case noAnswer = "no_answer"
    /// The status is another one.
    case status
    /// The story is not there, or not as it is now.
    case missing
    /// The story is there, and must not be.
    case present
    /// It came to be right after ``SurfaceReceipt/patience``.
    case late
}

extension SurfaceQuestion {
    /// What an answer proves.
    /// - Returns: What is wrong with it, nil where it is right; and a few bytes of evidence: what stands there.
    public func verdict(on answer: SurfaceAnswer) -> (fault: SurfaceFault?, evidence: String) {
        guard answer.status != 0 else { return (.noAnswer, "") }
        let part = surface.part.bytes(of: answer.body)
        guard statuses.contains(answer.status) else { return (.status, "") }
        func has(_ mark: String) -> Bool { part.firstRange(of: Array(mark.utf8)) != nil }
        if !holds.allSatisfy(has) { return (.missing, found(in: part) ?? "") }
        if let there = lacks.first(where: has) {
            return (.present, there.shortened(to: SurfaceReceipt.longestEvidence))
        }
        return (nil, (holds.first ?? "").shortened(to: SurfaceReceipt.longestEvidence))
    }

    /// What stands there instead: the path of the first story to which a list leads, or the time of the text on a page.
    private func found(in part: ArraySlice<UInt8>) -> String? {
        let (before, after) = surface == .page ? ("\"dateModified\":\"", "\"") : surface.link
        let (start, end) = (Array(before.utf8), Array(after.utf8))
        var rest = part
        while let found = rest.firstRange(of: start) {
            rest = rest[found.upperBound...]
            guard let last = rest.firstRange(of: end) else { return nil }
            let text = String(decoding: rest[..<last.lowerBound], as: UTF8.self)
            if surface == .page { return text.shortened(to: SurfaceReceipt.longestEvidence) }
            let path = text.pathOfURL
            if case .story? = Address(path: path) { return path.shortened(to: SurfaceReceipt.longestEvidence) }
        }
        return nil
    }
}

extension String {
    /// The path of an absolute address, or this where it is a path already.
    fileprivate var pathOfURL: String {
        guard let mark = firstRange(of: "://") else { return self }
        return self[mark.upperBound...].firstIndex(of: "/").map { String(self[$0...]) } ?? "/"
    }
}
