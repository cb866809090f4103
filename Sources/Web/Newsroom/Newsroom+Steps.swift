import Editorial
import HTTPTypes
import Hummingbird
import News
import Storage

// A step with a story: first a page that says what readers will see (`stepPage`), then the step.

extension Newsroom {
    func step(_ verb: Verb, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await stepPage(verb, try await model(number, visit), visit)
    }

    func take(_ verb: Verb, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let model = try await model(number, visit)
        guard let sight = StorySight(visit.form["sight"]) else {
            throw NewsError(.invalid, "The form does not say what was seen; open the page again.")
        }
        let step: ChosenStep
        do throws(StepFault) {
            step = try self.step(verb, model, visit)
        } catch {
            return try await stepPage(verb, model, visit, fault: error.rawValue, status: .badRequest)
        }
        if case .story(.verify(in: let other?)) = step, try await !store.read({ try $0.isListed(other) }) {
            return try await stepPage(verb, model, visit, fault: "hidden_story", status: .badRequest)
        }
        do {
            switch step {
            case .story(let step):
                try await desk.perform(step, on: number, seen: sight, by: visit.member.number, from: visit.caller)
            case .task(let step):
                try await desk.perform(step, on: number, by: visit.member.number, from: visit.caller)
            }
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

    /// What is done: with the story, or with what the desk has to do about it.
    private enum ChosenStep {
        case story(StoryStep)
        case task(TaskStep)
    }

    /// What keeps the fields from being a step.
    private enum StepFault: String, Error {
        case noGround = "no_ground"
        case noReason = "no_reason"
        case longReason = "long_reason"
        case noTime = "no_time"
        case pastTime = "past_time"
        case underEmbargo = "under_embargo"
        case sendersEmbargo = "senders_embargo"
        case noWriter = "no_writer"
        case noWords = "no_words"
        case longWords = "long_words"
        case noParagraph = "no_paragraph"
        case noLabel = "no_label"
        case noPayer = "no_payer"
        case longPayer = "long_payer"
        case sameLabel = "same_label"
        case paidGenre = "paid_genre"
        case notMet = "not_met"
        case noReport = "no_report"
        case longReport = "long_report"
        case noStory = "no_story"
        case nothingNew = "nothing_new"
    }

    private func step(_ verb: Verb, _ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> ChosenStep {
        switch verb {
        case .claim: .task(.claim)
        case .sendBack: .story(.sendBack(reason: try reason(visit), to: try addressee(model, visit)))
        case .withdraw: .story(.withdraw(try ground(visit), reason: try reason(visit, isNeeded: false)))
        case .bringBack: .story(.bringBack(reason: try reason(visit)))
        case .schedule: .story(.schedule(try scheduledTime(model, visit)))
        case .embargo: .story(try embargo(model, visit))
        case .approve: .story(.approve)
        case .publish: .story(.publish)
        case .update: .story(.update)
        case .correct: .story(.correct(try correction(model, visit)))
        case .reportUnverified: .story(.reportUnverified(try report(visit)))
        case .label: .story(.label(try label(model, visit)))
        case .verify: .story(.verify(in: try verification(model, visit)))
        case .unschedule: .story(.unschedule)
        case .submit, .begin, .write, .plan, .handOver, .letGo, .inviteGuest, .note, .answerReader, .announce,
            .arrangeFronts, .writePages, .manageMembers:
            .story(.submit)
        }
    }

    private func reason(_ visit: MemberVisit, isNeeded: Bool = true) throws(StepFault) -> String {
        let reason = visit.form["reason"]
        if reason.isBlank, isNeeded { throw .noReason }
        guard reason.fits(characters: WireItem.Limits.description) else { throw .longReason }
        return reason
    }

    private func ground(_ visit: MemberVisit) throws(StepFault) -> Story.Withdrawal.Ground {
        guard let ground = Story.Withdrawal.Ground(rawValue: visit.form["ground"]) else { throw .noGround }
        return ground
    }

    private func correction(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> Correction.Draft {
        let words = visit.form["words"]
        if words.isBlank { throw .noWords }
        guard words.fits(characters: Correction.longest) else { throw .longWords }
        let chosen = visit.form["paragraph"]
        let paragraph = Digits.number(chosen.utf8)
        guard chosen.isEmpty || paragraph.map(model.copy.body.paragraphs.indices.contains) == true else {
            throw .noParagraph
        }
        return Correction.Draft(
            kind: Correction.Kind(rawValue: visit.form["kind"]) ?? .correction,
            place: Correction.Place(rawValue: visit.form["place"]) ?? .below,
            words: words,
            paragraph: paragraph,
            hidesFormer: visit.form["hides_former"] == "1"
        )
    }

    /// The label that was chosen; nil for news.
    private func label(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> PaidContent? {
        let chosen = visit.form["label"]
        let label = PaidContent.Label(rawValue: chosen)
        guard label != nil || chosen == "news" else { throw .noLabel }
        let payer = visit.form["payer"].collapsedWhitespace
        if label != nil, payer.isBlank { throw .noPayer }
        guard payer.fits(characters: PaidContent.longestPayer) else { throw .longPayer }
        let paid = label.map { PaidContent(label: $0, payer: payer) }
        guard let story = model.story else { return paid }
        if story.paid == paid { throw .sameLabel }
        if paid == nil, PaidContent.Label(genre: (story.published ?? story.copy).genre) != nil { throw .paidGenre }
        return paid
    }

    private func report(_ visit: MemberVisit) throws(StepFault) -> UnverifiedReport.Draft {
        let conditions = Set(visit.form.all("condition").compactMap(UnverifiedReport.Condition.init(rawValue:)))
        guard conditions.count == UnverifiedReport.Condition.allCases.count else { throw .notMet }
        let words = visit.form["words"]
        if words.isBlank { throw .noReport }
        guard words.fits(characters: UnverifiedReport.longest) else { throw .longReport }
        return UnverifiedReport.Draft(words: words, conditions: conditions)
    }

    /// The story that tells what verification gave; nil where it is the one that was not verified.
    private func verification(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> StoryNumber? {
        let typed = visit.form["verification"].collapsedWhitespace
        guard !typed.isEmpty else {
            if let story = model.story, !story.wasWrittenSinceReport { throw .nothingNew }
            return nil
        }
        guard let number = StoryNumber(typed: typed), number != model.story?.number else { throw .noStory }
        return number
    }

    private func addressee(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> MemberNumber? {
        let field = visit.form["addressee"]
        if field.isEmpty { return nil }
        guard let writer = model.writers.first(where: { $0.number.description == field }) else { throw .noWriter }
        return writer.number
    }

    private func scheduledTime(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> Timestamp {
        let time = try namedTime(model, visit)
        if let end = model.story?.embargo(at: visit.now), time < end { throw .underEmbargo }
        return time
    }

    private func namedTime(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> Timestamp {
        guard let day = CivilDay(visit.form["day"]),
            let time = model.copy.zone.time(on: day, clock: visit.form["clock"])
        else { throw .noTime }
        guard time > visit.now else { throw .pastTime }
        return time
    }

    private func embargo(_ model: EditorModel, _ visit: MemberVisit) throws(StepFault) -> StoryStep {
        let end = visit.form["act"] == "lift" ? nil : try namedTime(model, visit)
        let isKnown = visit.form["overrides_sender"] == "1"
        if model.isSooner(end, at: visit.now), !isKnown { throw .sendersEmbargo }
        return .embargo(until: end, reason: try reason(visit, isNeeded: false), overridesSender: isKnown)
    }
}

extension EditorModel {
    /// Whether a sender asked for the embargo that would end sooner so.
    fileprivate func isSooner(_ end: Timestamp?, at now: Timestamp) -> Bool {
        guard let story, !story.isEmbargoDesks, let current = story.embargo(at: now) else { return false }
        return end.map { $0 < current } ?? true
    }
}
