/// The way of one picture from bytes to renditions.
///
/// The original is decoded once, into a first print of the greatest width that is wanted; the smaller ones are made
/// of that. Nothing is written before the first print is whole, so a damaged picture leaves no trace.
struct Development: ~Copyable {
    private let original: [UInt8]
    private let kind: PictureKind
    private let size: (width: Int, height: Int)
    private let widths: [Int]
    private let firstPrint: Plate

    init(of bytes: [UInt8], kind: PictureKind) throws(DarkroomError) {
        let size = try Plate.withOpened(bytes, kind: kind) { (plate) throws(DarkroomError) in
            try Bounds.check(width: plate.width, height: plate.height)
            return plate.upright
        }
        let widths = Recipe.widths(forWidth: size.width, height: size.height)
        guard let widest = widths.last else {
            throw .tooLarge("\(size.width) × \(size.height) pixels is too narrow for its height; crop it")
        }
        let firstPrint = try Development.firstPrint(of: bytes, kind: kind, width: widest)

        self.original = bytes
        self.kind = kind
        self.size = size
        self.widths = widths
        self.firstPrint = firstPrint
    }

    /// Writes the original, the renditions and last the label, and says what is there now.
    func file(in sleeve: Sleeve) throws(DarkroomError) -> Negative {
        try sleeve.filling { (shelf) throws(DarkroomError) in
            try shelf.put(original, as: "original.\(kind.ending)")
            for width in widths {
                let fitted = try firstPrint.fitted(width: width)
                for format in Darkroom.Format.allCases {
                    try shelf.put(print(fitted, as: format), as: Sleeve.name(width, format))
                }
            }
            return Label.Picture(width: size.width, height: size.height, widths: widths, mediaType: kind.mediaType)
        }
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

    /// Photographs with a broken colour profile are not rare, and their pixels are sound: a second attempt
    /// takes the colours for sRGB.
    private static func firstPrint(of bytes: [UInt8], kind: PictureKind, width: Int) throws(DarkroomError) -> Plate {
        do throws(DarkroomError) {
            return try Plate.withOpened(bytes, kind: kind) { (plate) throws(DarkroomError) in
                try plate.fitted(width: width)
            }
        } catch {
            return try Plate.withOpened(bytes, kind: kind) { (plate) throws(DarkroomError) in
                guard plate.hasProfile else { throw error }
                return try plate.withoutProfile().fitted(width: width)
            }
        }
    }
}
