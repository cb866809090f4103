package import News
import Storage

extension PressRoom {
    /// The form about a story; nil where readers have no such story.
    ///
    /// What was typed comes back also while the store is away.
    /// - Throws: What the store throws; `unavailable` where too much is being pressed.
    package func form(
        _ kind: Grievance.Kind,
        about number: StoryNumber,
        _ draft: GrievanceDraft = GrievanceDraft(),
        token: String,
        fault: String? = nil,
        for network: ReaderNetwork? = nil
    ) async throws -> PressedPage? {
        var story: StoryLink?
        do {
            story = try await store.read { try StoryLink(number, $0) }
            if story == nil { return nil }
        } catch let error as NewsError where error.code == .unavailable && fault != nil {}
        let page = GrievancePage(kind, about: number, story, draft, token: token, fault: fault)
        return try await pressed(page, for: network)
    }

    /// How something stands, for whoever sent it.
    /// - Throws: As ``form(_:about:_:token:fault:for:)``.
    package func receipt(
        _ grievance: Grievance,
        _ records: [GrievanceRecord],
        for network: ReaderNetwork? = nil
    ) async throws -> PressedPage {
        let (story, reply) = try await store.read { transaction in
            let story = try StoryLink(grievance.story, transaction)
            return (story, try grievance.reply.flatMap { try StoryLink($0, transaction) })
        }
        return try await pressed(ReceiptPage(grievance, records, story: story, reply: reply), for: network)
    }

    /// A page that is made for one request and kept nowhere.
    private func pressed(_ page: any PageModel, for network: ReaderNetwork?) async throws -> PressedPage {
        let presser = PagePresser(house: house, store: store, state: state)
        do {
            return try await PressingThreads.$asker.withValue(network) {
                let part = try await house.threads.take { [newspaper] thread in
                    try await thread { presser.press(page, newspaper, nil) }
                }
                return pages.compose(part)
            }
        } catch is PressingThreads.AllBusy {
            return notice(.unavailable)
        }
    }
}
