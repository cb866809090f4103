import News

/// Where a darkroom keeps all its pictures.
enum PictureShelves: Sendable {
    case folder(String)
    case depot(any PictureDepot, PictureCache)

    /// Where one picture is, or would be, whose digest was computed or checked here.
    func home(trusted digest: String) -> any PictureHome {
        switch self {
        case .folder(let folder): PictureFolder(trusted: digest, in: folder)
        case .depot(let depot, let cache): DepotPicture(digest: digest, depot: depot, cache: cache)
        }
    }

    /// The digests of all pictures that are here and complete, sorted.
    func digests() throws(DarkroomError) -> [String] {
        switch self {
        case .folder(let folder):
            Disk.names(in: folder).sorted().flatMap { shelf in
                Disk.names(in: "\(folder)/\(shelf)").sorted().filter { digest in
                    digest.hasPrefix(shelf) && PictureFolder(digest: digest, in: folder)?.picture() != nil
                }
            }
        case .depot(let depot, _): try DepotPicture.all(in: depot)
        }
    }
}
