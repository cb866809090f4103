internal import Foundation
public import Storage

/// A store in a temporary folder, which is removed with it.
public final class TestStore: Sendable {
    public let store: Store
    /// Where its files are.
    public let folder: String

    public init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString)"
        store = try Store(folder: folder)
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
