import Assets

/// The files that were built into the binary: the theme and the demonstration newspaper.
public enum BuiltInFiles {
    /// All files of a folder by their names in it.
    /// - Parameter folder: With a slash at the end: `theme/`, `demo/`.
    public static func files(under folder: String) -> [String: [UInt8]] {
        var count = 0
        guard let assets = warta_assets(&count) else { return [:] }
        var files: [String: [UInt8]] = [:]
        for asset in UnsafeBufferPointer(start: assets, count: count) {
            let name = String(cString: asset.name)
            guard name.hasPrefix(folder) else { continue }
            let bytes = UnsafeBufferPointer(start: asset.bytes, count: asset.length)
            files[String(name.dropFirst(folder.count))] = Array(bytes)
        }
        return files
    }

    /// Which build this is: the commit it was made of, or the day on which it was compiled.
    public static var build: String { warta_build().map { String(cString: $0) } ?? "unknown" }
}
