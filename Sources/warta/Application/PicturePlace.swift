public import Darkroom
public import News

/// Where the pictures of a house are.
public enum PicturePlace: Sendable {
    /// A folder, which all nodes of the house have.
    case folder(String)
    /// A depot, of which this machine keeps some files in a folder of at most so many bytes.
    case depot(any PictureDepot, cache: String, cacheBytes: Int)

    /// The folder of pictures in a data folder.
    public static func beside(_ folder: String) -> PicturePlace { .folder(folder + "/pictures") }

    /// Opens it.
    /// - Parameter helper: A program and its arguments that decodes pictures; none where they are only copied.
    /// - Throws: `unavailable` where a folder can neither be found nor made. A depot is not asked yet.
    public func open(helper: [String] = []) throws(NewsError) -> Darkroom {
        do throws(DarkroomError) {
            switch self {
            case .folder(let path): return try Darkroom(folder: path, helper: helper)
            case .depot(let depot, let cache, let bytes):
                return try Darkroom(depot: depot, cache: cache, cacheBytes: bytes, helper: helper)
            }
        } catch {
            throw NewsError(.unavailable, "The pictures cannot be opened: \(error.reason).")
        }
    }
}
