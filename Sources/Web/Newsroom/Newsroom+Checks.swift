import News
import Press

// What somebody should know before readers see a text, on the story's page and on that of a step.

extension Newsroom {
    /// What the checks say before a step; nil where there is nothing that could go to readers.
    func checksView(of model: EditorModel, before verb: Verb, at now: Timestamp) -> View? {
        guard let story = model.story, story.workingCopy != nil || story.state != .live else { return nil }
        let zone = model.copy.zone
        let rows = model.checks(before: verb, at: now).map { check in
            let isBlocking = check.blocks(verb)
            return [
                "label": strings.text(isBlocking ? "checks.blocks" : "checks.warns"),
                "kind": isBlocking ? "blocks" : "warns", "sentence": sentence(check, in: zone),
            ] as View
        }
        var view: View = ["rows": rows]
        view.flag("clear", rows.isEmpty)
        return view
    }

    func sentence(_ check: PublicationCheck, in zone: Zone) -> String {
        var values: [String: String] = [:]
        switch check {
        case .noHeadline, .noSection, .emptyBody, .noByline, .heroWithoutCredit, .heroWithoutAlternativeText,
            .paidWithoutLabel, .paidWithoutPayer:
            break
        case .bylineOfNobody(let name), .unknownByline(let name): values = ["name": name]
        case .replyCalledOtherwise(let genre): values = ["genre": genre]
        case .embargoed(let time), .scheduled(let time): values = ["time": strings.short(time, in: zone)]
        case .hiddenLink(let story): values = ["number": story.description]
        case .differingFigures(let words), .differingNames(let words):
            values = ["words": words.joined(separator: " · ")]
        case .short(let words, let commissioned):
            values = ["words": String(words), "commissioned": String(commissioned)]
        case .longHeadline(let characters):
            values = ["count": String(characters), "most": String(PublicationCheck.longestHeadline)]
        }
        return strings.text("checks.says." + check.key, values)
    }
}
