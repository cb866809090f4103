import News

/// What machines read of a page: schema.org as JSON-LD.
extension Newspaper {
    /// `WebSite`, with the search that it offers.
    var websiteData: JSONValue {
        .members([
            "@context": "https://schema.org", "@type": "WebSite", "name": .string(site.name),
            "url": .string(absolute(.front)), "inLanguage": .string(site.language),
            "potentialAction": .members([
                "@type": "SearchAction", "target": .string(absolute(.search("")) + "?q={search_term_string}"),
                "query-input": "required name=search_term_string",
            ]),
        ])
    }

    /// `BreadcrumbList`: front, section, story.
    func breadcrumbData(_ steps: [(name: String, address: Address)]) -> JSONValue {
        .members([
            "@context": "https://schema.org", "@type": "BreadcrumbList",
            "itemListElement": .array(
                steps.enumerated().map { index, step in
                    .members([
                        "@type": "ListItem", "position": .integer(index + 1), "name": .string(step.name),
                        "item": .string(absolute(step.address)),
                    ])
                }
            ),
        ])
    }

    /// `NewsArticle`, or what it is instead: an opinion, or what somebody paid for.
    func articleData(_ story: PublishedStory, description: String) -> JSONValue {
        let copy = story.copy
        let hero = copy.hero?.picture
        return .members([
            "@context": "https://schema.org",
            "@type": .string(Self.type(of: story)),
            "mainEntityOfPage": .string(absolute(story.address)), "headline": .string(copy.headline),
            "description": .text(unlessEmpty: description),
            "image": hero.map { .array([imageData($0, copy.hero?.madeWithAI)]) },
            "datePublished": .string(RFC3339.write(story.publicSince, zone: copy.zone)),
            "dateModified": .string(RFC3339.write(story.changed, zone: copy.zone)),
            "author": .array(authors(of: copy)), "publisher": publisher, "articleSection": .string(copy.section.name),
            "keywords": copy.tags.isEmpty ? nil : .array(copy.tags.map { .string($0.name) }),
            "inLanguage": .string(copy.language), "isAccessibleForFree": .bool(true),
            "creativeWorkStatus": story.life.openReport.map { _ in .string(strings.text("unverified.status")) },
            "sponsor": story.life.paid.flatMap { JSONValue.text(unlessEmpty: $0.payer) }.map {
                .members(["@type": "Organization", "name": $0])
            },
            "correction": data(of: story.corrections, of: story),
            "contentLocation": .text(unlessEmpty: copy.place).map { .members(["@type": "Place", "name": $0]) },
            "copyrightHolder": .text(unlessEmpty: copy.copyrightHolder).map {
                .members(["@type": "Organization", "name": $0])
            },
        ])
    }

    private static func type(of story: PublishedStory) -> String {
        if story.life.paid != nil { return "AdvertiserContentArticle" }
        return story.copy.genre.lowercased() == "opini" ? "OpinionNewsArticle" : "NewsArticle"
    }

    /// The address of a picture; where a model made or changed it, an object that says so as schema.org names IPTC's digital
    /// source types.
    private func imageData(_ picture: Picture, _ madeWithAI: PictureUse.MadeWithAI?) -> JSONValue {
        let address = JSONValue.string(absolute(largest(picture)))
        guard let madeWithAI else { return address }
        let source =
            switch madeWithAI {
            case .made: "TrainedAlgorithmicMediaDigitalSource"
            case .changed: "CompositeWithTrainedAlgorithmicMediaDigitalSource"
            }
        return .members([
            "@type": "ImageObject", "url": address, "digitalSourceType": .string("https://schema.org/" + source),
        ])
    }

    /// The widest rendition, for previews elsewhere.
    func largest(_ picture: Picture) -> Address {
        .picture(digest: picture.digest, width: picture.widths.last ?? picture.width, .jpeg)
    }

    private func authors(of copy: Copy) -> [JSONValue] {
        let people = copy.bylines.filter { $0.role == .author }.map(\.person)
        guard !people.isEmpty else { return [publisher] }
        return people.map {
            .members(["@type": "Person", "name": .string($0.name), "url": .string(absolute(.author($0.slug)))])
        }
    }

    private var publisher: JSONValue {
        .members([
            "@type": "NewsMediaOrganization", "name": .string(site.name), "url": .string(absolute(.front)),
            "logo": logo,
        ])
    }

    /// `ImageObject` of the newspaper's sign; nil where the theme has none.
    var logo: JSONValue? {
        theme.address(of: "icon.svg").map { .members(["@type": "ImageObject", "url": .string(absolute($0))]) }
    }
}
