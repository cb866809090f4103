import News

/// A picture in a depot: its files under `files/` and the SHA-256 of each, its manifest under `manifests/` and its digest.
///
/// A file's key says its content. So two nodes that take one picture at a time can never mix their files, whatever
/// their image libraries make of it: the later manifest counts, and all that it names is there.
struct DepotPicture: PictureHome {
    let digest: String
    let depot: any PictureDepot
    let cache: PictureCache

    private static let manifests = "manifests/"
    private static let manifestName = "manifest.json"

    func picture() throws(DarkroomError) -> Picture? { try manifest()?.picture.picture(digest: digest) }

    func manifest() throws(DarkroomError) -> PictureManifest? { try manifest(.worker) }

    private func manifest(_ patience: DepotPatience) throws(DarkroomError) -> PictureManifest? {
        try bytes(Self.manifests + digest, atMost: PictureManifest.mostBytes, patience).flatMap(PictureManifest.init)
    }

    func read(_ name: String, _ file: PictureManifest.File) throws(DarkroomError) -> [UInt8] {
        try read(name, file, .worker)
    }

    private func read(
        _ name: String,
        _ file: PictureManifest.File,
        _ patience: DepotPatience
    ) throws(DarkroomError) -> [UInt8] {
        guard let bytes = try bytes(Self.key(of: file), atMost: PictureLimits.bytes, patience), file.isOf(bytes[...])
        else {
            throw damage(name)
        }
        return bytes
    }

    func fill(
        _ manifest: PictureManifest,
        linkingTo former: PictureFolder?,
        _ bytes: (String) throws(DarkroomError) -> ArraySlice<UInt8>
    ) throws(DarkroomError) -> Picture {
        for (name, file) in manifest.files.sorted(by: { $0.key < $1.key }) {
            try write(try bytes(name), to: Self.key(of: file))
        }
        try write(try manifest.bytes[...], to: Self.manifests + digest)
        return manifest.picture.picture(digest: digest)
    }

    func keep(renditions: [String: ArraySlice<UInt8>]) {
        // A cache that is full is no reason to lose a picture.
        for (name, bytes) in renditions { _ = try? cache.keep(bytes, as: name, digest: digest) }
    }

    /// From the cache without a question; else its file is fetched, compared with its checksum, and kept there.
    func rendition(_ name: String) throws(DarkroomError) -> String? {
        if let path = kept(name) { return path }
        guard let file = try known()?.files[name] else { return nil }
        return try cache.keep(try read(name, file, .reader)[...], as: name, digest: digest)
    }

    /// The path of a rendition that is here.
    func kept(_ name: String) -> String? { cache.path(of: name, digest: digest) }

    /// The manifest, which is kept here too: a page asks for several files of a picture.
    private func known() throws(DarkroomError) -> PictureManifest? {
        if let path = kept(Self.manifestName), let bytes = try? Disk.read(path, atMost: PictureManifest.mostBytes),
            let manifest = PictureManifest(bytes)
        {
            return manifest
        }
        guard let manifest = try manifest(.reader) else { return nil }
        _ = try cache.keep(try manifest.bytes[...], as: Self.manifestName, digest: digest)
        return manifest
    }

    private static func key(of file: PictureManifest.File) -> String { "files/\(file.digest)" }

    /// The digests of all pictures in a depot, sorted.
    static func all(in depot: any PictureDepot) throws(DarkroomError) -> [String] {
        var digests: [String] = []
        var last: String?
        while true {
            let keys = try DarkroomError.translating { () throws(DepotFault) in
                try depot.keys(under: manifests, after: last)
            }
            guard let end = keys.last, last.map({ $0 < end }) ?? true else { return digests }
            digests += keys.map { String($0.dropFirst(manifests.count)) }.filter(Darkroom.isDigest)
            last = end
        }
    }

    private func bytes(
        _ key: String,
        atMost limit: Int,
        _ patience: DepotPatience
    ) throws(DarkroomError) -> [UInt8]? {
        try DarkroomError.translating { () throws(DepotFault) in try depot.read(key, atMost: limit, patience) }
    }

    private func write(_ bytes: ArraySlice<UInt8>, to key: String) throws(DarkroomError) {
        try DarkroomError.translating { () throws(DepotFault) in try depot.write(bytes, to: key) }
    }
}

extension DarkroomError {
    fileprivate static func translating<Value>(
        _ work: () throws(DepotFault) -> Value
    ) throws(DarkroomError) -> Value {
        do throws(DepotFault) {
            return try work()
        } catch {
            switch error {
            case .away(let what): throw .away(what)
            case .refused(let what): throw .refused(what)
            }
        }
    }
}
