/// What a `User-Agent` says to a person: the browser's name and the system's.
enum DeviceWords {
    /// The words, such as *Firefox, Linux*; empty where neither is known.
    static func read(_ userAgent: String) -> String {
        let text = userAgent.beginning(bytes: 512)
        return [first(of: browsers, in: text), first(of: systems, in: text)].compactMap { $0 }.joined(separator: ", ")
    }

    private static func first(of signs: [(sign: String, name: String)], in text: String) -> String? {
        signs.first { text.contains($0.sign) }?.name
    }

    /// In this order: most browsers name others that they are like as well.
    private static let browsers = [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex"), ("UCBrowser/", "UC Browser"), ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]

    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Macintosh", "macOS"), ("Linux", "Linux"), ("FreeBSD", "FreeBSD"),
    ]
}
