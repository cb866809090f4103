import Dispatch
import News

extension Darkroom {
    /// How the place of the pictures is.
    public enum Condition: Hashable, Sendable {
        case sound
        /// Nothing can be kept there now; says why, and what to do.
        case closed(String)
        /// It has none of the pictures that were asked for: it is another house's, or not the one that its nodes share.
        case foreign(String)
    }

    /// Looks at the place, on a thread that may wait for it.
    /// - Parameter known: Digests of some pictures that should be there, the newest of the store.
    public func condition(known: [String]) async -> Condition {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { [self] in
                continuation.resume(returning: look(for: known))
            }
        }
    }

    private func look(for known: [String]) -> Condition {
        if case .folder(let folder) = shelves, !Disk.isWritable(folder) {
            return .closed("the folder \(folder) cannot be written; check that it is there, and its owner")
        }
        // A depot is asked in any case; nobody has a picture of that digest.
        let asked = known.isEmpty ? [String(repeating: "0", count: 64)] : known
        do throws(DarkroomError) {
            for digest in asked where try home(digest)?.manifest() != nil {
                return .sound
            }
        } catch {
            return .closed(error.detail)
        }
        return known.isEmpty ? .sound : .foreign(place)
    }
}
