package import News

/// What whoever sent a right of reply or a complaint sees of how it stands; made for each request and kept nowhere.
///
/// It shows nothing of what they sent, and names nobody of the desk.
package struct ReceiptPage: Sendable {
    package let grievance: Grievance
    package let records: [GrievanceRecord]
    /// The story that it is about, as readers find it; nil where they find none any more.
    package let story: StoryLink?
    /// The story of a granted reply, once readers find it, or the notice that it was withdrawn.
    package let reply: StoryLink?

    package init(
        _ grievance: Grievance,
        _ records: [GrievanceRecord],
        story: StoryLink?,
        reply: StoryLink?
    ) {
        self.grievance = grievance
        self.records = records
        self.story = story
        self.reply = reply
    }
}

extension ReceiptPage: PageModel {
    var depends: Set<Dependency> { [.masthead] }

    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        PageContent(
            bytes: newspaper.theme.render("receipt", view(newspaper)),
            caching: .none,
            hasSharedRails: true
        )
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let number = strings.text("grievances.number", ["number": String(grievance.number)])
        let heading = strings.text("standing.\(grievance.kind.rawValue).title") + ": " + number
        var view = PageHead(title: heading, isIndexed: false).view(newspaper)
        view["heading"] = heading
        view.set("pages_style", newspaper.theme.address(of: "pages.css")?.path)
        view["state"] = strings.text("grievances.states." + grievance.state.rawValue)
        if grievance.state.isOpen {
            view["due"] = strings.text(
                "grievances.due",
                ["time": strings.full(grievance.due, in: newspaper.zone)]
            )
        }
        if let story { view["story"] = story.view }
        if let reply {
            var answer = reply.view
            answer.flag("withdrawn", reply.isWithdrawn)
            view["answer"] = answer
        }
        if let correction = grievance.correction, let story {
            view["correction"] =
                ["number": Int(correction), "href": story.address.path + "#" + Correction.anchor(of: Int(correction))]
                as View
        }
        view["steps"] = records.filter(\.act.isForSender).map { record -> View in
            var step: View = [
                "what": strings.text("grievances.acts." + record.act.rawValue),
                "datetime": RFC3339.write(record.at, zone: newspaper.zone),
                "time": strings.full(record.at, in: newspaper.zone),
            ]
            step.set("refusal", record.refusal.map { strings.text("grievances.refusals." + $0.rawValue) })
            step.set("lines", record.words.split(separator: "\n").map(String.init))
            return step
        }
        return view
    }
}
