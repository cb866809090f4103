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
}
