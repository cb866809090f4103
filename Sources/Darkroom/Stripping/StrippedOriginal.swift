/// An original that may be given away: without location, device and editing history.
public struct StrippedOriginal: Hashable, Sendable {
    /// The picture's file.
    ///
    /// JPEG, PNG, WebP and GIF have exactly the pixels of the original. For TIFF, HEIF and AVIF, whose metadata is not
    /// separate from their pixels, it is the widest JPEG that pages show.
    public let bytes: [UInt8]
    /// The media type of these bytes, such as `image/jpeg`.
    public let mediaType: String
}
