/// An original as it may be given away: without where it was taken, with what, and what was done to it.
public struct StrippedOriginal: Hashable, Sendable {
    /// JPEG, PNG, WebP and GIF: the very pixels of the original.
    ///
    /// Of TIFF, HEIF and AVIF, whose metadata is not apart from
    /// their pixels, the widest JPEG that pages show.
    public let bytes: [UInt8]
    /// Of these bytes: `image/jpeg`.
    public let mediaType: String
}
