/// A picture in the darkroom: what it is called, how large it is, and in which widths it can be had.
public struct Negative: Hashable, Sendable {
    /// SHA-256 of the original's bytes, in 64 lower-case hexadecimal digits: its identity.
    public let digest: String
    /// Pixels of the original, upright.
    public let width: Int
    /// Pixels of the original, upright.
    public let height: Int
    /// Widths of the renditions on disk in pixels, ascending; never empty, none wider than the original.
    public let widths: [Int]
    /// Of the original: `image/jpeg`.
    public let mediaType: String

    /// Describes a picture; only the darkroom knows whether there is one.
    public init(digest: String, width: Int, height: Int, widths: [Int], mediaType: String) {
        self.digest = digest
        self.width = width
        self.height = height
        self.widths = widths
        self.mediaType = mediaType
    }
}
