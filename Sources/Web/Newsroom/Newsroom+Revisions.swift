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
        let (model, lines) = try await read(number, visit) { transaction in
            try transaction.revisionLines(of: number, before: before, limit: Self.revisionsOfPage + 1)
        }
        let names = try await memberNames()
        let shown = lines.prefix(Self.revisionsOfPage)
        var view: View = [
            "heading": strings.text("revisions.title"), "headline": model.copy.headline,
            "story_href": NewsroomAddress.story(number).path, "action": NewsroomAddress.differences(number).path,
            "rows": shown.enumerated().map { index, line in
                var row: View = [
                    "version": line.version, "at": time(line.savedAt), "by": name(of: line.actor, names),
                    "act": line.act.map { strings.text("acts." + $0.rawValue) } ?? "",
                ]
                row.set("reason", line.reason)
                // The newest against the one before it, until somebody chooses.
                row.flag("is_to", index == 0)
                row.flag("is_from", index == min(1, shown.count - 1))
                return row
            },
        ]
        view.flag("several", shown.count > 1)
        if lines.count > shown.count, let last = shown.last {
            view["older"] = NewsroomAddress.revisions(number).path(["before": String(last.version)])
        }
        return page("revisions", strings.text("revisions.title"), view, for: visit)
    }

    func differences(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        guard let from = Int(visit.query["from"]), let to = Int(visit.query["to"]) else {
            return moved(to: .revisions(number))
        }
        let (model, pair) = try await read(number, visit) { transaction in
            (
                try transaction.revision(of: number, version: min(from, to)),
                try transaction.revision(of: number, version: max(from, to))
            )
        }
        guard let story = model.story, let old = pair.0, let new = pair.1 else {
            throw NewsError(.notFound, "There is no such version.")
        }
        let names = try await memberNames()
        let permission = model.permission(visit.member, to: .write, at: visit.now)
        var view: View = [
            "heading": strings.text("differences.title"), "headline": model.copy.headline,
            "story_href": NewsroomAddress.story(number).path, "revisions": NewsroomAddress.revisions(number).path,
            "old": revision(old, names), "new": revision(new, names),
            "comparison": Comparison(strings).view(from: old.copy, to: new.copy),
            "sight": story.sight.description, "action": NewsroomAddress.revisions(number).path,
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

    private func revision(_ revision: Revision, _ names: [String: String]) -> View {
        var view: View = [
            "version": revision.version, "at": time(revision.savedAt), "by": name(of: revision.actor, names),
            "label": strings.text("revisions.version") + " \(revision.version)",
            "restore": strings.text("revisions.restore", ["version": String(revision.version)]),
        ]
        view.set("reason", revision.reason)
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
