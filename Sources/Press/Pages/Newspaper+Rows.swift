import News

extension Newspaper {
    /// A row of any list.
    func row(_ row: StoryRow, rank: Int? = nil) -> View {
        var view: View = [
            "href": row.address.path, "headline": row.headline,
            "datetime": RFC3339.write(row.published, zone: row.zone),
            "time": strings.full(row.published, in: row.zone),
            "clock": strings.clock(row.published, in: row.zone),
            "section": link(row.section),
        ]
        let script = script(of: row.language)
        view.mark(script)
        view.set("lead", words: row.lead.shortened(to: 180), script)
        view.set("genre", saysNothing(row.genre, in: row.section) ? nil : row.genre)
        view.set("label", row.label.map(words))
        view.set("corrected", row.corrected.map(words))
        if let rank { view["rank"] = rank }
        // Beside its headline a picture says nothing more to whoever does not see it.
        if let picture = row.picture { view["picture"] = self.picture(picture, alternative: "") }
        return view
    }

    /// A row of the rails: the zone stands above it.
    func railRow(_ row: StoryRow, rank: Int) -> View {
        var view: View = [
            "rank": rank, "href": row.address.path, "headline": row.headline,
            "datetime": RFC3339.write(row.published, zone: zone),
            "time": strings.dayAndClock(row.published, in: zone),
        ]
        view.set("label", row.label.map(words))
        view.set("corrected", row.corrected.map(words))
        view.mark(script(of: row.language))
        return view
    }

    /// How a text is written, where its language is not the site's; pages say so of it, for readers aloud and for the
    /// side on which its lines begin.
    func script(of language: String) -> Script? {
        language == site.language ? nil : Script(language: language)
    }

    func link(_ section: Section) -> View {
        ["name": section.name, "href": Address.section(section.slug).path]
    }

    /// A picture of a list or a story: sizes to choose from, and its shape so that nothing moves when it comes.
    func picture(_ picture: Picture, alternative: String) -> View {
        let width = picture.widths.last { $0 <= 960 } ?? picture.widths[0]
        let set = { (format: Address.PictureFormat) in
            picture.widths
                .map { picturePrefix + Address.picture(digest: picture.digest, width: $0, format).path + " \($0)w" }
                .joined(separator: ", ")
        }
        return [
            "src": picturePrefix + Address.picture(digest: picture.digest, width: width, .jpeg).path,
            "srcset": set(.jpeg), "webp": set(.webp), "width": width,
            "height": max(1, width * picture.height / max(1, picture.width)), "alt": alternative,
        ]
    }

    /// A picture with the words under it; a placeholder where the file never came.
    func picture(_ use: PictureUse) -> View {
        var view: View = use.picture.map { picture($0, alternative: use.alternativeText) } ?? ["placeholder": true]
        view.set("caption", use.caption)
        view.set("credit", use.credit)
        view.set("line", line(under: use))
        return view
    }

    /// The line under a picture: its words, and that a model made or changed it.
    func line(under use: PictureUse) -> String {
        let source = use.madeWithAI.map { strings.text("made_with_ai." + $0.rawValue) }
        return [use.line, source ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// What a story is called because somebody paid for it.
    func words(of label: PaidContent.Label) -> String { strings.text("paid.labels." + label.rawValue) }

    /// The same with who paid, where that is known.
    func words(of paid: PaidContent) -> String {
        let label = words(of: paid.label)
        guard !paid.payer.isEmpty else { return label }
        return strings.text("paid.by", ["label": label, "payer": paid.payer])
    }

    /// Whether a genre needs no label in a list: plain news, or what the section says already.
    private func saysNothing(_ genre: String, in section: Section) -> Bool {
        [strings.text("genre.default"), section.name].contains { $0.lowercased() == genre.lowercased() }
    }
}

extension View {
    /// `lang` and `dir` of words in another language than the page's.
    mutating func mark(_ script: Script?) {
        set("lang", script?.language)
        set("dir", script?.direction.rawValue)
    }

    /// Words that say themselves how they are written, as `words`, `lang` and `dir`: a template that asked for those of
    /// the row would be given those of whatever stands around it where the row has none.
    mutating func set(_ key: String, words: String, _ script: Script?) {
        if words.isEmpty { return }
        var view: View = ["words": words]
        view.mark(script)
        self[key] = view
    }
}
