public import News
internal import Storage

extension Desk {
    /// Lines of the security log, the newest first.
    /// - Parameters:
    ///   - member: Whose; nil for all, which is for administrators.
    ///   - act: Only lines of this kind; nil for all.
    ///   - sequence: Only lines before this one, for the next page.
    ///   - limit: At most so many.
    public func securityLog(
        of member: MemberNumber?,
        _ act: SecurityEvent.Act? = nil,
        before sequence: Int64? = nil,
        limit: Int
    ) async throws -> [SecurityEvent] {
        try await store.read { try $0.securityLog(of: member, act, before: sequence, limit: limit) }
    }
}
