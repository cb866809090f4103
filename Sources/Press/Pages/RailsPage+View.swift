import News

extension RailsPage {
    /// Renders and presses the rails, or hands back the former ones if the bytes are the same.
    func press(
        _ newspaper: Newspaper,
        unless former: SharedRails?,
        now: Timestamp,
        tally: PressTally
    ) -> SharedRails {
        let updates = updates(newspaper)
        let bytes = newspaper.theme.render("rails", view(newspaper, updates: updates.id, now: now))
        let fragment = Fragment.press(bytes, unless: former?.fragment, tally: tally)
        if let former, former.fragment === fragment { return former }
        return SharedRails(fragment, pressedAt: Timestamp(seconds: now.seconds), updates: updates)
    }

    /// The UPDATE rail alone, as open pages are told it.
    func updates(_ newspaper: Newspaper) -> LiveUpdate {
        let html = newspaper.theme.render("updates", ["updates": ["rows": rows(newspaper, latest)] as View])
        return LiveUpdate(id: Fragment.digest(of: html), html: String(decoding: html, as: UTF8.self))
    }

    /// What the template sees.
    /// - Parameter updates: The id of the UPDATE rail.
    func view(_ newspaper: Newspaper, updates id: String, now: Timestamp) -> View {
        let zone = newspaper.zone.label(at: now)
        var view: View = ["text": newspaper.strings.view, "site": newspaper.view]
        view["updates"] = ["id": id, "rows": rows(newspaper, latest), "zone": zone] as View
        view["popular"] =
            ["rows": rows(newspaper, popular), "href": Address.popular(.day).path, "zone": zone] as View
        view["language"] = newspaper.site.language
        view["more"] = Address.index().path
        view["stream"] = Address.updates.path
        view["navigation"] = newspaper.navigation()
        view["standing"] = StandingPage.Kind.allCases.filter {
            $0.isAlwaysThere || newspaper.masthead.pages[$0] != nil
        }.map { kind -> View in
            [
                "name": newspaper.strings.text("standing.\(kind.rawValue).name"),
                "href": Address.standing(kind).path,
            ]
        }
        view["year"] = String(newspaper.zone.civil(now).day.year)
        return view
    }

    private func rows(_ newspaper: Newspaper, _ rows: [StoryRow]) -> [View] {
        rows.enumerated().map { newspaper.railRow($1, rank: $0 + 1) }
    }
}
