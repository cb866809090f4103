import Foundation
import News

/// A folder for what a dry run must make to judge as the real one would; gone afterwards.
struct ScratchFolder {
    let path: String

    /// - Throws: `unavailable` where the system's folder for such things cannot be written.
    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("warta-" + UUID().uuidString)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw NewsError(.unavailable, "No folder can be made in \(folder.deletingLastPathComponent().path).")
        }
        path = folder.path
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
