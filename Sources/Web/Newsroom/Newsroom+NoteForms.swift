import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// Notes on a story's text on its plain page, which has a form for each thing that can be done with them.

/// What somebody sent by such a form, and why it was not kept.
struct NoteForm {
    /// The note that it answers; nil for a new one.
    var note: Int64?
    var text = ""
    /// The words that it is about.
    var quote = ""
    /// In words.
    var fault: String?

    init() {}

    init(_ place: WritingPlace?, _ form: FormFields, fault: String) {
        if case .replies(let id)? = place { note = id }
        text = form["text"]
        quote = form["quote"]
        self.fault = fault
    }
}

extension Newsroom {
    /// Keeps what a form says, and leads to the note on the page of its story.
    func sendNote(_ place: WritingPlace, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        do {
            return try await moved(to: keepNote(place, number, visit), of: number)
        } catch let fault as TextNote.Fault {
            let form = NoteForm(place, visit.form, fault: words(of: fault))
            return try await editor(number, visit, notes: form, status: .unprocessableContent)
        }
    }

    /// - Returns: The remark that was made or changed.
    private func keepNote(_ place: WritingPlace, _ number: StoryNumber, _ visit: MemberVisit) async throws -> Int64 {
        let (form, member) = (visit.form, visit.member.number)
        switch place {
        case .replies(let id):
            let new = NewNote(form["text"], about: .wholeText)
            let note = try await desk.reply(to: id, new, on: number, by: member, from: visit.caller)
            return note.replies.last { $0.writer.number == member }?.number ?? id
        case .resolution(let id):
            return try await resolve(id, form["resolved"] == "yes", number, visit).number
        default:
            let quote = form["quote"]
            let new = NewNote(form["text"], about: quote.isBlank ? .wholeText : .words(quote))
            return try await desk.addNote(new, to: number, by: member, from: visit.caller).number
        }
    }

    /// The way to a remark on the page of its story.
    func moved(to remark: Int64, of number: StoryNumber) -> Response {
        .newsroom(to: NewsroomAddress.story(number).path + "#note-\(remark)", isSecure: isSecure)
    }

    func words(of fault: TextNote.Fault) -> String { strings.text("notes.faults." + fault.rawValue) }
}

extension Newsroom {
    /// The notes of a story as its page shows them.
    /// - Parameters:
    ///   - notes: The notes.
    ///   - number: The story.
    ///   - reader: Who looks at them.
    ///   - form: What was sent and not kept.
    func notesView(
        _ notes: [TextNote],
        of number: StoryNumber,
        for reader: MemberNumber,
        _ form: NoteForm
    ) -> View {
        var view: View = [
            "action": NewsroomAddress.writing(number, .notes).path, "longest": TextNote.longest,
            "longest_quote": TextNote.longestQuote,
        ]
        let open = notes.filter { $0.resolution == nil }
        let resolved = notes.filter { $0.resolution != nil }
        view.set("open", open.map { noteView($0, number, reader, form) })
        view.set("resolved", resolved.map { noteView($0, number, reader, form) })
        view["resolved_title"] = strings.text("notes.resolved", ["count": String(resolved.count)])
        view["typed"] = form.note == nil ? form.text : ""
        view["typed_quote"] = form.note == nil ? form.quote : ""
        view.set("fault", form.note == nil ? form.fault : nil)
        return view
    }

    private func noteView(
        _ note: TextNote,
        _ number: StoryNumber,
        _ reader: MemberNumber,
        _ form: NoteForm
    ) -> View {
        var view = remarkView(note.opening)
        view["replies"] = note.replies.map(remarkView)
        view["reply_action"] = NewsroomAddress.writing(number, .replies(note.number)).path
        view["resolve_action"] = NewsroomAddress.writing(number, .resolution(note.number)).path
        view.set("quote", note.quote.flatMap { $0.isEmpty ? strings.text("notes.picture") : $0 })
        view.flag("lost", note.isWithoutPlace)
        if let resolution = note.resolution {
            let by = strings.text("notes.resolved_by", ["by": resolution.by.name])
            view["resolution"] = ["by": by, "at": time(resolution.at)] as View
        }
        let name = ["name": note.opening.writer.name]
        view["reply_label"] = strings.text("notes.reply_to", name)
        view["resolve_label"] = strings.text(note.resolution == nil ? "notes.resolve_one" : "notes.reopen_one", name)
        view["longest"] = TextNote.longest
        let isTyped = form.note == note.number
        // An answer is for whoever spoke last.
        view["typed"] = isTyped ? form.text : answered(note, by: reader)
        view.set("fault", isTyped ? form.fault : nil)
        return view
    }

    /// With what an answer begins: the name of whoever of the others spoke last.
    private func answered(_ note: TextNote, by reader: MemberNumber) -> String {
        let others = ([note.opening] + note.replies).map(\.writer).filter { $0.number != reader }
        return others.last.map { "@\($0.name) " } ?? ""
    }

    private func remarkView(_ remark: TextNote.Remark) -> View {
        [
            "number": String(remark.number), "by": remark.writer.name, "at": time(remark.at), "words": remark.text,
        ]
    }
}
