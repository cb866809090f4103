/// What a helper process may use for one picture.
///
/// Width and height do not limit what it costs to open a picture: a file of a few kilobytes can declare a thousand
/// bands, frames or compressed comments. The kernel ends a helper that uses more than this.
enum DecodingBudget {
    /// Bytes of memory beyond what the process has before the picture comes: 1.5 GiB.
    ///
    /// Decoders of progressive formats hold the whole picture: with 100 megapixels, a progressive JPEG takes 0.7 GB, an
    /// interlaced PNG of 16 bits 1.0, a WebP 1.4 of address space and 0.8 of memory.
    static let memory = 3 << 29
    /// Seconds of the processor until the header is read.
    static let headerSeconds = 5
    /// Seconds of real time for all of it, however busy the machine is.
    static let clockSeconds = 120
    /// Pictures that one process decodes before it is replaced, so that leaks stay small.
    static let picturesPerProcess = 200

    /// Seconds of the processor once the size is known: 10, and one more for each four megapixels.
    static func seconds(forPixels pixels: Int) -> Int {
        10 + pixels / 4_000_000
    }

    /// Samples of a pixel: CMYK and a few spot colours.
    static let bands = 8
    /// Bytes of a sample; 8 and 16 bits, and floating point as TIFF has it.
    static let bytesPerSample = 4
    /// Pages or frames; only the first is shown.
    static let pages = 2_000
    /// Bytes of a colour profile; those for print have up to 3 MB.
    static let profile = 4 << 20
    /// Bytes of all metadata, by cameras and editors.
    static let metadata = 16 << 20

    /// Judges what a header says, before pixels are decoded.
    static func check(_ header: VipsPicture.Header) throws(DarkroomError) {
        try PictureLimits.check(width: header.width, height: header.height)
        guard (1...bands).contains(header.bands) else {
            throw .tooLarge("\(header.bands) bands of colour, where \(bands) are allowed")
        }
        guard (1...bytesPerSample).contains(header.bytesPerSample) else {
            throw .tooLarge(
                "\(header.bytesPerSample * 8) bits for each colour, where \(bytesPerSample * 8) are allowed"
            )
        }
        guard header.pages <= pages else {
            throw .tooLarge("\(header.pages) pages or frames, where \(pages) are allowed")
        }
        guard header.profile <= profile else {
            throw .tooLarge(
                "a colour profile of more than \(profile >> 20) MiB; send it with a plain one, such as sRGB"
            )
        }
        guard header.metadata <= metadata else {
            throw .tooLarge("more than \(metadata >> 20) MiB beside the pixels; send it without its history")
        }
    }
}
