import News

extension FeedEntry {
    /// A story with its whole text.
    /// - Parameters:
    ///   - story: The story.
    ///   - mentioned: Those stories of its related blocks that readers can open.
    ///   - newspaper: Whose feed it is.
    init(_ story: PublishedStory, _ mentioned: [StoryRow], _ newspaper: Newspaper) {
        let html = newspaper.feedHTML(story, lead: story.copy.lead, mentioned)
        self.init(story, label: newspaper.label(of: story), summary: story.copy.summary, html: html)
    }

    /// A story whose text is left out: the lead stands for it, or the beginning of the text where there is no lead.
    init(_ story: PublishedStory, opening: String, _ newspaper: Newspaper) {
        let lead = (story.copy.lead.isEmpty ? opening.collapsedWhitespace : story.copy.lead)
            .shortened(to: Self.longestLine)
        let html = newspaper.feedHTML(story, lead: lead, [])
        self.init(
            story,
            label: newspaper.label(of: story),
            summary: lead.shortened(to: Copy.longestSummary),
            html: html
        )
    }

    /// A correction, under the headline of its story.
    init(_ row: CorrectionRow, _ newspaper: Newspaper) {
        let correction = row.correction
        var html = XMLWriter()
        html.element("p", correction.words)
        self.init(
            title: [newspaper.words(of: correction.kind), row.label.map { newspaper.words(of: $0) }, row.headline]
                .compactMap { $0 }.joined(separator: ": "),
            href: row.address.path + "#" + correction.anchor,
            identifier: Identifier.correction(correction.number, of: row.uri),
            published: correction.at,
            changed: correction.at,
            zone: row.zone,
            language: row.language,
            subjects: [row.section.name] + (row.label.map { [newspaper.words(of: $0)] } ?? []),
            summary: correction.words.shortened(to: Self.longestLine),
            html: html.text
        )
    }
}

extension Newspaper {
    fileprivate func label(of story: PublishedStory) -> String? { story.life.paid.map { words(of: $0.label) } }

    /// The story for a feed reader: hero, lead and body, with addresses that hold outside the site.
    fileprivate func feedHTML(_ story: PublishedStory, lead: String, _ mentioned: [StoryRow]) -> String {
        let copy = story.copy
        var html = XMLWriter()
        let script = script(of: copy.language)
        if let script { html.open("div", ["lang": script.language, "dir": script.direction.rawValue]) }
        if let hero = copy.hero, let picture = hero.picture {
            html.figure(source(of: picture), hero, line(under: hero))
        }
        if let paid = story.life.paid {
            html.markup("<p><strong>")
            html.text(words(of: paid))
            html.markup("</strong></p>")
        }
        html.corrections(story.corrections, .above, self)
        if !lead.isEmpty {
            html.markup("<p><strong>")
            html.text(lead)
            html.markup("</strong></p>")
        }
        let (page, links) = (absolute(story.address), blocksNaming(mentioned))
        for block in copy.body.blocks {
            if case .picture(let index) = block {
                guard copy.pictures.indices.contains(index), let picture = copy.pictures[index].picture
                else { continue }
                html.figure(source(of: picture), copy.pictures[index], line(under: copy.pictures[index]))
            } else {
                let markup = Body(blocks: [block]).html(related: { links[$0] ?? "" })
                html.markup(markup.withLinks(below: url, of: page))
            }
        }
        let notes = verificationNotes(story.reports, in: copy.zone, changes: nil)
        html.markup(notes.withLinks(below: url, of: page))
        html.corrections(story.corrections, .below, self)
        if script != nil { html.markup("</div>") }
        return html.text
    }

    private func source(of picture: Picture) -> String { absolute(largest(picture)) }
}

extension XMLWriter {
    fileprivate mutating func corrections(
        _ corrections: [Correction],
        _ place: Correction.Place,
        _ newspaper: Newspaper
    ) {
        for correction in corrections where correction.place == place {
            markup("<p><em>")
            text("\(newspaper.label(of: correction)): \(correction.words)")
            markup("</em></p>")
        }
    }

    fileprivate mutating func figure(_ source: String, _ use: PictureUse, _ line: String) {
        markup("<figure>")
        open("img", ["src": source, "alt": use.alternativeText])
        markup("<figcaption>")
        text(line)
        markup("</figcaption></figure>")
    }
}

extension String {
    /// Canonical HTML, its links to the site and within the page led to where they hold outside.
    ///
    /// In canonical HTML a "<" begins a tag and nothing else, so that no text is mistaken for a link.
    fileprivate func withLinks(below site: String, of page: String) -> String {
        let start = Array("<a href=\"".utf8)
        guard utf8.count > start.count else { return self }
        var bytes: [UInt8] = []
        var text = self
        text.withUTF8 { source in
            bytes.reserveCapacity(source.count)
            for (index, byte) in source.enumerated() {
                let from = index - start.count
                if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#"), from >= 0,
                    source[from..<index].elementsEqual(start)
                {
                    if byte == UInt8(ascii: "/") {
                        XML.append(site, to: &bytes)
                    } else {
                        XML.append(page, to: &bytes)
                    }
                }
                bytes.append(byte)
            }
        }
        return Self(decoding: bytes, as: UTF8.self)
    }
}
