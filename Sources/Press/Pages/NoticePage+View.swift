import News

extension NoticePage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        PageContent(
            bytes: newspaper.theme.render("notice", view(newspaper)),
            status: status,
            caching: [.notFound, .gone].contains(status) ? .notice : .none,
            hasSharedRails: true
        )
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let name = "errors.\(status.rawValue)"
        let heading = strings.text(name + ".heading")
        var view = PageHead(title: heading, isIndexed: false).view(newspaper)
        view["heading"] = heading
        view["message"] = strings.text(name + ".message")
        if case .withdrawn(let story, let withdrawal) = subject {
            let time = strings.full(withdrawal.at, in: story.copy.zone)
            view["detail"] = story.copy.headline
            view["when"] = strings.text("withdrawn.when", ["time": time])
            let reason = withdrawal.reason
            view["reason"] = strings.text(
                "withdrawn.reason",
                ["reason": reason.isEmpty ? strings.text("withdrawn.by_sender") : reason]
            )
        } else {
            view["kicker"] = String(status.rawValue)
        }
        view["links"] =
            [
                ["name": strings.text("links.front"), "href": Address.front.path],
                ["name": strings.text("index"), "href": Address.index().path],
                ["name": strings.text("search"), "href": Address.search("").path],
            ] as [View]
        return view
    }
}
