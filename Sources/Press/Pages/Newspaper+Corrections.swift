import News

extension Correction {
    /// Where it stands on its story's page.
    var anchor: String { "ralat-\(number)" }
}

extension Newspaper {
    /// A correction as it is printed: what it is and which, and its words.
    func view(_ correction: Correction) -> View {
        [
            "id": correction.anchor, "label": label(of: correction), "words": correction.words,
        ]
    }

    /// The corrections of a story that stand in one place of its page, with the paragraph that each is about.
    func views(of corrections: [Correction], _ place: Correction.Place, in copy: Copy) -> [View] {
        corrections.filter { $0.place == place }.map { correction in
            var view = view(correction)
            view["datetime"] = RFC3339.write(correction.at, zone: copy.zone)
            view["time"] = strings.full(correction.at, in: copy.zone)
            if correction.block(in: copy.body) != nil { view["paragraph"] = "#" + correction.paragraphAnchor }
            return view
        }
    }

    /// `Ralat 2`.
    func label(of correction: Correction) -> String { "\(words(of: correction.kind)) \(correction.number)" }

    func words(of kind: Correction.Kind) -> String { strings.text("corrections.kinds." + kind.rawValue) }

    /// What stands behind each paragraph that was corrected: a line that leads to what is said of it.
    func notes(of corrections: [Correction], in body: Body) -> [Int: String] {
        var notes: [Int: String] = [:]
        for correction in corrections {
            guard let block = correction.block(in: body) else { continue }
            let words = XML.escape(strings.text("corrections.paragraph", ["label": label(of: correction)]))
            notes[block, default: ""] +=
                "<p class=\"rights\" id=\"\(correction.paragraphAnchor)\"><a href=\"#\(correction.anchor)\">\(words)</a></p>"
        }
        return notes
    }

    /// `CorrectionComment` of schema.org, as `NewsArticle` has them in `correction`.
    func data(of corrections: [Correction], of story: PublishedStory) -> JSONValue? {
        guard !corrections.isEmpty else { return nil }
        return .array(
            corrections.map { correction in
                .members([
                    "@type": "CorrectionComment", "text": .string(correction.words),
                    "name": .string(label(of: correction)),
                    "datePublished": .string(RFC3339.write(correction.at, zone: story.copy.zone)),
                    "url": .string(absolute(story.address) + "#" + correction.anchor),
                ])
            }
        )
    }
}

extension Correction {
    fileprivate var paragraphAnchor: String { "alinea-" + anchor }

    fileprivate func block(in body: Body) -> Int? { paragraph.flatMap { body.block(saying: $0) } }
}
