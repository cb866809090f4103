import HTTPTypes
import Hummingbird
import News
import Press

// What somebody wrote while their session ended, or the store went away: it is shown to them, and saved by nobody but
// themselves.

extension Newsroom {
    /// The page that holds what was sent by nobody who is signed in; nil where that were no words.
    ///
    /// It goes back to whoever sent it, so nothing of it need be believed.
    func keptWords(_ visit: Visit) async throws -> Response? {
        guard visit.isPost, visit.address?.words != nil, let form = try await sentWords(visit) else { return nil }
        return keptPage(form, visit, title: "title", what: "what", status: .unauthorized)
    }

    /// The same where the store is away, or a fault is ours, which is logged; nil where it is neither.
    /// - Parameter form: What was sent, where it is read already: a request is read once.
    func keptWords(_ visit: Visit, _ form: FormFields? = nil, after error: any Error) async throws -> Response? {
        let status = ErrorAnswer(error).status
        guard status.kind == .serverError, visit.isPost, visit.address?.words != nil else { return nil }
        let read = if let form { form } else { try await sentWords(visit) }
        let what = status == .serviceUnavailable ? "away" : "failed"
        guard let read, let page = keptPage(read, visit, title: "not_saved", what: what, status: status) else {
            return nil
        }
        _ = failure(error, visit)
        return page
    }

    private func keptPage(
        _ form: FormFields,
        _ visit: Visit,
        title: String,
        what: String,
        status: HTTPResponse.Status
    ) -> Response? {
        guard let address = visit.address, let (fields, label) = address.words,
            fields.contains(where: { !form[$0].isBlank })
        else { return nil }
        let field = fields[0]
        let isOver = status == .unauthorized
        // What lacks its files is not sent on as it is: without a token its own page comes first.
        let isWhole = !isOver && !form.has(MultipartWords.choosesAgain)
        let hidden = form.besides(isWhole ? [field] : ["token", field])
        let heading = strings.text("kept." + title)
        var view: View = [
            "heading": heading, "what": strings.text("kept." + what), "action": address.path,
            "hidden": hidden.map { ["name": $0.name, "value": $0.value] as View }, "field": field,
            "words": form[field], "label": strings.text(label),
            "button": strings.text(isOver ? "kept.go_on" : "kept.again"),
        ]
        view.set("sign_in", isOver ? NewsroomAddress.signIn.path : nil)
        view.flag("files_gone", form.has(MultipartWords.choosesAgain))
        let body = theme.render("kept", frame(heading).merging(view) { _, own in own })
        return .newsroom(body, status: status, isSecure: isSecure)
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

    /// The page of a form with what it sent under another session, unsaved; nil where that were no words.
    func wordsOfAnotherSession(_ visit: MemberVisit) async throws -> Response? {
        guard let address = visit.address, let (fields, _) = address.words, visit.form.has(fields[0]) else {
            return nil
        }
        let fault = strings.text("faults.other_session")
        switch address {
        case .writing(let number, let place):
            let form = NoteForm(place, visit.form, fault: fault)
            return try await editor(number, visit, notes: form, status: .forbidden)
        case .filing:
            return try await filingPage(visit, fault: fault, status: .forbidden)
        case .step(let number, let verb):
            let model = try await model(number, visit)
            return try await stepPage(verb, model, visit, fault: "other_session", status: .forbidden)
        case .pictures(let number):
            let index = Digits.number(visit.form["index"].utf8)
            return try await picturesPage(number, visit, typed: index, fault: fault, status: .forbidden)
        default:
            return try await unsavedEditor(of: address, visit, fault: "other_session")
        }
    }
}

extension NewsroomAddress {
    /// The fields of a form that is sent there in which somebody writes, the longest first, and the key of what that is
    /// called; nil where nobody does.
    fileprivate var words: (fields: [String], label: String)? {
        switch self {
        case .newStory, .story: (["body", "headline", "lead"], "fields.body")
        case .filing: (["body", "headline"], "fields.body")
        case .writing(_, let place) where place.takesForms: (["text"], "notes.text")
        case .step(_, .correct): (["words"], "steps.correct.words")
        case .step(_, .reportUnverified): (["words"], "steps.report_unverified.words")
        case .step(_, let verb): (["reason"], "steps.\(verb.rawValue).reason")
        case .pictures: (["caption", "alternative", "credit"], "pictures.caption")
        default: nil
        }
    }
}
