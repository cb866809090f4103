/// The newspaper itself: what the first run founds, and what every page names.
public struct Site: Hashable, Sendable {
    /// As on the masthead.
    public var name: String
    /// BCP 47; the language of the pages and of searching.
    public var language: String
    /// The zone of stories that name none.
    public var zone: Zone
    /// Where readers find it, without a slash at the end (`https://warta.example`); nil while nobody has said.
    public var url: String?

    public init(name: String, language: String, zone: Zone, url: String? = nil) {
        self.name = name
        self.language = language
        self.zone = zone
        self.url = url
    }
}
