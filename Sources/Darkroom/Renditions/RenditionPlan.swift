/// The widths and encodings of the renditions that are made of an original.
///
/// A change does not affect pictures that were taken before.
enum RenditionPlan {
    /// Pixels; chosen for phones at one to three device pixels up to a hero across a desktop.
    static let widths = [320, 640, 960, 1280, 1920]

    /// The largest side that WebP allows (RFC 9649, 2.5).
    static let tallest = 16_383

    /// The widths for an original, ascending; empty if even the smallest would be too tall.
    static func widths(forWidth width: Int, height: Int) -> [Int] {
        let narrower = widths.filter { $0 <= width }
        return (narrower.isEmpty ? [width] : narrower).filter { $0 * height <= tallest * width }
    }

    /// Whether a rendition of this width can exist: a standard one, or that of a small original.
    static func mayMake(width: Int) -> Bool {
        widths.contains(width) || (1..<320).contains(width)
    }

    /// The encoding, as an ending with libvips' options.
    static func suffix(for format: Darkroom.Format) -> String {
        switch format {
        case .jpeg: ".jpg[Q=80,interlace,optimize_coding,strip]"
        case .webp: ".webp[Q=78,strip]"
        }
    }
}
