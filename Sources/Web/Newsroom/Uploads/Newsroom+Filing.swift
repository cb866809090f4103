import Editorial
import FoundationEssentials
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// Filing from a phone: a headline, a section, a text and photographs, in one plain form.
//
// Where there is a script, its outbox sends the same piece by piece: it begins the story, sends each photograph, and then
// hands the story in. Whatever is sent twice counts once: the story has a key, a photograph its bytes.

extension Newsroom {
    func filing(_ visit: MemberVisit) async throws -> Response { try await filingPage(visit) }

    /// Begins a story with all that the form brings, and hands it in where that is asked.
    func file(_ visit: MemberVisit) async throws -> Response {
        let blank = try await blank(visit)
        let story: Story
        do {
            guard let key = WritingClient(visit.form["key"]) else {
                throw NewsError(.invalid, "The form does not say which one it is; open its page again.")
            }
            story = try await desk.begin(
                filed(visit.form, over: blank.copy),
                from: blank.copy,
                by: visit.member.number,
                as: key,
                from: visit.caller
            )
        } catch let fault as CopyText.Fault {
            let words = strings.text("faults." + fault.rawValue)
            return try await filingPage(visit, fault: words, status: .unprocessableContent)
        } catch let error as NewsError where error.code == .refused {
            return try await filingPage(visit, fault: words(of: .otherSection), status: .forbidden)
        } catch let error as NewsError where error.code == .conflict {
            let words = strings.text("faults.begun_otherwise")
            return try await filingPage(visit, fault: words, status: .conflict, key: newKey())
        }
        var refused: [View] = []
        var placement = PictureUse.Placement.hero
        for (index, file) in visit.files.enumerated() {
            do {
                _ = try await add(file, visit.form, placement, to: story.number, visit)
                placement = placement.ofNext
            } catch let fault as OriginalFault {
                refused.append(refusal(of: index, strings.text("writing.errors." + fault.rawValue)))
            } catch let fault as StoryPictureFault {
                refused.append(refusal(of: index, strings.text("faults." + fault.rawValue)))
            } catch let error as NewsError where error.code == .refused || error.code == .notFound {
                refused.append(refusal(of: index, strings.text("pictures.faults." + error.code.rawValue)))
            }
        }
        // With a photograph missing it stays with its writer, who sends another.
        if visit.form["then"] == "submit", refused.isEmpty { try await handIn(story.number, visit) }
        return try await filedPage(story.number, visit, refused)
    }

    /// Hands in a story whose parts have all arrived, for the outbox of a page.
    func finishFiling(_ visit: MemberVisit) async throws -> Response {
        let sent = try await JSONFields(sentWith: visit.request, upTo: 4_096)
        let number = StoryNumber(rawValue: Int64(try sent.number("story")))
        try await handIn(number, visit)
        return answer(.ok, .members(["at": .time(clock())]))
    }

    /// One that was handed in already is left as it is.
    private func handIn(_ number: StoryNumber, _ visit: MemberVisit) async throws {
        let model = try await model(number, visit)
        guard model.story?.workingCopy?.stage == .draft else { return }
        try await desk.perform(.submit, on: number, by: visit.member.number, from: visit.caller)
    }

    private func refusal(of index: Int, _ words: String) -> View { ["number": String(index + 1), "words": words] }

    /// What was typed, as a story's fields.
    private func filed(_ form: FormFields, over copy: Copy) -> CopyText {
        var text = CopyText(form, over: copy)
        text.body = Body.filed(form["body"]).notation
        return text
    }

    /// The page with the words of a form whose photographs were not taken.
    func filingPage(_ visit: MemberVisit, _ refusal: any Error) async throws -> Response {
        let isTooLarge = refusal is FormTooLarge
        let words = strings.text(isTooLarge ? "filing.faults.too_large" : "filing.faults.throttled")
        return try await filingPage(visit, fault: words, status: isTooLarge ? .contentTooLarge : .tooManyRequests)
    }

    /// - Parameters:
    ///   - fault: What is wrong with what was sent, in words.
    ///   - key: What the form is called, where it is not what it was called before.
    func filingPage(
        _ visit: MemberVisit,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok,
        key: String? = nil
    ) async throws -> Response {
        let blank = try await blank(visit)
        let form = visit.form
        let key = key ?? WritingClient(form["key"])?.description ?? newKey()
        let permission = visit.member.permission(to: .begin)
        var view: View = [
            "action": NewsroomAddress.filing.path, "key": key, "headline": form["headline"],
            "section": form.has("section") ? form["section"] : blank.copy.section.name, "body": form["body"],
            "credit": form.has("credit") ? form["credit"] : visit.member.name,
            "sections": blank.sections.map(\.name), "heading": strings.text("filing.title"),
            "outbox": try await outboxData(visit).written, "new_story": NewsroomAddress.newStory.path,
        ]
        view.flag("may_write", permission.isAllowed)
        view.set("refused", permission.reason.map(words))
        view.set("fault", fault)
        view.flag("again", fault != nil && !visit.files.isEmpty || form.has(MultipartWords.choosesAgain))
        return page("filing", strings.text("filing.title"), view, for: visit, status: status)
    }

    private func filedPage(_ number: StoryNumber, _ visit: MemberVisit, _ refused: [View]) async throws -> Response {
        let model = try await model(number, visit)
        var view: View = [
            "heading": strings.text("filing.filed"), "headline": model.copy.headline,
            "href": NewsroomAddress.story(number).path, "another": NewsroomAddress.filing.path,
            "pictures": NewsroomAddress.pictures(number).path,
            "count": strings.text("filing.pictures", ["count": String(model.copy.pictures.count { !$0.isVacant })]),
            "stage": words(of: model.story?.workingCopy?.stage),
        ]
        view.set("faults", refused)
        return page("filed", strings.text("filing.filed"), view, for: visit)
    }

    /// What the outbox is told.
    private func outboxData(_ visit: MemberVisit) async throws -> JSONValue {
        .members([
            "begin": .string(NewsroomAddress.newStory.path), "finish": .string(NewsroomAddress.filing.path),
            "token": .string(visit.formToken), "member": .integer(visit.member.number.rawValue),
            "journalKey": .string(try await newStoryJournalKey(visit)),
            "signIn": .string(NewsroomAddress.signIn.path), "mostBytes": .integer(Limits.mostPicture),
            "zone": .members([
                "zone": .string(site.zone.identifier), "label": .string(site.zone.label(at: visit.now)),
            ]),
            "words": strings.json("outbox"),
        ])
    }

    /// The key, in base64, with which the member's browser encrypts what it keeps of stories that are not begun.
    func newStoryJournalKey(_ visit: MemberVisit) async throws -> String {
        Data(try await desk.newStoryJournalKey(of: visit.member.number)).base64EncodedString()
    }

    /// What a form is called, so that it is taken once: 128 random bits.
    private func newKey() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension Body {
    /// A text as somebody types it on a phone: where there is no blank line, every line is a paragraph.
    static func filed(_ text: String) -> Body {
        let lines = text.withLineFeeds
        let isBlank = lines.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.allSatisfy(\.isWhitespace)
        }
        let hasBlank =
            if let first = isBlank.firstIndex(of: false), let last = isBlank.lastIndex(of: false) {
                isBlank[first...last].contains(true)
            } else {
                false
            }
        return Body(text: hasBlank ? lines : lines.replacing("\n", with: "\n\n"))
    }
}
