import HTTPTypes
import Hummingbird
import News
import Press

extension Newsroom {
    /// The page on which a step is looked at before it is taken.
    /// - Parameters:
    ///   - verb: Which step.
    ///   - model: The story.
    ///   - visit: Whose page it is.
    ///   - fault: What is wrong with what was sent, among the strings' `steps.faults`.
    ///   - status: With which the page is answered, where the member may take the step.
    func stepPage(
        _ verb: Verb,
        _ model: EditorModel,
        _ visit: MemberVisit,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let story = model.story else { throw NewsError(.notFound, "There is no such story.") }
        let permission = model.permission(visit.member, to: verb, at: visit.now)
        let words = "steps." + verb.rawValue
        let title = strings.text(words + ".title")
        var view: View = [
            "heading": title, "headline": model.copy.headline, "button": strings.text(words + ".button"),
            "action": NewsroomAddress.step(story.number, verb).path,
            "story_href": NewsroomAddress.story(story.number).path, "sight": story.sight.description,
            "readers": readersSentence(verb, story),
            "state": self.words(of: story.state), "stage": self.words(of: story.workingCopy?.stage),
        ]
        view.set("stage_key", story.workingCopy?.stage.rawValue)
        view["state_key"] = story.state.rawValue
        view.set("refused", permission.reason.map { self.words(of: $0, story, at: visit.now) })
        let end = story.embargo(at: visit.now).map { ["time": strings.short($0, in: story.copy.zone)] } ?? [:]
        view.set("fault", fault.map { strings.text("steps.faults." + $0, end) })
        if permission.isAllowed {
            let checks = model.checks(before: verb, at: visit.now)
            if !checks.isEmpty { view["checks"] = checksView(of: model, before: verb, at: visit.now) }
            // Another story can tell what verification gave, whatever this one's text still lacks.
            view.flag("blocked", verb != .verify && checks.contains { $0.blocks(verb) })
        }
        if [.sendBack, .withdraw, .bringBack, .embargo].contains(verb) {
            var reason: View = ["label": strings.text(words + ".reason"), "text": visit.form["reason"]]
            reason["hint"] = strings.text(words + ".reason_hint")
            reason.flag("needed", verb == .sendBack || verb == .bringBack)
            view["reason"] = reason
        }
        switch verb {
        case .withdraw: view["grounds"] = grounds(visit)
        case .sendBack: view.set("writers", writers(model, visit))
        case .correct: view["correction"] = correctionFields(model, visit)
        case .reportUnverified: view["report"] = reportFields(visit)
        case .label: view["paid"] = labelFields(story, visit)
        case .verify:
            view["verification"] = ["typed": visit.form["verification"]] as View
        case .schedule: view["time"] = timeFields(strings.text(words + ".time"), story.waitsUntil, model, visit)
        case .embargo:
            view["time"] = timeFields(strings.text(words + ".time"), story.embargo(at: visit.now), model, visit)
            if let end = story.embargo(at: visit.now) { view["embargo"] = embargoView(end, model) }
        default: break
        }
        let shows: [Verb] = [.approve, .publish, .update, .correct, .reportUnverified, .verify, .bringBack]
        if let published = story.published, let working = story.workingCopy, shows.contains(verb) {
            view["changes"] = Comparison(strings).view(from: published, to: working.copy)
        }
        return page("step", title, view, for: visit, status: permission.isAllowed ? status : .forbidden)
    }

    /// What readers will see, in one sentence.
    private func readersSentence(_ verb: Verb, _ story: Story) -> String {
        let after: String
        switch verb {
        case .publish: after = story.state == .scheduled ? "scheduled" : "never"
        case .bringBack:
            after = story.firstPublic == nil ? "never" : story.workingCopy == nil ? story.state.rawValue : "new"
        case .embargo: after = story.state == .scheduled ? "scheduled" : story.firstPublic == nil ? "never" : "known"
        case .correct, .verify: after = story.workingCopy == nil ? "all" : "new"
        case .label: after = story.state == .live ? "live" : "hidden"
        case .reportUnverified:
            after = story.state != .live ? "never" : story.workingCopy == nil ? "all" : "new"
        case .submit, .sendBack, .approve: after = story.state == .live ? "live" : "hidden"
        default: after = "all"
        }
        var values = ["time": strings.short(story.publicSince, in: story.copy.zone)]
        values["address"] = story.address.path
        return strings.text("steps.\(verb.rawValue).readers.\(after)", values)
    }

    /// The closed list of what a story may be withdrawn for.
    private func grounds(_ visit: MemberVisit) -> [View] {
        Story.Withdrawal.Ground.allCases.enumerated().map { index, ground in
            var view = option(
                ground.rawValue,
                words(of: ground),
                isChosen: visit.form["ground"] == ground.rawValue
            )
            view.flag("first", index == 0)
            return view
        }
    }

    /// Those to whom a text may be sent back, whoever has written in it first.
    private func writers(_ model: EditorModel, _ visit: MemberVisit) -> [View] {
        let chosen = visit.form.has("addressee") ? visit.form["addressee"] : model.writers.first?.number.description
        return model.writers.map { writer in
            option(writer.number.description, writer.name, isChosen: writer.number.description == chosen)
        }
    }

    /// What readers are told, and of which paragraph of the text that they get with it.
    private func correctionFields(_ model: EditorModel, _ visit: MemberVisit) -> View {
        let form = visit.form
        let choose = { (name: String, values: [String], usual: String) -> [View] in
            let chosen = form.has(name) ? form[name] : usual
            return values.map {
                self.option($0, self.strings.text("steps.correct.\(name)s.\($0)"), isChosen: $0 == chosen)
            }
        }
        let paragraphs = model.copy.body.paragraphs.enumerated().map { index, paragraph in
            option(String(index), paragraph.words.shortened(to: 90), isChosen: form["paragraph"] == String(index))
        }
        var view: View = [
            "kinds": choose("kind", Correction.Kind.allCases.map(\.rawValue), Correction.Kind.correction.rawValue),
            "places": choose("place", Correction.Place.allCases.map(\.rawValue), Correction.Place.below.rawValue),
            "paragraphs": paragraphs, "longest": Correction.longest, "typed": form["words"],
        ]
        view.flag("hides_former", form["hides_former"] == "1")
        return view
    }

    /// What the story is called, and who paid.
    private func labelFields(_ story: Story, _ visit: MemberVisit) -> View {
        let form = visit.form
        let now = story.paid?.label.rawValue ?? "news"
        let chosen = form.has("label") ? form["label"] : now
        return [
            "labels": (["news"] + PaidContent.Label.allCases.map(\.rawValue)).map { value in
                option(value, strings.text("steps.label.labels." + value), isChosen: value == chosen)
            },
            "typed": form.has("payer") ? form["payer"] : story.paid?.payer ?? "",
            "longest": PaidContent.longestPayer,
        ]
    }

    /// What is not verified, and that the conditions are met.
    private func reportFields(_ visit: MemberVisit) -> View {
        let met = visit.form.all("condition")
        return [
            "typed": visit.form["words"], "longest": UnverifiedReport.longest,
            "conditions": UnverifiedReport.Condition.allCases.map { condition in
                option(
                    condition.rawValue,
                    strings.text("steps.report_unverified.conditions." + condition.rawValue),
                    isChosen: met.contains(condition.rawValue)
                )
            },
        ]
    }

    /// The embargo under which a story is, and whose it is.
    private func embargoView(_ end: Timestamp, _ model: EditorModel) -> View {
        var view: View = ["now": strings.text("embargo.until", ["time": strings.short(end, in: model.copy.zone)])]
        view["whose"] = whoseEmbargo(model)
        view.flag("senders", model.story?.isEmbargoDesks == false)
        return view
    }

    /// Whose an embargo is, in a sentence.
    func whoseEmbargo(_ model: EditorModel) -> String {
        if model.story?.isEmbargoDesks == true { return strings.text("embargo.desks") }
        guard case .wire(let name)? = model.beginner, !name.isEmpty else { return strings.text("embargo.senders") }
        return strings.text("embargo.wires", ["name": name])
    }

    /// The fields of a time that is ahead: the next whole hour, until somebody says otherwise.
    private func timeFields(_ legend: String, _ time: Timestamp?, _ model: EditorModel, _ visit: MemberVisit) -> View {
        let zone = model.copy.zone
        let hour = Timestamp(seconds: (visit.now.seconds / 3_600 + 1) * 3_600)
        let shown = zone.civil(time ?? hour)
        let today = zone.civil(visit.now)
        return [
            "legend": legend,
            "day": visit.form.has("day") ? visit.form["day"] : shown.day.description,
            "clock": visit.form.has("clock") ? visit.form["clock"] : strings.clock(shown),
            "today": today.day.description, "zone": zone.label(at: visit.now), "zone_name": zone.identifier,
            "now": strings.short(visit.now, in: zone),
        ]
    }
}
