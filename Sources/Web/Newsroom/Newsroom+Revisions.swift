import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The versions of a story: which there are, what changed between any two, and the way back to one.

extension Newsroom {
    /// Versions on one page.
    private static let revisionsOfPage = 50

    func revisions(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let before = Int(visit.query["before"]) ?? .max
        let (model, (lines, writers)) = try await read(number, visit) { transaction in
            (
                try transaction.revisionLines(of: number, before: before, limit: Self.revisionsOfPage + 1),
                try transaction.writersSinceVersion(of: number)
            )
        }
        let names = try await memberNames()
        let shown = Array(lines.prefix(Self.revisionsOfPage))
        var rows = shown.map { line(of: $0, model, names) }
        // What is written is newer than each version, and shown before the newest.
        if before == .max, let working = model.story?.workingCopy {
            rows.insert(line(of: working, by: writers, model, names), at: 0)
        }
        // The newest against the one before it, until somebody chooses.
        rows = rows.enumerated().map { index, row in
            var row = row
            row.flag("is_to", index == 0)
            row.flag("is_from", index == min(1, rows.count - 1))
            return row
        }
        var view: View = [
            "heading": strings.text("revisions.title"), "headline": model.copy.headline,
            "story_href": NewsroomAddress.story(number).path, "action": NewsroomAddress.differences(number).path,
            "rows": rows,
        ]
        view.flag("several", rows.count > 1)
        if lines.count > shown.count, let last = shown.last {
            view["older"] = NewsroomAddress.revisions(number).path(["before": String(last.version)])
        }
        return page("revisions", strings.text("revisions.title"), view, for: visit)
    }

    private func line(of revision: RevisionLine, _ model: EditorModel, _ names: [String: String]) -> View {
        var view = line(ComparedText.Choice.version(revision.version), model)
        view["label"] = String(revision.version)
        view["spoken"] = strings.text("revisions.version") + " \(revision.version)"
        view["at"] = time(revision.savedAt)
        view["act"] = revision.act.map { strings.text("acts." + $0.rawValue) } ?? ""
        view["by"] = name(of: revision.actor, names)
        view.set("writers", writers(revision.writers, besides: revision.actor, names))
        view.set("reason", words(of: revision.ground, and: revision.reason))
        view.flag("live", model.liveVersion == revision.version)
        if let story = model.story, story.published != nil {
            let at = RFC3339.write(revision.savedAt, zone: site.zone)
            view["then"] = NewsroomAddress.time.path(["path": story.address.path, "at": at])
        }
        return view
    }

    private func line(
        of working: WorkingCopy,
        by writers: [Actor],
        _ model: EditorModel,
        _ names: [String: String]
    ) -> View {
        var view = line(ComparedText.Choice.working, model)
        view["label"] = strings.text("revisions.working")
        view["spoken"] = strings.text("revisions.working")
        view["at"] = time(working.savedAt)
        view["act"] = words(of: working.stage)
        view["by"] = name(of: working.writer, names)
        view.set("writers", self.writers(writers, besides: working.writer, names))
        view.flag("is_working", true)
        return view
    }

    /// What a line of the history leads to: its text against what readers see, and against what is being written.
    private func line(_ choice: ComparedText.Choice, _ model: EditorModel) -> View {
        guard let number = model.story?.number else { return [:] }
        var view: View = ["value": choice.description]
        let href = { (other: ComparedText.Choice) in
            NewsroomAddress.differences(number).path(["from": choice.description, "to": other.description])
        }
        if let live = model.liveVersion, choice != .version(live) { view["with_live"] = href(.live) }
        if model.story?.workingCopy != nil, choice != .working { view["with_working"] = href(.working) }
        return view
    }

    /// Who else wrote in a text, in a sentence; empty where nobody did.
    private func writers(_ writers: [Actor], besides actor: Actor, _ names: [String: String]) -> String {
        let others = writers.filter { $0 != actor }.map { name(of: $0, names) }
        return others.isEmpty ? "" : strings.text("revisions.written_with", ["names": others.joined(separator: ", ")])
    }

    func differences(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        guard let from = ComparedText.Choice(visit.query["from"]), let to = ComparedText.Choice(visit.query["to"])
        else { return moved(to: .revisions(number)) }
        let (model, texts) = try await read(number, visit) { transaction in
            try [from, to].compactMap { try ComparedText($0, of: number, transaction) }
        }
        guard let story = model.story, texts.count == 2 else {
            throw NewsError(.notFound, "There is no such version.")
        }
        let (old, new) = texts[1].age < texts[0].age ? (texts[1], texts[0]) : (texts[0], texts[1])
        let names = try await memberNames()
        let permission = model.permission(visit.member, to: .write, at: visit.now)
        let layout = ComparisonLayout(rawValue: visit.query["layout"])
        var view: View = [
            "heading": strings.text("differences.title"), "headline": model.copy.headline,
            "story_href": NewsroomAddress.story(number).path, "revisions": NewsroomAddress.revisions(number).path,
            "old": self.view(of: old, names), "new": self.view(of: new, names),
            "comparison": Comparison(strings).view(from: old.copy, to: new.copy),
            "sight": story.sight.description, "action": NewsroomAddress.revisions(number).path,
            "layout": layout?.rawValue ?? "auto",
            "layouts": ComparisonLayout.allCases.map { one in
                var view: View = [
                    "name": strings.text("differences.layouts." + one.rawValue),
                    "href": NewsroomAddress.differences(number).path([
                        "from": visit.query["from"], "to": visit.query["to"], "layout": one.rawValue,
                    ]),
                ]
                view.flag("current", one == layout)
                return view
            },
        ]
        view.flag("may_restore", permission.isAllowed)
        view.set("refused", permission.reason.map(words))
        return page("differences", strings.text("differences.title"), view, for: visit)
    }

    func restore(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        guard let version = Int(visit.form["version"]), let sight = StorySight(visit.form["sight"]) else {
            throw NewsError(.invalid, "The form does not say which version; open the page again.")
        }
        try await desk.restore(
            version: version,
            of: number,
            seen: sight,
            because: strings.text("revisions.restored", ["version": String(version)]),
            by: visit.member.number,
            from: visit.caller
        )
        return moved(to: .story(number), said: "restored")
    }

    private func view(of text: ComparedText, _ names: [String: String]) -> View {
        var view: View = ["at": time(text.savedAt), "by": name(of: text.actor, names)]
        switch text.choice {
        case .version(let version): view["label"] = strings.text("revisions.version") + " \(version)"
        case .live: view["label"] = strings.text("differences.published")
        case .working: view["label"] = strings.text("differences.working")
        }
        if let version = text.version {
            view["version"] = version
            view["restore"] = strings.text("revisions.restore", ["version": String(version)])
        }
        view.set("writers", writers(text.writers, besides: text.actor, names))
        view.set("reason", text.reason)
        return view
    }

    /// A story and something about it, of one state of the store.
    private func read<Value: Sendable>(
        _ number: StoryNumber,
        _ visit: MemberVisit,
        _ more: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> (EditorModel, Value) {
        let (actor, host, now) = (visit.member.actor, visit.host, visit.now)
        try await desk.catchUp(number)
        return try await store.read { transaction in
            (try EditorModel(transaction, number, by: actor, on: host, at: now), try more(transaction))
        }
    }
}
