import News
import Storage

/// A list by days: of a tag, of an author, or the index of everything.
struct ListPage: Sendable {
    enum Subject: Sendable {
        case tag(Tag)
        case author(Person)
        case index(section: Section?, day: CivilDay?)
    }

    let subject: Subject
    let page: Address.Page
    let stretch: Stretch
    /// What the index may be narrowed to.
    let sections: [Section]

    static let size = 40

    init?(_ transaction: ReadTransaction, tag slug: Slug, _ page: Address.Page) throws {
        guard let tag = try transaction.tag(slug) else { return nil }
        stretch = try Stretch(transaction, .tag(slug), page, size: Self.size)
        guard try stretch.isOfSomething(transaction, .tag(slug)) else { return nil }
        subject = .tag(tag)
        sections = []
        self.page = page
    }

    init?(_ transaction: ReadTransaction, author slug: Slug, _ page: Address.Page) throws {
        guard let person = try transaction.person(slug) else { return nil }
        stretch = try Stretch(transaction, .author(slug), page, size: Self.size)
        guard try stretch.isOfSomething(transaction, .author(slug)) else { return nil }
        subject = .author(person)
        sections = []
        self.page = page
    }

    /// The index, of a section or a day of the newspaper's zone where they are given.
    init?(_ transaction: ReadTransaction, section slug: Slug?, day: CivilDay?, zone: Zone, _ page: Address.Page) throws
    {
        let section = try slug.flatMap { try transaction.section($0) }
        if slug != nil, section == nil { return nil }
        let within = day.map { day in
            let next = CivilDay(daysSince1970: day.daysSince1970 + 1)
            return Position(zone.start(of: day))..<Position(zone.start(of: next))
        }
        let listing = slug.map { Listing.section($0) } ?? .site
        stretch = try Stretch(transaction, listing, page, size: Self.size, within: within)
        // The index of everything stands also while there is nothing.
        if slug != nil, try !stretch.isOfSomething(transaction, listing) { return nil }
        subject = .index(section: section, day: day)
        sections = try transaction.sections(limit: Masthead.mostKnown)
        self.page = page
    }

    var depends: Set<Dependency> {
        switch subject {
        case .tag(let tag): [.topic(.tag(tag.slug)), .masthead]
        case .author(let person): [.topic(.author(person.slug)), .masthead]
        case .index(let section?, _): [.topic(.section(section.slug)), .masthead]
        case .index(nil, _): [.topic(.site), .masthead]
        }
    }

    func view(_ newspaper: Newspaper) -> View {
        var view = head(newspaper).view(newspaper)
        let strings = newspaper.strings
        view["pagination"] = stretch.view(address)
        view.set("days", days(newspaper))
        view.flag("empty", stretch.rows.isEmpty)
        switch subject {
        case .tag(let tag):
            view["heading"] = tag.name
            view["kicker"] = strings.text("topic")
            view["feed"] = Address.feed(.rss, .tag(tag.slug)).path
        case .author(let person):
            view["heading"] = person.name
            view["kicker"] = strings.text("author")
        case .index(let section, let day):
            view["heading"] = strings.text("index")
            view["filters"] = filters(newspaper, section, day)
        }
        return view
    }

    private func address(_ page: Address.Page) -> Address {
        switch subject {
        case .tag(let tag): .tag(tag.slug, page)
        case .author(let person): .author(person.slug, page)
        case .index(let section, let day): .index(section: section?.slug, day: day, page)
        }
    }

    private func head(_ newspaper: Newspaper) -> PageHead {
        let strings = newspaper.strings
        switch subject {
        case .tag(let tag):
            return PageHead(
                title: tag.name,
                description: newspaper.describe("tag", tag.name),
                address: address(page),
                feeds: [(tag.name, .tag(tag.slug))],
                data: [newspaper.breadcrumbData([(newspaper.site.name, .front), (tag.name, .tag(tag.slug))])]
            )
        case .author(let person):
            return PageHead(
                title: person.name,
                description: newspaper.describe("author", person.name),
                address: address(page)
            )
        case .index(let section, let day):
            let parts = [strings.text("index"), section?.name, day.map(strings.day)].compactMap { $0 }
            return PageHead(
                title: parts.joined(separator: ", "),
                description: newspaper.describe("index"),
                address: address(page)
            )
        }
    }

    private func days(_ newspaper: Newspaper) -> [View] {
        var days: [(day: CivilDay, rows: [View])] = []
        for row in stretch.rows {
            let day = newspaper.zone.civil(row.published).day
            var view = newspaper.row(row)
            view["clock"] = newspaper.strings.clock(row.published, in: newspaper.zone)
            if days.last?.day == day {
                days[days.count - 1].rows.append(view)
            } else {
                days.append((day, [view]))
            }
        }
        return days.map {
            ["day": newspaper.strings.day($0.day), "datetime": $0.day.description, "rows": $0.rows]
        }
    }

    private func filters(_ newspaper: Newspaper, _ section: Section?, _ day: CivilDay?) -> View {
        var view: View = [
            "action": Address.index().path,
            "sections": sections.map { choice -> View in
                var view: View = ["name": choice.name, "slug": choice.slug.rawValue]
                view.flag("current", choice == section)
                return view
            },
        ]
        view.set("day", day?.description)
        view.flag("all_selected", section == nil)
        return view
    }
}
