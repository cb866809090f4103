/// The way of one picture from bytes to renditions, in a helper process.
///
/// The original is decoded once, into a first print of the greatest width that is wanted; the smaller ones are made
/// of that.
struct Development: ~Copyable {
    /// What is known of the original.
    let picture: Label.Picture
    private let firstPrint: Plate

    /// - Parameters:
    ///   - original: What was sent.
    ///   - kind: Picks the decoder.
    ///   - sized: Is told how many pixels are going to be decoded, once that is known.
    /// - Throws: Why the picture is refused.
    static func develop(
        _ original: [UInt8],
        kind: PictureKind,
        sized: (Int) -> Void
    ) throws(DarkroomError) -> Development {
        // What is beside the pixels is none of the decoder's business.
        let plain = PlainFile.plain(original, kind: kind)
        // Comments of a PNG may be packed a thousandfold, so that one whose chunks cannot be told apart is not tried.
        if plain == nil, kind == .png { throw .damaged("it ends early or is broken inside; send the file again") }
        let bytes = plain ?? original
        do throws(DarkroomError) {
            return try develop(bytes, kind: kind, ignoringProfile: false, sized: sized)
        } catch .damaged(let detail) {
            // Photographs with a broken colour profile are not rare, and their pixels are sound: a second attempt takes
            // the colours for sRGB.
            guard try Plate.withOpened(bytes, kind: kind, use: { $0.hasProfile }) else { throw .damaged(detail) }
            return try develop(bytes, kind: kind, ignoringProfile: true, sized: sized)
        }
    }

    private static func develop(
        _ bytes: [UInt8],
        kind: PictureKind,
        ignoringProfile: Bool,
        sized: (Int) -> Void
    ) throws(DarkroomError) -> Development {
        try Plate.withOpened(bytes, kind: kind) { (plate) throws(DarkroomError) in
            try Budget.check(plate.header)
            sized(plate.width * plate.height)
            let (width, height) = plate.upright
            let widths = Recipe.widths(forWidth: width, height: height)
            guard let widest = widths.last else {
                throw .tooLarge("\(width) × \(height) pixels is too narrow for its height; crop it")
            }
            let picture = Label.Picture(width: width, height: height, widths: widths, mediaType: kind.mediaType)
            let print =
                ignoringProfile ? try plate.withoutProfile().fitted(width: widest) : try plate.fitted(width: widest)
            return Development(picture: picture, firstPrint: print)
        }
    }

    /// Every width in every format, the narrowest first.
    func renditions() throws(DarkroomError) -> [Rendition] {
        var renditions: [Rendition] = []
        for width in picture.widths {
            let fitted = try firstPrint.fitted(width: width)
            for format in Darkroom.Format.allCases {
                renditions.append(Rendition(width: width, format: format, bytes: try print(fitted, as: format)))
            }
        }
        return renditions
    }

    private func print(_ plate: borrowing Plate, as format: Darkroom.Format) throws(DarkroomError) -> [UInt8] {
        switch format {
        case .jpeg:
            return try plate.flattened().encoded(as: Recipe.suffix(for: .jpeg))
        case .webp:
            let file = try plate.encoded(as: Recipe.suffix(for: .webp))
            guard let stripped = WebPContainer.stripped(file) else { throw .storage("libvips wrote a broken WebP") }
            return stripped
        }
    }
}
