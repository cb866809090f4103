import HTTPTypes
import Hummingbird
import News
import Press

// What somebody wrote while their session ended: it is shown to them, and saved by nobody but themselves.

extension Newsroom {
    /// The page that holds what was sent with a session that is over; nil if that was no story and no note.
    ///
    /// It goes back to whoever sent it, so nothing of it need be believed.
    func keptWords(_ visit: Visit) async throws -> Response? {
        guard visit.isPost, let address = visit.address, address.takesStory || address.takesNote else { return nil }
        guard let form = try await sentWords(visit) else { return nil }
        let field = address.takesNote ? "text" : "body"
        guard !form["headline"].isBlank || !form[field].isBlank else { return nil }
        let hidden = (address.takesNote ? ["quote"] : CopyText.fieldNames).flatMap { name in
            form.all(name).map { ["name": name, "value": $0] as View }
        }
        let title = strings.text("kept.title")
        var view: View = [
            "action": address.path, "hidden": hidden, "field": field, "words": form[field],
            "label": strings.text(address.takesNote ? "notes.text" : "fields.body"),
            "sign_in": NewsroomAddress.signIn.path,
        ]
        view.flag("files_gone", form.has(MultipartWords.choosesAgain))
        return .newsroom(
            theme.render("kept", frame(title).merging(view) { _, own in own }),
            status: .unauthorized,
            isSecure: isSecure
        )
    }

    /// What a form says that is sent by nobody who is signed in; nil where it is none of ours.
    private func sentWords(_ visit: Visit) async throws -> FormFields? {
        do {
            let type = visit.request.headers[.contentType] ?? ""
            guard visit.address == .filing, let boundary = MultipartForm.boundary(in: type) else {
                return try await FormFields(sentWith: visit.request)
            }
            var words = MultipartWords(boundary: boundary)
            try await words.read(visit.request.body)
            return words.shown
        } catch is NewsError {
            return nil
        }
    }

    /// The page of a form with what it sent under another session, unsaved; nil if that was no story and no note.
    func wordsOfAnotherSession(_ visit: MemberVisit) async throws -> Response? {
        if case .writing(let number, let place)? = visit.address, visit.form.has("text") {
            let form = NoteForm(place, visit.form, fault: strings.text("faults.other_session"))
            return try await editor(number, visit, notes: form, status: .forbidden)
        }
        guard let address = visit.address, address.takesStory, visit.form.has("body") else { return nil }
        if address == .filing {
            return try await filingPage(visit, fault: strings.text("faults.other_session"), status: .forbidden)
        }
        return try await unsavedEditor(of: address, visit, fault: "other_session")
    }
}

extension NewsroomAddress {
    /// Whether a story's form is sent there.
    fileprivate var takesStory: Bool {
        switch self {
        case .newStory, .story, .filing: true
        default: false
        }
    }

    /// Whether a note's form is sent there.
    fileprivate var takesNote: Bool {
        if case .writing(_, let place) = self { place.takesForms } else { false }
    }
}

extension CopyText {
    /// The fields of a story's form, or of one for filing, but its text; and what the form was made from.
    fileprivate static let fieldNames = [
        "base", "headline", "lead", "section", "genre", "place", "zone", "language", "tags", "byline", "byline_role",
        "slug", "related", "key", "credit", "then", MultipartWords.choosesAgain,
    ]
}
