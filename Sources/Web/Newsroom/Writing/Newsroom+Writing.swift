import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// What the script of a story's page asks and sends: JSON in both directions, and never a redirect.

extension Newsroom {
    /// Whether a request is a script's: its answers are JSON, also where nobody is signed in.
    static func isOfScript(_ visit: Visit) -> Bool {
        let isJSON = visit.request.headers[.contentType]?.hasPrefix("application/json") == true
        return switch visit.address {
        case .writing(_, let place)?: !(visit.isPost && place.takesForms) || isJSON
        case .choices?, .listEvents?: true
        case .pictures?: visit.isPost && visit.request.headers[.formToken] != nil
        case .newStory?, .filing?: visit.isPost && isJSON
        default: false
        }
    }

    /// Answers a script, whoever it may be.
    /// - Parameter member: Whose page it is; nil where the session is over.
    func answerScript(_ visit: Visit, isFromUs: Bool, _ signedIn: SignedIn?, token: String?) async -> Response {
        guard let token, let signedIn else { return fault(.unauthorized, "signed_out") }
        let member = MemberVisit(
            visit: visit,
            form: FormFields(),
            member: signedIn.member,
            // A script's answers do not tell it.
            unread: 0,
            session: signedIn.session,
            sessionToken: token
        )
        if visit.isPost {
            let shown = visit.request.headers[.formToken] ?? ""
            guard isFromUs, Desk.isFormToken(shown, session: token) else { return fault(.forbidden, "form") }
        }
        do {
            return try await answerScript(member)
        } catch {
            return scriptFailure(error, visit)
        }
    }

    private func answerScript(_ visit: MemberVisit) async throws -> Response {
        switch visit.address {
        case .choices?: try await choices(visit)
        case .listEvents?: visit.isPost ? otherMethod(visit) : try await listEvents(visit)
        case .writing(let number, let place)?: try await answerScript(number, place, visit)
        case .pictures(let number)?: try await unlessRefused(number, visit) { try await takePicture(number, visit) }
        case .filing?: try await finishFiling(visit)
        default: try await beginByScript(visit)
        }
    }

    private func answerScript(
        _ number: StoryNumber,
        _ place: WritingPlace,
        _ visit: MemberVisit
    ) async throws -> Response {
        try await unlessRefused(number, visit) {
            switch (visit.isPost, place) {
            case (false, .text):
                return answer(.ok, bytes: json(try await desk.openText(of: number, by: visit.member), for: visit))
            case (false, .events): return try await events(number, visit)
            case (false, .notes): return try await notes(number, visit)
            case (true, .notes): return try await addNote(number, visit)
            case (true, .replies(let id)): return try await reply(to: id, number, visit)
            case (true, .resolution(let id)): return try await resolve(id, number, visit)
            case (true, .batches): return try await push(number, visit)
            case (true, .carets): return try await tellCaret(number, visit)
            case (true, .rescued): return try await rescue(number, visit)
            case (true, .dismissal(let id)): return try await dismiss(id, number, visit)
            case (true, .fields): return try await keepField(number, visit)
            case (true, .version): return try await keepVersion(number, visit)
            default: return otherMethod(visit)
            }
        }
    }

    /// An answer, or why the member may not write in the story.
    private func unlessRefused(
        _ number: StoryNumber,
        _ visit: MemberVisit,
        _ answer: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await answer()
        } catch let error as NewsError where error.code == .refused {
            return try await refusal(number, visit)
        }
    }

    private func otherMethod(_ visit: MemberVisit) -> Response {
        var response = fault(.methodNotAllowed, "not_allowed")
        response.headers[.allow] = visit.isPost ? "GET, HEAD" : "POST"
        return response
    }

    /// Why the member may not write, as the button says it.
    private func refusal(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let outline = try await store.read { try $0.outline(of: number) }
        guard let reason = outline?.refusal(of: visit.member, at: visit.now) else {
            return fault(.forbidden, "refused")
        }
        return fault(.forbidden, reason.rawValue, message: words(of: reason))
    }
}

extension Newsroom {
    /// Bytes of what a script sends, apart from a batch and from rescued words.
    private static let mostSent = 64 << 10
    /// Bytes around a batch's steps.
    private static let around = 4 << 10

    private func push(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: SharedText.mostBytes + Self.around)
        guard try sent.number("schema") == Document.schema else { return fault(.upgradeRequired, "schema") }
        let steps = try sent.values("steps")
        guard (1...Step.most).contains(steps.count) else {
            return steps.isEmpty ? fault(.unprocessableContent, "bad_step") : fault(.contentTooLarge, "too_large")
        }
        let push = BatchPush(
            point: try sent.point(),
            client: try sent.client(),
            sequence: try sent.number("seq"),
            steps: steps
        )
        let outcome = try await desk.push(push, to: number, by: visit.member.number, from: visit.caller)
        tally.count(outcome)
        switch outcome {
        case .kept(let version, let at):
            return answer(.ok, .members(["version": .integer(version), "at": .time(at)]))
        case .behind(let version, let batches):
            return fault(
                .conflict,
                "behind",
                ["version": .integer(version), "batches": .array(batches.map { $0.json() })]
            )
        case .over: return fault(.gone, "epoch_over")
        }
    }

    private func tellCaret(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Self.mostSent)
        let caret = Caret(
            client: try sent.client(),
            point: try sent.point(),
            anchor: try sent.number("anchor"),
            head: try sent.number("head"),
            member: Writer(visit.member)
        )
        desk.tell(caret, in: number)
        return noContent()
    }

    private func rescue(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        // A character may be sent as an escape of six.
        let most = 6 * RescuedText.Words.mostBytes + Self.around
        let sent = try await JSONFields(sentWith: visit.request, upTo: min(most, Limits.mostForm))
        let id = try await desk.rescue(
            try RescuedText.Words(
                before: try sent.optionalText("before"),
                text: try sent.text("text"),
                after: try sent.optionalText("after")
            ),
            of: number,
            try sent.client(),
            try sent.number("seq"),
            by: visit.member.number
        )
        return answer(.created, .members(["id": .integer(id)]))
    }

    private func dismiss(_ id: Int64, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await desk.dismissRescued(id, of: number, by: visit.member.number, from: visit.caller)
        return noContent()
    }

    private func keepField(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Self.mostSent)
        guard let field = CopyField(name: try sent.text("field")) else {
            return fault(.unprocessableContent, "unknown_field")
        }
        let change = FieldChange(
            field: field,
            from: try sent.value("from"),
            to: try sent.value("to"),
            client: try sent.client()
        )
        switch try await desk.keepField(change, of: number, by: visit.member.number, from: visit.caller) {
        case .kept(let value, let at): return answer(.ok, .members(["value": value, "at": .time(at)]))
        case .stale(let value): return fault(.conflict, "stale", ["value": value])
        }
    }

    private func keepVersion(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Self.mostSent)
        let reason = try sent.optionalText("reason").beginning(bytes: 4 * EditorView.longestReason)
            .shortened(to: EditorView.longestReason)
        let kept = try await desk.keepVersion(
            of: number,
            because: reason,
            by: visit.member.number,
            from: visit.caller
        )
        return answer(
            .ok,
            .members(["version": .integer(kept.version), "at": .time(kept.at), "isNew": .bool(kept.isNew)])
        )
    }

    /// Begins a story with the fields that are sent, and a text without notation; what is not sent is as in an empty form.
    ///
    /// Under a key it is begun once, so whoever did not hear the answer sends the same again.
    private func beginByScript(_ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: Limits.mostForm)
        let blank = try await blank(visit)
        var text = CopyText(blank.copy)
        for field in CopyText.Field.allCases where sent.has(field.rawValue) {
            guard text.fill(field, with: try sent.value(field.rawValue)) else {
                throw NewsError(.invalid, "The field \(field.rawValue) holds no such value.")
            }
        }
        if sent.has("body") { text.body = Body.filed(try sent.text("body")).notation }
        do {
            let story = try await desk.begin(
                text,
                from: blank.copy,
                by: visit.member.number,
                as: sent.has("key") ? try sent.client("key") : nil,
                from: visit.caller
            )
            let href = NewsroomAddress.story(story.number).path
            return answer(.created, .members(["number": .integer(story.number.rawValue), "href": .string(href)]))
        } catch let error as NewsError where error.code == .refused {
            return fault(.forbidden, "other_section", message: words(of: .otherSection))
        }
    }
}
