public import News
internal import Storage

extension Desk {
    /// Marks one notification of a member's as read, or all of them.
    /// - Parameters:
    ///   - number: Which; nil for all.
    ///   - member: Whose; another's stays as it is.
    public func readNotifications(_ number: Int64? = nil, of member: MemberNumber) async throws {
        let now = clock()
        try await store.write { try $0.readNotifications(of: member, number, at: now) }
    }

    /// Deletes notifications that were read thirty days ago, and all that are older than ninety.
    public func pruneNotifications() async throws {
        let now = clock()
        let (read, all) = (now.adding(seconds: -30 * 86_400), now.adding(seconds: -90 * 86_400))
        let most = 500
        while try await store.write({
            try $0.pruneNotifications(readBefore: read, allBefore: all, limit: most)
        }) == most {}
    }
}
