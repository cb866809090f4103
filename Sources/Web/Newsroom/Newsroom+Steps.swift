import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// A step with a story: first a page that says what readers will see, then the step.

extension Newsroom {
    func step(_ verb: Verb, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await stepPage(verb, try await model(number, visit), visit)
    }

    func take(_ verb: Verb, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let model = try await model(number, visit)
        guard let sight = StorySight(visit.form["sight"]) else {
            throw NewsError(.invalid, "The form does not say what was seen; open the page again.")
        }
        let step: StoryStep
        do throws(StepFault) {
            step = try self.step(verb, model, visit)
        } catch {
            return try await stepPage(verb, model, visit, fault: error.rawValue, status: .badRequest)
        }
        do {
            try await desk.perform(step, on: number, seen: sight, by: visit.member.number, from: visit.caller)
            return moved(to: .story(number), said: verb.rawValue)
        } catch let error as NewsError where [.conflict, .refused, .invalid].contains(error.code) {
            // The page says why, from the story as it is now.
            let now = try await self.model(number, visit)
            let permission = now.permission(visit.member, to: verb, at: visit.now)
            let status = ErrorAnswer.status(of: error.code)
            return try await stepPage(
                verb,
                now,
                visit,
                fault: permission.isAllowed ? error.code.rawValue : nil,
                status: status
            )
        }
    }

    /// What keeps the fields from being a step.
    private enum StepFault: String, Error {
        case noReason = "no_reason"
        case longReason = "long_reason"
        case noTime = "no_time"
        case pastTime = "past_time"
    }

    private func step(_ verb: Verb, _ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> StoryStep {
        switch verb {
        case .sendBack: .sendBack(reason: try reason(visit))
        case .withdraw: .withdraw(reason: try reason(visit))
        case .schedule: .schedule(try scheduledTime(model, visit))
        case .approve: .approve
        case .publish: .publish
        case .unschedule: .unschedule
        case .submit, .begin, .write, .plan, .claim, .handOver, .letGo, .inviteGuest, .note,
            .manageMembers:
            .submit
        }
    }

    private func reason(_ visit: MemberVisit) throws(StepFault) -> String {
        let reason = visit.form["reason"]
        if reason.isBlank { throw .noReason }
        guard reason.fits(characters: WireItem.Limits.description) else { throw .longReason }
        return reason
    }

    private func scheduledTime(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> Timestamp {
        guard let day = CivilDay(visit.form["day"]),
            let time = model.copy.zone.time(on: day, clock: visit.form["clock"])
        else { throw .noTime }
        guard time > visit.now else { throw .pastTime }
        return time
    }
}

extension Newsroom {
    private func stepPage(
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
        view.set("refused", permission.reason.map { self.words(of: $0) })
        view.set("fault", fault.map { strings.text("steps.faults." + $0) })
        if permission.isAllowed {
            let checks = model.checks(before: verb, at: visit.now)
            if !checks.isEmpty { view["checks"] = checksView(of: model, before: verb, at: visit.now) }
            view.flag("blocked", checks.contains { $0.blocks(verb) })
        }
        switch verb {
        case .sendBack, .withdraw:
            var reason: View = ["label": strings.text(words + ".reason"), "text": visit.form["reason"]]
            reason["hint"] = strings.text(words + ".reason_hint")
            view["reason"] = reason
        case .schedule: view["time"] = timeFields(model, visit)
        default: break
        }
        if let published = story.published, let working = story.workingCopy, [.publish, .approve].contains(verb) {
            view["changes"] = Comparison(strings).view(from: published, to: working.copy)
        }
        return page("step", title, view, for: visit, status: permission.isAllowed ? status : .forbidden)
    }

    /// What readers will see, in one sentence.
    private func readersSentence(_ verb: Verb, _ story: Story) -> String {
        let after: String
        switch verb {
        case .publish:
            after =
                story.state == .withdrawn
                ? "withdrawn" : story.state == .live ? "live" : story.state == .scheduled ? "scheduled" : "never"
        case .submit, .sendBack, .approve: after = story.state == .live ? "live" : "hidden"
        default: after = "all"
        }
        var values = ["time": strings.short(story.publicSince, in: story.copy.zone)]
        values["address"] = story.address.path
        return strings.text("steps.\(verb.rawValue).readers.\(after)", values)
    }

    /// The fields of a time that is ahead: the next whole hour, until somebody says otherwise.
    private func timeFields(_ model: EditorModel, _ visit: MemberVisit) -> View {
        let zone = model.copy.zone
        let hour = Timestamp(seconds: (visit.now.seconds / 3_600 + 1) * 3_600)
        let shown = zone.civil(model.story?.waitsUntil ?? hour)
        let today = zone.civil(visit.now)
        return [
            "day": visit.form.has("day") ? visit.form["day"] : shown.day.description,
            "clock": visit.form.has("clock") ? visit.form["clock"] : strings.clock(shown),
            "today": today.day.description, "zone": zone.label(at: visit.now), "zone_name": zone.identifier,
            "now": strings.short(visit.now, in: zone),
        ]
    }
}
