import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The page on which a front is arranged.

extension Newsroom {
    /// Stories that are found at once.
    private static let mostFound = 10
    /// Launches on the page, the newest first.
    private static let mostLaunches = 20
    /// Stories that are shown of those that come by themselves.
    private static let mostNewest = 8

    /// What the page shows, read in one transaction.
    private struct FrontModel: Sendable {
        var newest: FrontVersion?
        var live: FrontVersion?
        var launches: [FrontVersion] = []
        var section: Section?
        var arrangement = FrontArrangement.empty
        var desk: [StoryNumber: DeskRow] = [:]
        var readers: [StoryNumber: StoryRow] = [:]
        var changes: [StoryNumber: JournalEntry.Act] = [:]
        var also: [StoryNumber: [Front]] = [:]
        var reads: [StoryNumber: Int] = [:]
        var coming: [StoryRow] = []
        var found: [DeskRow]?
        /// Of the sections that there are.
        var names: [Slug: String] = [:]
    }

    /// - Parameters:
    ///   - form: What was sent, or looked for.
    ///   - fault: Among the strings' `fronts.faults`.
    ///   - changed: What somebody else made of the front meanwhile.
    func frontPage(
        _ front: Front,
        _ visit: MemberVisit,
        _ form: FrontForm,
        fault: String? = nil,
        changed: FrontVersion? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard visit.member.permission(to: .arrangeFronts).isAllowed else { return frontsRefused(visit) }
        let now = visit.now
        guard let model = try await store.read({ try Self.model(of: front, form, $0, at: now) }) else {
            return notice(.notFound, "not_found", visit.visit, visit)
        }
        let names = try await memberNames()
        let title = model.section?.name ?? strings.text("fronts.site")
        let permission = visit.member.permission(toArrange: front)
        var view: View = [
            "heading": title, "list_href": NewsroomAddress.fronts.path, "public_href": front.address.path,
            "action": NewsroomAddress.front(front).path, "events": NewsroomAddress.frontEvents(front).path,
            "seen": String(form.shown ?? model.newest?.number ?? 0), "query": form.query,
            "longest_headline": FrontArrangement.longestHeadline, "longest_lead": FrontArrangement.longestLead,
            "zone": site.zone.label(at: now),
            "script": String(decoding: strings.json("fronts.live").bytes, as: UTF8.self),
        ]
        view.flag("may", permission.isAllowed)
        view.set("not_allowed", permission.reason.map(words))
        let other = changed.map { name(of: $0.actor, names) } ?? ""
        view.set("fault", fault.map { strings.text("fronts.faults." + $0, ["name": other]) })
        view.set("changes", changed.map { changeWords(from: form, to: $0, model) } ?? [])
        view.flag("is_draft", !model.arrangement.says(what: model.live?.arrangement ?? .empty))
        if let live = model.live { view["live"] = ["at": time(live.at), "by": name(of: live.actor, names)] as View }
        view.set("cards", model.arrangement.cards.enumerated().map { cardView($1, place: $0, front, model, at: now) })
        if front == .site { view["caps"] = ["choices": capChoices(model.arrangement.cap)] as View }
        view.set(
            "coming",
            model.coming.map { row in
                ["story": row.number.description, "headline": row.headline, "section": row.section.name] as View
            }
        )
        if let found = model.found {
            view["found"] = ["rows": found.map { foundView($0, model) }] as View
        }
        view.set("launches", model.launches.map { launchView($0, isLive: $0 == model.live, names) })
        return page("front", title, view, for: visit, status: status)
    }

    private static func model(
        of front: Front,
        _ form: FrontForm,
        _ transaction: ReadTransaction,
        at now: Timestamp
    ) throws -> FrontModel? {
        var model = FrontModel()
        if case .section(let slug) = front {
            model.section = try transaction.section(slug)
            guard model.section != nil else { return nil }
        }
        model.newest = try transaction.newestFront(front)
        model.launches = try transaction.liveFronts(of: front, limit: mostLaunches)
        model.live = model.launches.first
        let kept = model.newest?.arrangement ?? .empty
        model.arrangement = form.shown == nil ? kept : form.arrangement
        if form.shown == nil { model.arrangement.cards = kept.cards(at: now) }
        for card in model.arrangement.cards {
            model.desk[card.story] = try transaction.deskRow(of: card.story)
            guard card.hasWords else { continue }
            let since = kept.cards.first { $0.story == card.story }?.since ?? card.since
            model.changes[card.story] = try transaction.lastChangeForReaders(of: card.story, after: since)
        }
        let stories = model.arrangement.cards.map(\.story)
        for row in try transaction.rows(stories) { model.readers[row.number] = row }
        for entry in try transaction.allSections() { model.names[entry.section.slug] = entry.section.name }
        for version in try transaction.liveFronts() where version.front != front {
            for card in version.arrangement.cards(at: now) { model.also[card.story, default: []].append(version.front) }
        }
        let minute = now.seconds / 60
        let known = Set(stories)
        for sum in try transaction.reads(minutes: (minute - 59)..<(minute + 1)) where known.contains(sum.story) {
            model.reads[sum.story] = sum.reads
        }
        let listing = model.section.map { Listing.section($0.slug) } ?? .site
        let coming = try transaction.rows(listing, before: nil, limit: mostNewest + stories.count)
        model.coming = Array(coming.filter { !known.contains($0.number) }.prefix(mostNewest))
        if !form.query.isBlank {
            var filter = DeskFilter(.all)
            filter.state = .live
            filter.words = String(form.query.prefix(200))
            model.found = try transaction.deskPage(filter, limit: mostFound).rows
        }
        return model
    }

    private func cardView(
        _ card: FrontCard,
        place: Int,
        _ front: Front,
        _ model: FrontModel,
        at now: Timestamp
    ) -> View {
        let row = model.readers[card.story]
        let own = row?.headline ?? model.desk[card.story]?.headline ?? ""
        var view: View = [
            "story": card.story.description, "place": String(place + 1), "own": own, "headline": card.headline,
            "lead": card.lead, "href": NewsroomAddress.story(card.story).path,
            "title": card.headline.isEmpty ? own : card.headline,
            "label": strings.text("fronts.card", ["place": String(place + 1), "headline": own]),
            "reads": strings.text("fronts.reads", ["count": String(model.reads[card.story] ?? 0)]),
            "until": card.end.map { fieldTime($0) } ?? "",
        ]
        view.set("own_lead", row?.lead)
        view.set("section", row?.section.name ?? model.desk[card.story]?.section.name)
        view.flag("is_lead", place == 0)
        view.flag("has_words", card.hasWords)
        view.set("state", row != nil ? nil : model.desk[card.story].map { words(of: $0.state) } ?? "?")
        let act = model.changes[card.story].map { strings.text("acts." + $0.rawValue) }
        view.set("changed", act.map { strings.text("fronts.changed", ["act": $0]) })
        view.set(
            "also",
            (model.also[card.story] ?? []).map { other in
                ["name": name(of: other, model), "href": NewsroomAddress.front(other).path] as View
            }
        )
        if let end = card.end { view["ends"] = time(end) }
        return view
    }

    private func foundView(_ row: DeskRow, _ model: FrontModel) -> View {
        var view: View = [
            "story": row.number.description, "headline": row.headline, "section": row.section.name,
            "at": time(row.changed),
        ]
        view.flag("stands", model.arrangement.cards.contains { $0.story == row.number })
        return view
    }

    private func launchView(_ version: FrontVersion, isLive: Bool, _ names: [String: String]) -> View {
        var view: View = [
            "version": String(version.number), "at": time(version.at), "by": name(of: version.actor, names),
            "what": strings.text("fronts.acts." + version.act.rawValue),
            "cards": strings.text("fronts.cards", ["count": String(version.arrangement.cards.count)]),
        ]
        view.flag("is_live", isLive)
        return view
    }

    private func capChoices(_ cap: Int?) -> [View] {
        [nil, 1, 2, 3, 4, 5].map { choice -> View in
            var view: View = [
                "value": choice.map(String.init) ?? "",
                "name": choice.map { strings.text("fronts.cap_of", ["count": String($0)]) }
                    ?? strings.text("fronts.cap_none"),
            ]
            view.flag("chosen", choice == cap)
            return view
        }
    }

    /// What somebody else changed since the page was opened.
    private func changeWords(from form: FrontForm, to present: FrontVersion, _ model: FrontModel) -> [String] {
        let (mine, theirs) = (form.arrangement.cards, present.arrangement.cards)
        let headline = { (story: StoryNumber) in model.desk[story]?.headline ?? "#\(story)" }
        let come = theirs.filter { card in !mine.contains { $0.story == card.story } }
        return come.map { strings.text("fronts.diff.there", ["headline": headline($0.story)]) }
            + mine.filter { card in !theirs.contains { $0.story == card.story } }
            .map { strings.text("fronts.diff.gone", ["headline": headline($0.story)]) }
            + mine.filter { card in theirs.contains { $0.story == card.story && !$0.says(what: card) } }
            .map { strings.text("fronts.diff.other", ["headline": headline($0.story)]) }
    }

    private func name(of front: Front, _ model: FrontModel) -> String {
        switch front {
        case .site: strings.text("fronts.site")
        case .section(let slug): model.names[slug] ?? slug.rawValue
        }
    }

    /// As a field of day and time holds it, in the newspaper's zone.
    private func fieldTime(_ time: Timestamp) -> String {
        let civil = site.zone.civil(time)
        return "\(civil.day)T" + strings.clock(civil)
    }
}
