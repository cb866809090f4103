public import News

// The named cast: who writes for the newspaper that tests are about, and in which sections.

extension Person {
    public static let alifia = Person(name: "Alifia Dwi Ramandhita")
    public static let bagus = Person(name: "Bagus Santoso")
    public static let citra = Person(name: "Citra Lestari")
}

extension Section {
    public static let dunia = Section(name: "Dunia")
    public static let politik = Section(name: "Politik")
    public static let olahraga = Section(name: "Olahraga")
}

extension Tag {
    public static let rusia = Tag(name: "Rusia")
    public static let koreaUtara = Tag(name: "Korea Utara")
    public static let pemilu = Tag(name: "Pemilu")
}

extension Picture {
    public static let sample = Picture(
        digest: String(repeating: "ab", count: 32),
        width: 1_600,
        height: 1_067,
        widths: [320, 640, 1_280],
        mediaType: "image/jpeg"
    )
}

extension Site {
    public static let sample = Site(name: "Warta", language: "id", zone: .wib)
}
