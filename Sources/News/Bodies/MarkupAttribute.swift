/// The attributes that say something about a body; the parser keeps no others.
enum MarkupAttribute: Int, CaseIterable {
    case href, src, srcset, `class`, style, start, value, reversed, colspan, rowspan, cite, data, alt, width, height
    case dataPicture, permalink
    /// Where pages name a picture that is loaded later.
    case dataSource, dataLazySource, dataOriginal, dataSourceSet, dataLazySourceSet
    /// Which character a picture stands for.
    case dataEmoji
    /// How AMP and others name what is embedded.
    case dataVideo, dataTweet, dataShortcode, dataAddress, videoID

    private var name: String {
        switch self {
        case .dataPicture: "data-picture"
        case .permalink: "data-instgrm-permalink"
        case .dataSource: "data-src"
        case .dataLazySource: "data-lazy-src"
        case .dataOriginal: "data-original"
        case .dataSourceSet: "data-srcset"
        case .dataLazySourceSet: "data-lazy-srcset"
        case .dataEmoji: "data-emoji"
        case .dataVideo: "data-videoid"
        case .dataTweet: "data-tweetid"
        case .dataShortcode: "data-shortcode"
        case .dataAddress: "data-href"
        case .videoID: "videoid"
        default: "\(self)"
        }
    }

    /// All names in their order, parted by spaces.
    static let names = allCases.map(\.name).joined(separator: " ")
}
