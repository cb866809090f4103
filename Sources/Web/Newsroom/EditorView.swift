import News
import Press

/// What the template of the editor's page sees.
struct EditorView {
    let newsroom: Newsroom
    let model: EditorModel
    let visit: MemberVisit
    let members: [Member]
    /// Whether the page may be written in together: not where it holds what was typed into a plain form and is not saved.
    let isLive: Bool
    /// What was sent by a form of its notes, and not kept.
    let notes: NoteForm
    /// The key, in base64, with which the browser encrypts what it keeps of a story that is not begun; nil for another.
    let journalKey: String?

    private var names: [String: String] { newsroom.names(members) }

    /// Characters of the note that a save may have.
    static let longestReason = 500
    /// Lines for further bylines.
    private static let freeBylines = 2

    var strings: Strings { newsroom.strings }

    func view(_ text: CopyText) -> View {
        let permission = model.permission(visit.member, to: model.story == nil ? .begin : .write, at: visit.now)
        var view: View = [
            "action": (model.story.map { .story($0.number) } ?? NewsroomAddress.newStory).path,
            "fields": fields(text), "longest_reason": Self.longestReason,
        ]
        view.flag("may_write", permission.isAllowed)
        view.set("read_only", permission.reason.map(newsroom.words))
        view.flag("new", model.story == nil)
        if isLive { view["writing"] = modulesData.written }
        if let story = model.story {
            view["story"] = self.story(story)
            var task = newsroom.taskView(model.task, story.workingCopy?.stage, members, at: visit.now)
            task["href"] = NewsroomAddress.task(story.number).path
            view["task"] = task
            view["notes"] = newsroom.notesView(
                model.notes,
                of: story.number,
                for: visit.member.number,
                notes
            )
            view["guests"] = newsroom.guestsView(model.guests, of: story.number, at: visit.now)
            if let receipts = model.receipts.flatMap({ newsroom.receiptsView($0, at: visit.now) }) {
                view["receipts"] = receipts
            }
            // Whether publication would outrun a schedule is for the page of that step to say.
            if let checks = newsroom.checksView(of: model, before: .approve, at: visit.now) { view["checks"] = checks }
        }
        if let entry = model.sentBack {
            let heading = strings.text("editor.sent_back", ["by": newsroom.name(of: entry.actor, names)])
            view["sent_back"] = ["heading": heading, "at": newsroom.time(entry.at), "reason": entry.reason] as View
        }
        if model.isOvertaken, let published = model.story?.published {
            view["overtaken"] = Comparison(strings).view(from: published, to: model.copy)
        }
        return view
    }

    /// Both texts where somebody saved since the writer began: what is kept now, and what was typed.
    func conflict(with typed: CopyText) -> View {
        let saved = model.story?.workingCopy
        var view = Comparison(strings).view(from: CopyText(model.copy), to: typed)
        view["theirs"] =
            saved.map { strings.text("conflict.theirs", ["by": newsroom.name(of: $0.writer, names)]) }
            ?? strings.text("conflict.theirs_published")
        view["at"] = newsroom.time(saved?.savedAt ?? model.story?.updated ?? visit.now)
        return view
    }

    private func fields(_ text: CopyText) -> View {
        var view: View = [
            "headline": text.headline, "lead": text.lead, "body": text.body, "section": text.section,
            "genre": text.genre, "place": text.place, "language": text.language,
            "tags": text.tags.joined(separator: "\n"), "sections": model.sections.map(\.name),
            "zones": zones(text.zone), "slug": text.slug, "slug_now": model.copy.slug.rawValue,
            "related": text.related.joined(separator: "\n"),
        ]
        let isWritten = model.permission(visit.member, to: .write, at: visit.now).isAllowed
        let free = (0..<(isWritten ? Self.freeBylines : 0)).map { _ in CopyText.BylineText(name: "", role: .author) }
        view["bylines"] = (text.bylines + free).enumerated().map { index, byline in
            [
                "label": strings.text("fields.byline", ["number": String(index + 1)]),
                "name": byline.name,
                "roles": Byline.Role.allCases.map { role in
                    var option: View = ["value": role.rawValue, "name": strings.text("roles." + role.rawValue)]
                    option.flag("chosen", role == byline.role)
                    return option
                },
            ] as View
        }
        return view
    }

    /// Indonesia's three, the newspaper's own and the story's.
    private func zones(_ chosen: String) -> [View] {
        var zones: [Zone] = [.wib, .wita, .wit]
        for zone in [newsroom.site.zone, model.copy.zone] where !zones.contains(zone) { zones.append(zone) }
        return zones.map { zone in
            let label = zone.label(at: visit.now)
            var option: View = ["value": zone.identifier, "name": "\(label) · \(zone.identifier)"]
            option.flag("chosen", zone.identifier == chosen)
            return option
        }
    }

    private func story(_ story: Story) -> View {
        var view: View = [
            "number": story.number.description, "state": newsroom.words(of: story.state),
            "state_key": story.state.rawValue, "stage": newsroom.words(of: story.workingCopy?.stage),
            "revisions": NewsroomAddress.revisions(story.number).path,
            "preview": NewsroomAddress.preview(story.number).path,
        ]
        let (open, closed) = steps(story)
        (view["steps"], view["closed_steps"]) = (open, closed)
        if let stage = story.workingCopy?.stage { view["stage_key"] = stage.rawValue }
        if let working = story.workingCopy {
            view["saved"] =
                ["by": newsroom.name(of: working.writer, names), "at": newsroom.time(working.savedAt)] as View
        }
        if let due = story.waitsUntil { view["due"] = newsroom.time(due) }
        if let end = story.embargo(at: visit.now) {
            view["embargo"] = ["end": newsroom.time(end), "whose": newsroom.whoseEmbargo(model)] as View
        }
        if story.state == .live || story.leavesNotice { view["public"] = story.address.path }
        if let paid = story.paid {
            let label = strings.text("steps.label.labels." + paid.label.rawValue)
            view["paid"] = [label, paid.payer].filter { !$0.isEmpty }.joined(separator: " · ")
        }
        if story.state == .live, let report = story.openReport {
            view["unverified"] = ["at": newsroom.time(report.at), "words": report.words] as View
        }
        if story.state == .live { view["since"] = newsroom.time(story.publicSince) }
        if let withdrawal = story.life.withdrawal {
            let words = newsroom.words(of: withdrawal.ground, and: withdrawal.reason)
            view["withdrawn"] = ["at": newsroom.time(withdrawal.at), "reason": words] as View
        }
        return view
    }

    /// The buttons that can be pressed, and those that cannot with the reason why.
    private func steps(_ story: Story) -> (open: [View], closed: [View]) {
        var (open, closed): ([View], [View]) = ([], [])
        for step in NewsroomAddress.steps {
            let permission = model.permission(visit.member, to: step.verb, at: visit.now)
            guard isMeant(step.verb, story.state, permission) else { continue }
            var view: View = [
                "verb": step.verb.rawValue, "name": strings.text("steps.\(step.verb.rawValue).button"),
                "href": NewsroomAddress.step(story.number, step.verb).path,
                "key": strings.text("steps.\(step.verb.rawValue).key"),
            ]
            view.flag("first", step.verb == nextStep(story))
            if let reason = permission.reason, !isMendedBySaving(permission, step.verb) {
                view["refused"] = newsroom.words(of: reason, story, at: visit.now)
                closed.append(view)
            } else {
                open.append(view)
            }
        }
        return (open, closed)
    }

    /// Whether a button has a meaning where the story stands: of those that let readers see it, one has.
    private func isMeant(_ verb: Verb, _ state: PublicState, _ permission: Permission) -> Bool {
        switch verb {
        case .claim: permission.isAllowed
        case .publish: state == .never || state == .scheduled
        case .update, .correct: state == .live
        case .reportUnverified: permission.reason != .unverifiedAlready && state != .held && state != .withdrawn
        case .verify: permission.reason != .notUnverified && state == .live
        case .bringBack: state == .held || state == .withdrawn
        case .unschedule: state == .scheduled
        case .withdraw: state != .never && state != .scheduled
        default: true
        }
    }

    /// Whether the button may be pressed all the same.
    ///
    /// It saves first, and what is typed now is then there to be handed in or published; if nothing was typed, the page
    /// behind it says so.
    private func isMendedBySaving(_ permission: Permission, _ verb: Verb) -> Bool {
        guard model.permission(visit.member, to: .write, at: visit.now).isAllowed else { return false }
        switch permission.reason {
        case .nothingWritten: return verb == .submit
        case .publishedAlready: return verb == .update
        default: return false
        }
    }

    /// What mostly comes next for this member: the button that stands out.
    private func nextStep(_ story: Story) -> Verb? {
        let pass: Verb =
            switch story.state {
            case .never, .scheduled: .publish
            case .live: .update
            case .held, .withdrawn: .bringBack
            }
        let order: [Verb] =
            switch story.workingCopy?.stage {
            case .draft?: visit.member.role == .reporter ? [.submit] : [pass, .submit]
            case .submitted?, .inEdit?: [.approve]
            case .approved?: [pass]
            case nil: pass == .publish ? [.publish] : []
            }
        return order.first { model.permission(visit.member, to: $0, at: visit.now).isAllowed }
    }
}
