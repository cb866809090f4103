/// The attributes that matter to a body; the parser keeps no others.
enum MarkupAttribute: Int, CaseIterable {
    case href, src, srcset, `class`, style, start, value, reversed, colspan, rowspan, cite, data, alt, width, height
    case dataPicture, dataStory, permalink
    /// The addresses of a lazily loaded picture.
    case dataSource, dataLazySource, dataOriginal, dataSourceSet, dataLazySourceSet
    /// The character that a picture stands for.
    case dataEmoji
    /// How AMP and others identify embedded content.
    case dataVideo, dataTweet, dataShortcode, dataAddress, videoID

    private var name: String {
        switch self {
        case .dataPicture: "data-picture"
        case .dataStory: "data-story"
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

    /// All names in order, separated by spaces.
    static let names = allCases.map(\.name).joined(separator: " ")
}
