import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// Cuts of the list that a member keeps under names of their own.

extension Newsroom {
    func changeViews(_ visit: MemberVisit) async throws -> Response {
        // What is kept is what the list understands of it.
        let question = ListQuestion(FormFields(visit.form["query"]) ?? FormFields(), of: visit.member)
        let name = visit.form["name"]
        if visit.form["act"] == "remove" {
            try await desk.dropView(named: name, of: visit.member.number)
            return .newsroom(to: question.path(said: "view_removed"), isSecure: isSecure)
        }
        do {
            let view = try SavedView(name: name, query: question.query)
            try await desk.keep(view, for: visit.member.number)
        } catch let error as NewsError where error.code == .invalid || error.code == .refused {
            return try await storyList(
                visit,
                question,
                fault: "list.view_faults." + error.code.rawValue,
                status: ErrorAnswer.status(of: error.code)
            )
        }
        return .newsroom(to: question.path(said: "view_kept"), isSecure: isSecure)
    }

    /// The member's views, and what may be done with the cut that is shown.
    func viewsView(_ views: [SavedView], _ question: ListQuestion) -> View {
        var view: View = ["action": NewsroomAddress.views.path, "query": question.query]
        view.set(
            "saved",
            views.map { saved in
                var row: View = ["name": saved.name, "href": NewsroomAddress.stories.path + "?" + saved.query]
                row.flag("current", saved.query == question.query)
                return row
            }
        )
        if let saved = views.first(where: { $0.query == question.query }) {
            view["remove"] =
                ["name": saved.name, "label": strings.text("list.remove_view", ["name": saved.name])] as View
        } else {
            view.flag("new", question.isNarrow)
            view["longest_name"] = SavedView.longestName
        }
        return view
    }
}
