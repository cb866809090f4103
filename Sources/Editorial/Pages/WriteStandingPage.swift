internal import Logging
public import News
internal import Storage

extension Desk {
    /// Writes a page that press law asks for, as another version of it; a page of no words is taken from readers.
    /// - Parameters:
    ///   - kind: Which page.
    ///   - notation: Its text, in the notation of the newsroom or in HTML.
    ///   - imprint: Who makes the newspaper; only on the imprint.
    ///   - seen: The version that the member had before them; 0 where there was none.
    ///   - reason: Why.
    ///   - member: Who writes it.
    ///   - caller: From where.
    /// - Throws: `refused` where the member may not; `conflict` where somebody has written it meanwhile; `invalid` where
    ///   the text or a field cannot be kept.
    public func writePage(
        _ kind: StandingPage.Kind,
        notation: String,
        imprint: Imprint?,
        seen: Int,
        because reason: String,
        by member: MemberNumber,
        from caller: Caller
    ) async throws {
        try await withRights(from: caller.address) { transaction, now in
            let member = try transaction.allow(member, to: .writePages, at: now)
            let version = try transaction.standingPage(kind)?.version ?? 0
            guard version == seen else {
                throw NewsError(.conflict, "Somebody has written this page meanwhile; look at it, then write it again.")
            }
            let page = try StandingPage.next(
                kind,
                after: version,
                notation: notation,
                imprint: imprint,
                because: reason,
                by: member.actor,
                at: now
            )
            try transaction.add(page)
        }
        logger.info("wrote a standing page", metadata: ["page": "\(kind.rawValue)", "member": "\(member)"])
    }

    /// Writes such a page where nobody has yet: for whoever may run `warta` on the server, as a demonstration does.
    /// - Throws: `invalid` where the text or a field cannot be kept.
    public func beginPage(_ kind: StandingPage.Kind, notation: String, imprint: Imprint? = nil) async throws {
        let now = clock()
        try await store.write { transaction in
            guard try transaction.standingPage(kind) == nil else { return }
            let page = try StandingPage.next(
                kind,
                after: 0,
                notation: notation,
                imprint: imprint,
                because: "",
                by: .commandLine,
                at: now
            )
            try transaction.add(page)
        }
    }
}
