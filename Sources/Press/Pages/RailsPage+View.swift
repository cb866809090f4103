import News

extension RailsPage {
    /// Renders and presses the rails, or hands back the former ones if nothing of them is new.
    func press(
        _ newspaper: Newspaper,
        unless former: SharedRails?,
        now: Timestamp,
        tally: PressTally
    ) -> SharedRails {
        let updates = updates(newspaper, now: now)
        let bytes = newspaper.theme.render("rails", view(newspaper, updates: updates.id, now: now))
        let fragment = Fragment.press(bytes, unless: former?.fragment, tally: tally)
        let isSame = former?.fragment === fragment
        let closing = closing(at: now)
        if isSame, let former, former.closing == closing { return former }
        return SharedRails(
            fragment,
            pressedAt: isSame ? former?.pressedAt ?? now : Timestamp(seconds: now.seconds),
            updates: updates,
            model: self,
            closing: closing
        )
    }

    /// Whether the line is shown at a time.
    func showsBanner(at now: Timestamp) -> Bool { banner.map { now < $0.end } ?? false }

    /// The seconds until the line's end, where they are so few that a page with it may not be kept as long as it may
    /// otherwise.
    func closing(at now: Timestamp) -> Int? {
        guard let banner, showsBanner(at: now) else { return nil }
        let left = Int((banner.end.milliseconds - now.milliseconds) / 1_000)
        return left < HTTPCaching.longestPage ? left : nil
    }

    /// The UPDATE rail and the line alone, as open pages are told of them.
    func updates(_ newspaper: Newspaper, now: Timestamp) -> LiveUpdate {
        let html = newspaper.theme.render("updates", ["updates": ["rows": rows(newspaper, latest)] as View])
        let line = bannerView(newspaper, now: now).map { view in
            newspaper.theme.render("banner", ["text": newspaper.strings.view, "banner": view])
        }
        return LiveUpdate(
            id: Fragment.digest(of: html + (line ?? [])),
            html: String(decoding: html, as: UTF8.self),
            banner: String(decoding: line ?? [], as: UTF8.self)
        )
    }

    /// What the template sees.
    /// - Parameter updates: The id of the UPDATE rail.
    func view(_ newspaper: Newspaper, updates id: String, now: Timestamp) -> View {
        let zone = newspaper.zone.label(at: now)
        var view: View = ["text": newspaper.strings.view, "site": newspaper.view]
        view["updates"] = ["id": id, "rows": rows(newspaper, latest), "zone": zone] as View
        view["popular"] =
            ["rows": rows(newspaper, popular), "href": Address.popular(.day).path, "zone": zone] as View
        if let line = bannerView(newspaper, now: now) { view["banner"] = line }
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

    /// `banner` of the templates; nil while no line stands.
    private func bannerView(_ newspaper: Newspaper, now: Timestamp) -> View? {
        guard let banner, showsBanner(at: now) else { return nil }
        var view: View = ["words": banner.words, "end": String(banner.end.milliseconds)]
        view.set("href", banner.address?.path)
        view.set("style", newspaper.theme.address(of: "banner.css")?.path)
        return view
    }

    private func rows(_ newspaper: Newspaper, _ rows: [StoryRow]) -> [View] {
        rows.enumerated().map { newspaper.railRow($1, rank: $0 + 1) }
    }
}
