/// Makes the renditions of one picture; runs in a helper process.
///
/// The original is decoded once, at the greatest width that is wanted; the smaller renditions are made from that.
struct RenditionMaker: ~Copyable {
    /// What is known of the original.
    private let picture: PictureManifest.Facts
    private let firstPrint: VipsPicture

    /// What a helper answers: every rendition and what is known of the original, or why the picture is refused.
    ///
    /// All renditions are made first, so that nothing is sent of a picture that fails half way.
    /// - Parameters:
    ///   - original: What was sent.
    ///   - sized: Is told how many pixels are going to be decoded, once that is known.
    static func messages(of original: [UInt8], sized: (Int) -> Void) -> [HelperMessage] {
        do throws(DarkroomError) {
            guard let kind = PictureKind(original) else { throw .notAPicture }
            let maker = try open(original, kind: kind, sized: sized)
            return try maker.renditions().map { .rendition($0) } + [.done(maker.picture)]
        } catch {
            return [.refused(error)]
        }
    }

    private static func open(
        _ original: [UInt8],
        kind: PictureKind,
        sized: (Int) -> Void
    ) throws(DarkroomError) -> RenditionMaker {
        // The decoder gets the pixels without the metadata.
        let stripped = StrippedFile.stripped(original, kind: kind)
        // Comments of a PNG may unpack to a thousand times their size, so a PNG from which they cannot be removed is
        // refused.
        if stripped == nil, kind == .png { throw .damaged("it ends early or is broken inside; send the file again") }
        let bytes = stripped ?? original
        do throws(DarkroomError) {
            return try open(bytes, kind: kind, ignoringProfile: false, sized: sized)
        } catch .damaged(let detail) {
            // Photographs with a broken colour profile are not rare, and their pixels are sound: a second attempt takes
            // the colours for sRGB.
            guard try VipsPicture.withOpened(bytes, kind: kind, use: { $0.hasProfile }) else { throw .damaged(detail) }
            return try open(bytes, kind: kind, ignoringProfile: true, sized: sized)
        }
    }

    private static func open(
        _ bytes: [UInt8],
        kind: PictureKind,
        ignoringProfile: Bool,
        sized: (Int) -> Void
    ) throws(DarkroomError) -> RenditionMaker {
        try VipsPicture.withOpened(bytes, kind: kind) { (source) throws(DarkroomError) in
            try DecodingBudget.check(source.header)
            sized(source.width * source.height)
            let (width, height) = source.upright
            let widths = RenditionPlan.widths(forWidth: width, height: height)
            guard let widest = widths.last else {
                throw .tooLarge("\(width) × \(height) pixels is too narrow for its height; crop it")
            }
            let picture = PictureManifest.Facts(width: width, height: height, widths: widths, mediaType: kind.mediaType)
            let print =
                ignoringProfile ? try source.withoutProfile().fitted(width: widest) : try source.fitted(width: widest)
            return RenditionMaker(picture: picture, firstPrint: print)
        }
    }

    /// Every width in every format, the narrowest first.
    private func renditions() throws(DarkroomError) -> [Rendition] {
        var renditions: [Rendition] = []
        for width in picture.widths {
            let fitted = try firstPrint.fitted(width: width)
            for format in Darkroom.Format.allCases {
                renditions.append(Rendition(width: width, format: format, bytes: try print(fitted, as: format)))
            }
        }
        return renditions
    }

    private func print(_ picture: borrowing VipsPicture, as format: Darkroom.Format) throws(DarkroomError) -> [UInt8] {
        switch format {
        case .jpeg:
            return try picture.flattened().encoded(as: RenditionPlan.suffix(for: .jpeg))
        case .webp:
            let file = try picture.encoded(as: RenditionPlan.suffix(for: .webp))
            guard let stripped = WebPContainer.pixelsAlone(file) else { throw .storage("libvips wrote a broken WebP") }
            return stripped
        }
    }
}
