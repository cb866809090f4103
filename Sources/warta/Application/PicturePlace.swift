public import Darkroom
public import News

/// Where the pictures of a house are.
public enum PicturePlace: Sendable {
    /// A folder, which all nodes of the house have.
    case folder(String)
    /// A depot, of which this machine keeps some files in a folder of at most so many bytes.
    ///
    /// The depot is made when it is opened: most commands need no picture, and no access to it.
    case depot(@Sendable () throws(NewsError) -> any PictureDepot, cache: String, cacheBytes: Int)

    /// The folder of pictures in a data folder.
    public static func beside(_ folder: String) -> PicturePlace { .folder(folder + "/pictures") }

    /// Opens it.
    /// - Parameter helper: A program and its arguments that decodes pictures; none where they are only copied.
    /// - Throws: `unavailable` where a folder can neither be found nor made; `invalid` where what a depot needs is not said.
    ///   It is not asked yet.
    public func open(helper: [String] = []) throws(NewsError) -> Darkroom {
        switch self {
        case .folder(let path):
            try Self.opening { () throws(DarkroomError) in try Darkroom(folder: path, helper: helper) }
        case .depot(let make, let cache, let bytes):
            try Self.opening { [depot = try make()] () throws(DarkroomError) in
                try Darkroom(depot: depot, cache: cache, cacheBytes: bytes, helper: helper)
            }
        }
    }

    private static func opening(_ open: () throws(DarkroomError) -> Darkroom) throws(NewsError) -> Darkroom {
        do throws(DarkroomError) {
            return try open()
        } catch {
            throw NewsError(.unavailable, "The pictures cannot be opened: \(error.reason).")
        }
    }
}
