/// The largest picture that is accepted.
///
/// Everything is read from the header, before pixels are decoded: a decompression bomb of a few kilobytes that would
/// expand to gigabytes is refused unopened.
enum PictureLimits {
    /// Bytes of a file: 64 MiB.
    static let bytes = 64 << 20
    static let pixels = 100_000_000
    /// Pixels.
    static let side = 30_000

    static func check(byteCount: Int) throws(DarkroomError) {
        guard byteCount <= bytes else {
            throw .tooLarge("more than \(bytes >> 20) MiB; send a smaller file")
        }
    }

    static func check(width: Int, height: Int) throws(DarkroomError) {
        guard width <= side, height <= side else {
            throw .tooLarge("\(width) × \(height) pixels, where each side may have \(side); send a smaller picture")
        }
        guard width * height <= pixels else {
            throw .tooLarge("\(width) × \(height) pixels, where \(pixels / 1_000_000) million are allowed")
        }
    }
}
