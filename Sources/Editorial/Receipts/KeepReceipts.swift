public import News
internal import Storage

extension Desk {
    /// Keeps what surfaces of a node showed after an act, with the act's line of the journal.
    ///
    /// Where one is not right, whoever published is told, and the story's row in the list is marked.
    /// - Parameters:
    ///   - surfaces: What they showed; what is kept already stays as it is.
    ///   - act: The line.
    ///   - node: The node that asked itself: its machine and port.
    /// - Throws: `unavailable` where the store cannot be written.
    public func keepReceipts(_ surfaces: [SurfaceReceipt], of act: JournalEntry, at node: String) async throws {
        if surfaces.isEmpty { return }
        let now = clock()
        try await store.write { try $0.keep(surfaces, of: act, at: node, now: now) }
    }
}
