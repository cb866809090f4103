internal import Crypto
public import News
internal import Storage

/// A story's text as a page begins to write in it.
public struct OpenText: Sendable {
    public let story: KnownStory
    /// The newest version, as ProseMirror's JSON.
    public let document: [UInt8]
    /// 32 bytes with which the member's browser encrypts what it keeps of this story, always the same.
    public let journalKey: [UInt8]
}

/// What a page has not seen of a text that is being written.
public enum MissedText: Hashable, Sendable {
    case nothing
    /// The next batches, in their order.
    case batches([Batch])
    /// The page has another text, or so old a version that what came after it is no longer kept: it begins anew, with this
    /// version or a newer one.
    case another(SharedText.Point)
}

extension Desk {
    /// Opens a story's text for somebody who may write in it with others; opening changes nothing of it.
    /// - Throws: `notFound`; `throttled` where the member opens too much at once.
    public func openText(of number: StoryNumber, by member: Member) async throws -> OpenText {
        let (story, document) = try await store.read { [writing] transaction in
            let story = try transaction.knownStory(number)
            let kept = writing.documents.document(of: number, as: story.newest)
            return (story, try kept ?? transaction.sharedDocument(of: number, at: story.outline.text))
        }
        writing.documents.keep(document, of: number, as: story.newest)
        let json = try await writing.threads.run(for: number, of: member.number) { document.json.bytes }
        let key = Self.journalKey(try await journalSecret(), member.number, number)
        return OpenText(story: story, document: json, journalKey: key)
    }

    /// What a page has not seen of a text; as much as is sent at once.
    /// - Parameters:
    ///   - number: The story.
    ///   - point: The version that the page has.
    ///   - head: A version that was the newest of the store once: up to it at least the page is told in the end.
    /// - Throws: `notFound`.
    public func missed(
        of number: StoryNumber,
        after point: SharedText.Point,
        upTo head: TextVersion
    ) async throws -> MissedText {
        if let kept = writing.documents.batches(of: number, after: point, upTo: head) { return .batches(kept) }
        return try await store.read { transaction in
            let text = try transaction.existingOutline(number).text
            if text.head == point { return .nothing }
            guard text.head.epoch == point.epoch else { return .another(text.head) }
            let batches = try transaction.batches(of: number, after: point, upTo: SharedText.mostBytes, limit: 200)
            guard let first = batches.first, first.point.follows(point) else { return .another(text.head) }
            return .batches(batches)
        }
    }

    /// 32 bytes with which a member's browser encrypts what it keeps of stories that are not begun, always the same.
    public func newStoryJournalKey(of member: MemberNumber) async throws -> [UInt8] {
        Self.journalKey(try await journalSecret(), member, StoryNumber(rawValue: 0))
    }

    /// The secret of which the keys are made that browsers encrypt with.
    private func journalSecret() async throws -> String { try await houseSecret("journal") }

    private static func journalKey(_ secret: String, _ member: MemberNumber, _ story: StoryNumber) -> [UInt8] {
        let message = Array("warta: the journal of member \(member) in story \(story)".utf8)
        return Array(
            HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Array(secret.utf8)))
        )
    }
}
