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
            view["reason"] = strings.text("withdrawn.reason", ["reason": words(of: withdrawal, strings)])
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

    /// The ground, and what was said beside it; of a withdrawal of before there were grounds, what it said.
    private func words(of withdrawal: Story.Withdrawal, _ strings: Strings) -> String {
        let ground = withdrawal.ground.map { strings.text("withdrawn.grounds." + $0.rawValue) }
        let words = [ground, withdrawal.reason].compactMap { $0 }.filter { !$0.isEmpty }
        return words.isEmpty ? strings.text("withdrawn.by_sender") : words.joined(separator: " ")
    }
}
