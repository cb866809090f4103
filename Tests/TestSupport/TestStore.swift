internal import Foundation
public import News
public import Storage

/// A store in a temporary folder, which is removed with it.
public final class TestStore: Sendable {
    public let store: Store
    /// Where its files are.
    public let folder: String

    /// A store without any newspaper, as the first start makes it.
    public init(unfounded: Void) throws {
        folder = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString)"
        store = try Store(folder: folder)
    }

    /// A store with these newspapers: whatever is kept belongs to one.
    public convenience init(founding sites: [Site] = [.sample]) async throws {
        try self.init(unfounded: ())
        try await store.write { transaction in
            for site in sites { _ = try transaction.addSite(site) }
        }
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
