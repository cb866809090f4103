import News

extension Newspaper {
    /// A correction as it is printed: what it is and which, and its words.
    func view(_ correction: Correction) -> View {
        [
            "id": correction.anchor, "label": label(of: correction), "words": correction.words,
        ]
    }

    /// Corrections of a story, with the paragraph that each is about.
    ///
    /// - Parameters:
    ///   - blocks: Where paragraphs are now, as `Body.blocks(saying:)` says it.
    ///   - page: The path of the story's page, for another one.
    func views(
        of corrections: some Sequence<Correction>,
        _ blocks: [String: Int],
        in zone: Zone,
        page: String = ""
    ) -> [View] {
        corrections.map { correction in
            var view = view(correction)
            view["datetime"] = RFC3339.write(correction.at, zone: zone)
            view["time"] = strings.full(correction.at, in: zone)
            if correction.block(among: blocks) != nil { view["paragraph"] = page + "#" + correction.paragraphAnchor }
            return view
        }
    }

    /// `Ralat 2`.
    func label(of correction: Correction) -> String { "\(words(of: correction.kind)) \(correction.number)" }

    func words(of kind: Correction.Kind) -> String { strings.text("corrections.kinds." + kind.rawValue) }

    /// What stands behind each paragraph that was corrected: a line that leads to what is said of it.
    ///
    /// - Parameter blocks: Where paragraphs are now.
    func notes(of corrections: [Correction], _ blocks: [String: Int]) -> [Int: String] {
        var notes: [Int: String] = [:]
        for correction in corrections {
            guard let block = correction.block(among: blocks) else { continue }
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

    fileprivate func block(among blocks: [String: Int]) -> Int? { paragraph.flatMap { blocks[$0] } }
}
