import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The page on which a story is written. Opening it changes nothing.

extension Newsroom {
    func newStory(_ visit: MemberVisit) async throws -> Response {
        try await editorPage(try await blank(visit), visit)
    }

    func begin(_ visit: MemberVisit) async throws -> Response {
        let blank = try await blank(visit)
        let text = CopyText(visit.form, over: blank.copy)
        do {
            let story = try await desk.begin(text, from: blank.copy, by: visit.member.number, from: visit.caller)
            return goOn(from: story, visit)
        } catch let fault as CopyText.Fault {
            return try await editorPage(blank, visit, typed: text, fault: fault.rawValue)
        } catch let error as NewsError where error.code == .refused {
            return try await editorPage(blank, visit, typed: text, refused: .otherSection)
        }
    }

    func editor(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await editorPage(try await model(number, visit), visit)
    }

    /// The page with what was sent by a form of its notes, and not kept.
    func editor(
        _ number: StoryNumber,
        _ visit: MemberVisit,
        notes: NoteForm,
        status: HTTPResponse.Status
    ) async throws -> Response {
        try await editorPage(try await model(number, visit), visit, notes: notes, status: status)
    }

    func save(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let model = try await model(number, visit)
        let text = CopyText(visit.form, over: model.copy)
        guard let base = WorkingCopy.Base(field: visit.form["base"]) else {
            throw NewsError(.invalid, "The form does not say what it was made from; open the story again.")
        }
        do {
            let (story, isKept) = try await desk.write(
                text,
                in: number,
                madeFrom: base,
                because: visit.form["reason"].beginning(bytes: 4 * EditorView.longestReason)
                    .shortened(to: EditorView.longestReason),
                by: visit.member.number,
                from: visit.caller
            )
            return goOn(from: story, visit, said: isKept ? "saved" : "unchanged")
        } catch let fault as CopyText.Fault {
            return try await editorPage(model, visit, typed: text, base: base, fault: fault.rawValue)
        } catch let error as NewsError where error.code == .conflict {
            // Somebody saved since: both texts, side by side, and the writer's own still in the fields.
            return try await editorPage(try await self.model(number, visit), visit, typed: text, isStale: true)
        } catch let error as NewsError where error.code == .refused {
            let now = try await self.model(number, visit)
            let reason = now.permission(visit.member, to: .write, at: visit.now).reason ?? .otherSection
            return try await editorPage(now, visit, typed: text, base: base, refused: reason)
        }
    }

    /// The page with what was sent in its fields, and nothing saved.
    func unsavedEditor(of address: NewsroomAddress, _ visit: MemberVisit, fault: String) async throws -> Response {
        let model: EditorModel
        if case .story(let number) = address {
            model = try await self.model(number, visit)
        } else {
            model = try await blank(visit)
        }
        return try await editorPage(
            model,
            visit,
            typed: CopyText(visit.form, over: model.copy),
            base: WorkingCopy.Base(field: visit.form["base"]),
            fault: fault,
            status: .forbidden
        )
    }

    func model(_ number: StoryNumber, _ visit: MemberVisit) async throws -> EditorModel {
        let (actor, host, now) = (visit.member.actor, visit.host, visit.now)
        try await desk.catchUp(number)
        return try await store.read { try EditorModel($0, number, by: actor, on: host, at: now) }
    }

    func blank(_ visit: MemberVisit) async throws -> EditorModel {
        .blank(site, by: visit.member, try await sections())
    }

    /// Where the button leads that was pressed: what was typed is kept first, whichever it is.
    private func goOn(from story: Story, _ visit: MemberVisit, said: String = "saved") -> Response {
        switch visit.form["then"] {
        case "preview": return moved(to: .preview(story.number))
        case "revisions": return moved(to: .revisions(story.number))
        case "pictures": return moved(to: .pictures(story.number))
        case "task": return moved(to: .task(story.number))
        case "guests": return moved(to: .guests(story.number))
        case let name:
            let verb = NewsroomAddress.steps.first { $0.verb.rawValue == name }?.verb
            return verb.map { moved(to: .step(story.number, $0)) } ?? moved(to: .story(story.number), said: said)
        }
    }

    /// The page of a story with a form.
    /// - Parameters:
    ///   - model: The story.
    ///   - visit: Whose page it is.
    ///   - typed: What the fields hold; nil where nothing was typed yet.
    ///   - base: What it was made from, where that is still to be told from what is kept now.
    ///   - fault: What is wrong with it.
    ///   - refused: Why the member may not write so.
    ///   - notes: What was sent by a form of its notes, and not kept.
    ///   - status: With which the page is answered, if not with what follows from these.
    ///   - isStale: Whether somebody saved another text since what was typed was begun.
    private func editorPage(
        _ model: EditorModel,
        _ visit: MemberVisit,
        typed: CopyText? = nil,
        base: WorkingCopy.Base? = nil,
        fault: String? = nil,
        refused: Permission.Reason? = nil,
        isStale: Bool = false,
        notes: NoteForm = NoteForm(),
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let members = try await desk.members()
        let editor = EditorView(
            newsroom: self,
            model: model,
            visit: visit,
            members: members,
            isLive: typed == nil,
            notes: notes,
            journalKey: model.story == nil ? try await newStoryJournalKey(visit) : nil
        )
        var view = editor.view(typed ?? CopyText(model.copy))
        view["base"] = (base ?? model.base).field
        view.set("fault", fault.map { strings.text("faults." + $0) })
        view.set("refused", refused.map { words(of: $0) })
        if isStale, let typed { view["conflict"] = editor.conflict(with: typed) }
        let usual: HTTPResponse.Status =
            isStale ? .conflict : refused != nil ? .forbidden : fault != nil ? .badRequest : .ok
        let title = model.story.map { $0.workingCopy?.copy.headline ?? $0.copy.headline } ?? strings.text("new_story")
        return page("story", title, view, for: visit, status: status ?? usual)
    }
}
