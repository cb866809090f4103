import News

/// What machines read of a page: schema.org as JSON-LD.
extension Newspaper {
    /// `WebSite`, with the search that it offers.
    var websiteData: JSON {
        .fields([
            "@context": "https://schema.org", "@type": "WebSite", "name": .text(site.name),
            "url": .text(absolute(.front)), "inLanguage": .text(site.language),
            "potentialAction": .fields([
                "@type": "SearchAction", "target": .text(absolute(.search("")) + "?q={search_term_string}"),
                "query-input": "required name=search_term_string",
            ]),
        ])
    }

    /// `BreadcrumbList`: front, section, story.
    func breadcrumbData(_ steps: [(name: String, address: Address)]) -> JSON {
        .fields([
            "@context": "https://schema.org", "@type": "BreadcrumbList",
            "itemListElement": .list(
                steps.enumerated().map { index, step in
                    .fields([
                        "@type": "ListItem", "position": .number(index + 1), "name": .text(step.name),
                        "item": .text(absolute(step.address)),
                    ])
                }
            ),
        ])
    }

    /// `NewsArticle`.
    func articleData(_ story: PublishedStory, description: String) -> JSON {
        let copy = story.copy
        let hero = copy.pictures.first?.picture
        return .fields([
            "@context": "https://schema.org",
            "@type": copy.genre.lowercased() == "opini" ? "OpinionNewsArticle" : "NewsArticle",
            "mainEntityOfPage": .text(absolute(story.address)), "headline": .text(copy.headline),
            "description": description.json, "image": hero.map { .list([.text(absolute(largest($0)))]) },
            "datePublished": .text(RFC3339.write(story.publicSince, zone: copy.zone)),
            "dateModified": .text(RFC3339.write(max(story.updated, story.publicSince), zone: copy.zone)),
            "author": .list(authors(of: copy)), "publisher": publisher, "articleSection": .text(copy.section.name),
            "keywords": copy.tags.isEmpty ? nil : .list(copy.tags.map { .text($0.name) }),
            "inLanguage": .text(copy.language), "isAccessibleForFree": .flag(true),
            "contentLocation": copy.place.json.map { .fields(["@type": "Place", "name": $0]) },
            "copyrightHolder": copy.copyrightHolder.json.map { .fields(["@type": "Organization", "name": $0]) },
        ])
    }

    /// The widest rendition, for previews elsewhere.
    func largest(_ picture: Picture) -> Address {
        .picture(digest: picture.digest, width: picture.widths.last ?? picture.width, .jpeg)
    }

    private func authors(of copy: Copy) -> [JSON] {
        let people = copy.bylines.filter { $0.role == .author }.map(\.person)
        guard !people.isEmpty else { return [publisher] }
        return people.map {
            .fields(["@type": "Person", "name": .text($0.name), "url": .text(absolute(.author($0.slug)))])
        }
    }

    private var publisher: JSON {
        .fields([
            "@type": "NewsMediaOrganization", "name": .text(site.name), "url": .text(absolute(.front)),
            "logo": theme.address(of: "icon.svg").map {
                .fields(["@type": "ImageObject", "url": .text(absolute($0))])
            },
        ])
    }
}
