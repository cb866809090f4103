internal import Logging
public import News
internal import Storage

// Batches are on disk once they are answered; the working copy holds them once it has caught up. It does so before
// anybody reads or changes it, and soon after the last batch in any case.

extension Desk {
    /// Brings a story's working copy up to what was written in it together, so that it can be shown.
    public func catchUp(_ number: StoryNumber) async throws {
        guard try await store.read({ try $0.outline(of: number)?.text.isAhead == true }) else { return }
        try await store.write { [writing] in _ = try $0.caughtUp(number, writing.documents) }
    }

    /// Brings up to date the working copies to which no batch has come for a second.
    ///
    /// What was left behind by a program that was killed is among them. One that cannot be brought up to date keeps no
    /// other from it.
    /// - Parameters:
    ///   - quiet: Seconds without a batch.
    ///   - skipped: Stories that were tried lately in vain.
    /// - Returns: The stories that were tried in vain.
    @discardableResult
    public func catchUpStories(
        quietFor quiet: Int64 = 1,
        besides skipped: Set<StoryNumber> = []
    ) async throws -> Set<StoryNumber> {
        let now = clock()
        let ahead = try await store.read {
            try $0.storiesAhead(
                quietSince: now.adding(seconds: -quiet),
                now: now,
                limit: Self.caughtUpAtOnce + skipped.count
            )
        }
        var failed: Set<StoryNumber> = []
        for number in ahead where !skipped.contains(number) {
            do {
                try await store.write { [writing] in _ = try $0.caughtUp(number, writing.documents) }
            } catch let error as NewsError where error.code == .unavailable {
                throw error
            } catch {
                failed.insert(number)
                logger.error(
                    "What was written together cannot be put into the working copy; it stays where it is.",
                    metadata: ["story": "\(number)", "error": "\(error)"]
                )
            }
        }
        return failed
    }

    /// Deletes batches that no page can need any more: working copies have held them for thirty days.
    public func pruneBatches() async throws {
        let end = clock().adding(seconds: -30 * 86_400)
        while try await store.write({ try $0.pruneBatches(before: end, limit: Self.prunedAtOnce) })
            == Self.prunedAtOnce
        {}
    }

    private static let caughtUpAtOnce = 200
    private static let prunedAtOnce = 500
}

extension WriteTransaction {
    /// A story as everybody reads and changes it: what was written in it together is in its working copy.
    ///
    /// An automatic save, which makes no version. Everybody who wrote since the last one counts as a writer.
    /// - Parameters:
    ///   - number: The story.
    ///   - documents: Where its newest version may be.
    /// - Throws: `notFound`.
    func caughtUp(_ number: StoryNumber, _ documents: DocumentCache) throws -> Story {
        try caughtUp(existingOutline(number), documents)
    }

    /// - Parameters:
    ///   - outline: The story as it is now.
    ///   - documents: Where its newest version may be.
    ///   - newest: That version, where the caller has it.
    func caughtUp(_ outline: StoryOutline, _ documents: DocumentCache, newest: Document? = nil) throws -> Story {
        let number = outline.number
        var story = try existing(number)
        let text = outline.text
        guard text.isAhead, let time = text.lastBatch else { return story }
        let kept = newest ?? documents.document(of: number, as: TextVersion(newestOf: text))
        let document = try kept ?? sharedDocument(of: number, at: text)
        let point = SharedText.Point(epoch: text.head.epoch, version: text.stored)
        let writers = try writers(of: number, after: point)
        guard let last = writers.last else { return story }
        let saves = story.workingSaves
        story.catchUp(with: document.body, by: last, at: time)
        if story.workingSaves != saves {
            try saveWorkingCopy(of: story, actor: last, now: time, isCatchUp: true)
        }
        for writer in writers { try keepDeskWriter(writer, of: number) }
        try keepStored(document, at: text, of: story)
        try pruneBatches(of: number, text, before: time.adding(seconds: -Self.keptSeconds))
        return story
    }

    /// The story for what must not wait: a withdrawal, and a wire's kill.
    ///
    /// What was written together and cannot be read stays where it is, for the desk to look at; the log tells of it.
    /// - Parameters:
    ///   - number: The story.
    ///   - documents: Where its newest version may be.
    ///   - logger: Told of a text that cannot be read.
    /// - Throws: `notFound`.
    func caughtUpIfReadable(_ number: StoryNumber, _ documents: DocumentCache, _ logger: Logger) throws -> Story {
        let outline = try existingOutline(number)
        let document: Document?
        do {
            let known = documents.document(of: number, as: TextVersion(newestOf: outline.text))
            document = try outline.text.isAhead ? known ?? sharedDocument(of: number, at: outline.text) : nil
        } catch {
            logger.error(
                "What was written together cannot be read; the story goes on without it, and it stays where it is.",
                metadata: ["story": "\(number)", "error": "\(error)"]
            )
            return try existing(number)
        }
        return try caughtUp(outline, documents, newest: document)
    }

    /// Seconds for which a batch is kept for pages that were asleep.
    private static let keptSeconds: Int64 = 86_400
}
