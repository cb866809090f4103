public import News
internal import Storage

extension Desk {
    /// Lines of the security log, the newest first.
    /// - Parameters:
    ///   - member: Whose; nil for all, which is for administrators.
    ///   - sequence: Only lines before this one, for the next page.
    ///   - limit: At most so many.
    public func securityLog(
        of member: MemberNumber?,
        before sequence: Int64? = nil,
        limit: Int
    ) async throws -> [SecurityEvent] {
        try await store.read { try $0.securityLog(of: member, before: sequence, limit: limit) }
    }
}
