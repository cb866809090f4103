import CVips
import Foundation

/// A picture that libvips holds, released when it goes out of scope.
struct VipsPicture: ~Copyable {
    private let image: UnsafeMutablePointer<VipsImage>

    /// Starts libvips once, and only for a picture: its modules take a moment to load, and serving pictures needs none.
    static let isStarted = darkroom_start(1) == 0
    private static let drawingsAllowed: Void = darkroom_allow_drawings()

    private init?(_ image: UnsafeMutablePointer<VipsImage>?) {
        guard let image else {
            // All threads share the error buffer, and it would grow forever; its messages are not for readers.
            vips_error_clear()
            return nil
        }
        self.image = image
    }

    deinit { darkroom_release(image) }

    /// Opens a picture and hands it to `use`; decoded lazily, so it must not leave the closure.
    static func withOpened<Result: ~Copyable>(
        _ bytes: [UInt8],
        kind: PictureKind,
        use: (borrowing VipsPicture) throws(DarkroomError) -> Result
    ) throws(DarkroomError) -> Result {
        try start()
        return try bytes.span.withUnsafeBufferPointer { (buffer) throws(DarkroomError) in
            guard let picture = VipsPicture(darkroom_open(buffer.baseAddress, buffer.count, kind.loader)) else {
                throw .damaged("the header makes no sense; send the file again")
            }
            return try use(picture)
        }
    }

    /// Draws an SVG, `width` pixels wide.
    static func drawn(svg: [UInt8], width: Int) throws(DarkroomError) -> VipsPicture {
        try start()
        _ = drawingsAllowed
        return try svg.span.withUnsafeBufferPointer { (buffer) throws(DarkroomError) in
            let natural = try drawing(buffer, scale: 1)
            try PictureLimits.check(width: width, height: natural.height * width / max(natural.width, 1))
            guard width > 0 else { throw .damaged("a drawing needs a width") }
            let drawing = try drawing(buffer, scale: Double(width) / Double(max(natural.width, 1)))
            return try drawing.fitted(width: width)
        }
    }

    /// What the header of a file says, before its pixels are decoded.
    struct Header {
        let width: Int
        let height: Int
        /// Samples of a pixel.
        let bands: Int
        let bytesPerSample: Int
        let pages: Int
        /// Bytes of the colour profile; 0 if it has none.
        let profile: Int
        /// Bytes of all metadata, with the profile.
        let metadata: Int
    }

    var header: Header {
        Header(
            width: width,
            height: height,
            bands: Int(vips_image_get_bands(image)),
            bytesPerSample: Int(vips_format_sizeof(vips_image_get_format(image))),
            pages: Int(vips_image_get_n_pages(image)),
            profile: darkroom_profile_size(image),
            metadata: darkroom_metadata_size(image)
        )
    }

    /// Pixels as stored, before any rotation.
    var width: Int { Int(vips_image_get_width(image)) }
    var height: Int { Int(vips_image_get_height(image)) }

    /// Pixels with the EXIF orientation applied.
    var upright: (width: Int, height: Int) {
        vips_image_get_orientation_swap(image) != 0 ? (height, width) : (width, height)
    }

    /// Whether it brings a colour profile of its own.
    var hasProfile: Bool { vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 }

    /// At most `width` wide, upright, sRGB, eight bits, no metadata, decoded to the last byte.
    func fitted(width: Int) throws(DarkroomError) -> VipsPicture {
        guard let fitted = VipsPicture(darkroom_fit(image, Int32(width))) else {
            throw .damaged("it ends early or is broken inside; send the file again")
        }
        return fitted
    }

    /// The same, with its colours taken for sRGB.
    func withoutProfile() throws(DarkroomError) -> VipsPicture {
        guard let plain = VipsPicture(darkroom_without_profile(image)) else { throw .storage("out of memory") }
        return plain
    }

    /// The same on white, if it has alpha.
    func flattened() throws(DarkroomError) -> VipsPicture {
        guard let flat = VipsPicture(darkroom_flatten(image)) else { throw .storage("out of memory") }
        return flat
    }

    /// Encodes it in the format and with the options of a libvips suffix: `.jpg[Q=80]`.
    func encoded(as suffix: String) throws(DarkroomError) -> [UInt8] {
        var bytes: UnsafeMutableRawPointer?
        var count = 0
        guard darkroom_encode(image, suffix, &bytes, &count) == 0, let bytes else {
            vips_error_clear()
            throw .storage("libvips cannot write \(suffix)")
        }
        defer { g_free(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The samples of one pixel; for tests.
    func pixel(x: Int, y: Int) -> [Int] {
        var samples: [4 of Double] = [0, 0, 0, 0]
        let count = withUnsafeMutableBytes(of: &samples) { raw in
            Int(darkroom_pixel(image, Int32(x), Int32(y), raw.assumingMemoryBound(to: Double.self).baseAddress))
        }
        return (0..<count).map { Int(samples[$0]) }
    }

    private static func start() throws(DarkroomError) {
        guard isStarted else { throw .storage("the image library libvips does not start") }
    }

    private static func drawing(
        _ buffer: UnsafeBufferPointer<UInt8>,
        scale: Double
    ) throws(DarkroomError) -> VipsPicture {
        guard let picture = VipsPicture(darkroom_open_drawing(buffer.baseAddress, buffer.count, scale)) else {
            throw .damaged("this SVG cannot be drawn")
        }
        return picture
    }
}

extension PictureKind {
    fileprivate var loader: DarkroomKind {
        switch self {
        case .jpeg: DARKROOM_JPEG
        case .png: DARKROOM_PNG
        case .webp: DARKROOM_WEBP
        case .gif: DARKROOM_GIF
        case .avif, .heic, .heif: DARKROOM_HEIF
        case .tiff: DARKROOM_TIFF
        }
    }
}
