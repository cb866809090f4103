/// A message from a helper: a rendition, or at the end that all went well or why not.
///
/// On the wire a message is its kind, the length of the rest in four bytes, and the rest.
enum HelperMessage {
    case rendition(Rendition)
    case done(PictureManifest.Facts)
    case refused(DarkroomError)

    /// Maximum number of bytes of a message: no rendition comes near it.
    static let longest = 64 << 20

    private enum Kind: UInt8 {
        case rendition = 1
        case done, notAPicture, tooLarge, damaged
    }

    var bytes: [UInt8] {
        switch self {
        case .rendition(let rendition):
            let format = rendition.format == .jpeg ? UInt8(0) : 1
            return Self.framed(.rendition, [format] + Self.little(UInt32(rendition.width)) + rendition.bytes)
        case .done(let picture):
            let numbers = [picture.width, picture.height] + picture.widths
            return Self.framed(.done, numbers.flatMap { Self.little(UInt32($0)) })
        case .refused(.notAPicture): return Self.framed(.notAPicture, [])
        case .refused(.tooLarge(let detail)): return Self.framed(.tooLarge, Array(detail.utf8))
        case .refused(let error): return Self.framed(.damaged, Array(error.detail.utf8))
        }
    }

    /// Reads a message, which may come from a helper that a picture has taken over; nil if it makes no sense.
    /// - Parameter mediaType: Of the picture, which this side knows already.
    init?(kind: UInt8, rest: [UInt8], mediaType: String) {
        switch Kind(rawValue: kind) {
        case .rendition?:
            guard rest.count > 5, rest[0] <= 1 else { return nil }
            let format = rest[0] == 0 ? Darkroom.Format.jpeg : .webp
            let rendition = Rendition(width: Self.number(rest[1..<5]), format: format, bytes: Array(rest[5...]))
            guard rendition.isPlausible else { return nil }
            self = .rendition(rendition)
        case .done?:
            guard rest.count % 4 == 0, (12...64).contains(rest.count) else { return nil }
            let numbers = stride(from: 0, to: rest.count, by: 4).map { Self.number(rest[$0..<($0 + 4)]) }
            let (width, height) = (numbers[0], numbers[1])
            // Bounded first, since `RenditionPlan` multiplies them.
            guard (try? PictureLimits.check(width: width, height: height)) != nil, width > 0, height > 0 else {
                return nil
            }
            let widths = RenditionPlan.widths(forWidth: width, height: height)
            guard widths == Array(numbers[2...]) else { return nil }
            self = .done(PictureManifest.Facts(width: width, height: height, widths: widths, mediaType: mediaType))
        case .notAPicture?: self = .refused(.notAPicture)
        case .tooLarge?: self = .refused(.tooLarge(Self.sentence(rest)))
        case .damaged?: self = .refused(.damaged(Self.sentence(rest)))
        case nil: return nil
        }
    }

    static func number(_ bytes: some Collection<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    static func little(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func framed(_ kind: Kind, _ rest: [UInt8]) -> [UInt8] {
        [kind.rawValue] + little(UInt32(rest.count)) + rest
    }

    /// A sentence from a helper, without control characters.
    ///
    /// A helper that a picture has taken over may send any text, but nothing that moves a terminal's cursor.
    private static func sentence(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(300), as: UTF8.self)
        return String(text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
    }
}

/// One encoded size of a picture.
struct Rendition {
    let width: Int
    let format: Darkroom.Format
    let bytes: [UInt8]

    var name: String { PictureFolder.name(width, format) }

    /// Whether it begins as its format does, and has a width that we make.
    fileprivate var isPlausible: Bool {
        let kind: PictureKind = format == .jpeg ? .jpeg : .webp
        return RenditionPlan.mayMake(width: width) && PictureKind(bytes) == kind
    }
}
