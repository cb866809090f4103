import News

/// A small file that every site has, or a file of its theme.
///
/// It is read from no store.
enum SiteFile: Sendable {
    case robots
    case security
    case manifest
    case ofTheme([UInt8], mediaType: String, HTTPCaching)

    /// Nil where the newspaper has no such file.
    init?(_ address: Address, _ newspaper: Newspaper) {
        switch address {
        case .robots: self = .robots
        case .security: self = .security
        case .manifest: self = .manifest
        case .favicon:
            guard let bytes = newspaper.theme.file(named: "favicon.ico") else { return nil }
            self = .ofTheme(bytes, mediaType: "image/x-icon", .list)
        case .asset(let tag, let name):
            guard let bytes = newspaper.theme.file(named: name), Fragment.digest(of: bytes) == tag else { return nil }
            self = .ofTheme(bytes, mediaType: Theme.mediaType(of: name), .immutable)
        default: return nil
        }
    }

    var depends: Set<Dependency> { [.hour] }
}
