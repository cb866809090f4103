import News

extension TextPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("standing", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let name = "standing." + page.kind.rawValue
        let heading = strings.text(name + ".title")
        let head = PageHead(
            title: heading,
            description: strings.text(name + ".description", ["site": newspaper.site.name]),
            address: .standing(page.kind),
            data: page.imprint.map { [newspaper.organizationData($0)] } ?? []
        )
        var view = head.view(newspaper)
        view["heading"] = heading
        view.set("pages_style", newspaper.theme.address(of: "pages.css")?.path)
        view.set("body", page.body.html(picture: { _ in "" }, related: { _ in "" }))
        view.set("facts", page.imprint.map { facts($0, strings) } ?? [])
        view.set("how", page.kind.isAlwaysThere ? strings.text(name + ".how") : nil)
        if let kind = page.kind.grievance {
            view["ask"] = ["action": Address.standing(kind.page).path] as View
        }
        if page.version > 0 {
            let changed: View = [
                "datetime": RFC3339.write(page.at, zone: newspaper.zone),
                "time": strings.full(page.at, in: newspaper.zone),
            ]
            view["changed"] = changed
        }
        return view
    }

    /// What the imprint says, each with what it is.
    private func facts(_ imprint: Imprint, _ strings: Strings) -> [View] {
        func fact(_ name: String, _ value: String, _ href: String? = nil) -> View? {
            if value.isEmpty { return nil }
            var view: View = ["name": strings.text("standing.imprint." + name), "value": value]
            view.set("href", href)
            return view
        }
        let phone = imprint.phone.filter { $0.isNumber || $0 == "+" }
        let own = [
            fact("company", imprint.company), fact("address", imprint.address),
            fact("phone", imprint.phone, phone.isEmpty ? nil : "tel:" + phone),
            fact("email", imprint.email, "mailto:" + imprint.email), fact("responsible", imprint.responsible),
        ]
        let people = imprint.people.map { post -> View in
            ["name": post.title.isEmpty ? strings.text("standing.imprint.member") : post.title, "value": post.name]
        }
        return own.compactMap { $0 } + people
    }
}

extension Newspaper {
    /// `NewsMediaOrganization`, with the pages that there are: a policy that nobody has written is not named.
    fileprivate func organizationData(_ imprint: Imprint) -> JSONValue {
        func page(_ kind: StandingPage.Kind) -> JSONValue? {
            masthead.pages[kind].map { _ in .string(absolute(.standing(kind))) }
        }
        let people: [JSONValue] = imprint.people.map { post in
            .members([
                "@type": "Person", "name": .string(post.name), "jobTitle": .text(unlessEmpty: post.title),
            ])
        }
        return .members([
            "@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": .string(site.name),
            "legalName": .text(unlessEmpty: imprint.company), "url": .string(absolute(.front)),
            "logo": logo,
            "address": .text(unlessEmpty: imprint.address), "telephone": .text(unlessEmpty: imprint.phone),
            "email": .text(unlessEmpty: imprint.email), "masthead": page(.imprint),
            "ethicsPolicy": page(.guidelines), "publishingPrinciples": page(.guidelines),
            "correctionsPolicy": .string(absolute(.corrections())),
            "actionableFeedbackPolicy": .string(absolute(.standing(.complaint))),
            "employee": people.isEmpty ? nil : .array(people),
        ])
    }
}
