public import News

extension Copy {
    /// Copy that has something in every field.
    public static var sample: Copy {
        var copy = Copy(
            headline: "Putin: Hubungan yang Lebih Erat",
            body: Body(text: "Presiden membacakan surat.\n\nKim membalasnya."),
            section: .dunia,
            language: "id",
            zone: .wib
        )
        copy.lead = "Surat pada hari pembebasan."
        copy.genre = "Berita"
        copy.place = "Pyongyang"
        copy.bylines = [Byline(.alifia), Byline(.bagus, as: .editor)]
        copy.tags = [.rusia, .koreaUtara]
        copy.pictures = [
            PictureUse(
                uri: "tag:sample:1",
                picture: .sample,
                caption: "Kim dan Putin",
                credit: "AFP",
                alternativeText: "Dua orang berjabat tangan",
                madeWithAI: .changed
            )
        ]
        copy.urgency = 4
        copy.copyrightHolder = "Warta"
        copy.copyrightNotice = "© Warta"
        copy.usageTerms = "Boleh dikutip."
        copy.editorialNote = "Periksa ejaan nama."
        return copy
    }
}

extension Story {
    /// A live story of the cast, a minute newer for each number.
    public static func sample(_ index: Int64, state: PublicState = .live, at time: Timestamp? = nil) -> Story {
        let time = time ?? Timestamp.sampleNow.adding(seconds: 60 * index - 86_400)
        var story = Story(
            number: StoryNumber(rawValue: 0),
            uri: "tag:sample,2026:story/\(index)",
            copy: .sample,
            state: state,
            firstPublished: time
        )
        story.words.headline = "Berita nomor \(index)"
        return story
    }
}

extension WireItem {
    /// A usable item, a minute newer for each index.
    public static func sample(_ index: Int64, status: Status = .usable, version seconds: Int64 = 0) -> WireItem {
        let time = Timestamp.sampleNow.adding(seconds: 60 * index - 86_400)
        var copy = Copy.sample
        copy.headline = "Kawat nomor \(index)"
        copy.pictures = []
        var item = WireItem(
            uri: "tag:wire,2026:\(index)",
            status: status,
            version: time.adding(seconds: seconds),
            firstPublished: time,
            copy: copy
        )
        item.namesSection = true
        return item
    }
}

extension [WireItem] {
    /// A standing newspaper: items 1 to `count`, in three sections.
    public static func newspaper(_ count: Int64) -> [WireItem] {
        (1...count).map { index in
            var item = WireItem.sample(index)
            item.copy.section = [Section.dunia, .politik, .olahraga][Int(index % 3)]
            return item
        }
    }
}
