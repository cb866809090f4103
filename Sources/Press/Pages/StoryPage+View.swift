import News
import Storage

extension StoryPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        if let withdrawal = story.withdrawal {
            return NoticePage(subject: .withdrawn(story, withdrawal)).content(newspaper, now: now)
        }
        return PageContent(
            bytes: newspaper.theme.render("story", view(newspaper)),
            caching: .page(since: story.changed, now: now),
            surrogateKeys: surrogateKeys,
            hasSharedRails: true
        )
    }

    func view(_ newspaper: Newspaper) -> View {
        let copy = story.copy
        let corrected = copy.body.blocks(saying: story.corrections.compactMap(\.paragraph))
        var view = head(newspaper).view(newspaper)
        var values: View = [
            "number": story.number.description, "section": newspaper.link(copy.section), "headline": copy.headline,
            "dateline": dateline(newspaper),
            "body": newspaper.html(of: copy, mentioned, newspaper.notes(of: story.corrections, corrected))
                + newspaper.verificationNotes(
                    story.reports,
                    in: copy.zone,
                    changes: hasChanges ? .changes(story.number) : nil,
                    verifying: verifying,
                    verified: verified
                ),
        ]
        values.set("genre", copy.genre)
        if let paid = story.life.paid {
            values["paid"] = newspaper.words(of: paid)
            if PaidContent.Label(genre: copy.genre) == paid.label { values["genre"] = nil }
        }
        values["wrong"] = ["reply": grievance(.reply), "complaint": grievance(.complaint)] as View
        values.set("replies", replies.map { newspaper.row($0) })
        if let answered {
            var link = answered.view
            link.flag("withdrawn", answered.isWithdrawn)
            values["answering"] = link
        }
        values.mark(newspaper.script(of: copy.language))
        values.set("lead", copy.lead)
        values.set("copyright", copy.copyrightNotice)
        values.set("usage", copy.usageTerms)
        values.set("tags", copy.tags.map { ["name": $0.name, "href": Address.tag($0.slug).path] })
        values.set("related", related.rows.map { newspaper.row($0) })
        if let hero = copy.hero { values["hero"] = newspaper.picture(hero) }
        values.set("more_pictures", copy.picturesBelow.map { newspaper.picture(copy.pictures[$0]) })
        for place in Correction.Place.allCases {
            let there = story.corrections.filter { $0.place == place }
            values.set("corrections_" + place.rawValue, newspaper.views(of: there, corrected, in: copy.zone))
        }
        if story.wasUpdated {
            var updated: View = [
                "datetime": RFC3339.write(story.updated, zone: copy.zone),
                "time": newspaper.strings.full(story.updated, in: copy.zone),
            ]
            if hasChanges { updated["changes"] = Address.changes(story.number).path }
            values["updated"] = updated
        }
        view["story"] = values
        return view
    }

    private func grievance(_ kind: Grievance.Kind) -> String {
        Address.grievance(kind, about: story.number.description).path
    }

    /// What machines are told of stories that lead to one another: a reply is about the story that it answers, which is the
    /// subject of the reply; and a story cites what it verified.
    private func linkData(_ newspaper: Newspaper) -> [JSONValue.Member] {
        func article(_ headline: String, _ address: Address) -> JSONValue {
            .members([
                "@type": "NewsArticle", "headline": .string(headline), "url": .string(newspaper.absolute(address)),
            ])
        }
        let about = answered.map { JSONValue.Member(key: "about", value: article($0.headline, $0.address)) }
        let subjects = replies.map { article($0.headline, $0.address) }
        let subject = subjects.isEmpty ? nil : JSONValue.Member(key: "subjectOf", value: .array(subjects))
        let sources = verified.map { article($0.headline, $0.address) }
        let citation = sources.isEmpty ? nil : JSONValue.Member(key: "citation", value: .array(sources))
        return [about, subject, citation].compactMap { $0 }
    }

    private func head(_ newspaper: Newspaper) -> PageHead {
        let copy = story.copy
        let description = copy.summary
        var graph: View = [
            "type": "article", "section": copy.section.name,
            "published": RFC3339.write(story.publicSince, zone: copy.zone),
            "modified": RFC3339.write(story.changed, zone: copy.zone),
        ]
        if let hero = copy.hero, let picture = hero.picture {
            let width = picture.widths.last ?? picture.width
            graph["image"] = newspaper.absolute(newspaper.largest(picture))
            graph["image_width"] = width
            graph["image_height"] = max(1, width * picture.height / max(1, picture.width))
            graph.set("image_alt", hero.alternativeText)
        }
        return PageHead(
            title: copy.headline,
            description: description,
            address: story.address,
            section: copy.section.slug,
            feeds: [(copy.section.name, .section(copy.section.slug))],
            graph: graph,
            data: [
                newspaper.articleData(story, description: description).adding(linkData(newspaper)),
                newspaper.breadcrumbData([
                    (newspaper.site.name, .front), (copy.section.name, .section(copy.section.slug)),
                    (copy.headline, story.address),
                ]),
            ]
        )
    }

    /// `SENIN, 15 AGUSTUS 2022 | 11:53 WIB | LAPORAN: …`, in capitals already, as it is printed.
    private func dateline(_ newspaper: Newspaper) -> View {
        let copy = story.copy
        let strings = newspaper.strings
        let time = story.publicSince
        var view: View = [
            "datetime": RFC3339.write(time, zone: copy.zone),
            "day": strings.day(copy.zone.civil(time).day).uppercased(), "clock": strings.clock(time, in: copy.zone),
        ]
        view.set("place", copy.place.uppercased())
        view.set("bylines", copy.bylinesByRole.map { byline($0, strings) })
        return view
    }

    private func byline(_ group: (role: Byline.Role, people: [Person]), _ strings: Strings) -> View {
        let people = group.people.enumerated().map { index, person in
            var view: View = ["name": person.name.uppercased(), "href": Address.author(person.slug).path]
            view.flag("last", index == group.people.count - 1)
            return view
        }
        return ["role": strings.text("roles." + group.role.rawValue).uppercased(), "people": people]
    }
}

extension Copy {
    /// Characters of a summary.
    static let longestSummary = 200

    /// One or two sentences for descriptions: the lead, else the beginning of the text.
    var summary: String {
        (lead.isEmpty ? body.text.beginning(bytes: 4_096).collapsedWhitespace : lead)
            .shortened(to: Self.longestSummary)
    }

    /// The people by what they did, each role once, in the order of first mention.
    fileprivate var bylinesByRole: [(role: Byline.Role, people: [Person])] {
        var groups: [(role: Byline.Role, people: [Person])] = []
        for byline in bylines {
            if let index = groups.firstIndex(where: { $0.role == byline.role }) {
                groups[index].people.append(byline.person)
            } else {
                groups.append((byline.role, [byline.person]))
            }
        }
        return groups
    }
}

extension JSONValue {
    /// An object with some more members.
    fileprivate func adding(_ more: [Member]) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + more)
    }
}
