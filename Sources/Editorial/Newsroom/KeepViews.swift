public import News
internal import Storage

extension Desk {
    /// Keeps a cut of the newsroom's list for a member, in place of one of the same name.
    /// - Throws: `refused` where the member has as many as there may be.
    public func keep(_ view: SavedView, for member: MemberNumber) async throws {
        try await store.write { transaction in
            let known = try transaction.savedViews(of: member)
            guard known.count < SavedView.most || known.contains(where: { $0.name.nameKey == view.name.nameKey }) else {
                throw NewsError(.refused, "A member keeps at most \(SavedView.most) views; remove one first.")
            }
            try transaction.keep(view, of: member)
        }
    }

    /// Forgets a view of a member's.
    public func dropView(named name: String, of member: MemberNumber) async throws {
        try await store.write { try $0.dropView(named: name, of: member) }
    }
}
