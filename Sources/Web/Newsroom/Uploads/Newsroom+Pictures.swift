import Editorial
import HTTPTypes
import Hummingbird
import Logging
import News
import Press
import Storage

// The pictures of a story: sent by its page's script or by a plain form, and what is written to them.

extension Newsroom {
    /// Takes the picture that a script sends, as one file of a form.
    func takePicture(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        // Before anything of it is read; `add` asks again.
        try await desk.checkPicture(for: number, by: visit.member.number, from: visit.caller)
        let (form, place) = try await uploads.form(of: visit.request, by: visit.member.number)
        defer { withExtendedLifetime(place) {} }
        guard form.files.count == 1, let file = form.files.first else { return fault(.badRequest, "one_picture") }
        let (copy, index) = try await add(file, form.fields, Self.placement(form.fields), to: number, visit)
        return answer(
            .created,
            .members(["index": .integer(index), "pictures": picturesJSON(of: copy), "at": .time(clock())])
        )
    }

    /// Puts one file into the darkroom, and the picture among the story's.
    ///
    /// Nothing is decoded or kept for whoever may not add one.
    /// - Parameters:
    ///   - file: The original.
    ///   - fields: What is written to it.
    ///   - placement: Where the page shows it.
    ///   - number: The story.
    ///   - visit: Who sends it.
    func add(
        _ file: MultipartForm.File,
        _ fields: FormFields,
        _ placement: PictureUse.Placement,
        to number: StoryNumber,
        _ visit: MemberVisit
    ) async throws -> (copy: Copy, index: Int) {
        try await desk.checkPicture(for: number, by: visit.member.number, from: visit.caller)
        let picture = try await take(file, visit)
        return try await desk.add(
            SentPicture(
                picture,
                caption: fields["caption"],
                credit: fields["credit"],
                alternativeText: fields["alternative"],
                placement: placement
            ),
            to: number,
            by: visit.member.number,
            from: visit.caller
        )
    }

    private static func placement(_ fields: FormFields) -> PictureUse.Placement {
        PictureUse.Placement(rawValue: fields["placement"]) ?? .text
    }

    private func take(_ file: MultipartForm.File, _ visit: MemberVisit) async throws(OriginalFault) -> Picture {
        do {
            return try await originals.take(original: file.bytes)
        } catch {
            if error == .diskFull || error == .unavailable {
                let event: Logger.Message = "A picture that a member sent cannot be kept."
                visit.context.logger.error(event, metadata: ["why": "\(error.rawValue)"])
            }
            throw error
        }
    }

    /// A story's pictures by their numbers, as its page shows them; and which one is above the text.
    func picturesJSON(of copy: Copy) -> JSONValue {
        .members([
            "list": .array(copy.pictures.indices.map { json(copy, picture: $0) }),
            "hero": copy.value(of: .hero),
        ])
    }

    private func json(_ copy: Copy, picture index: Int) -> JSONValue {
        let use = copy.pictures[index]
        var members: [JSONValue.Member] = [
            .init(key: "caption", value: .string(use.caption)), .init(key: "credit", value: .string(use.credit)),
            .init(key: "alternative", value: .string(use.alternativeText)),
            .init(key: "below", value: copy.value(of: .picture(index, .below)) ?? .bool(false)),
        ]
        if use.isVacant { members.append(.init(key: "vacant", value: .bool(true))) }
        if let picture = use.picture, let shown = shown(picture) {
            members += [
                .init(key: "src", value: .string(shown.path)), .init(key: "width", value: .integer(shown.width)),
                .init(key: "height", value: .integer(shown.height)),
            ]
        }
        return .object(members)
    }

    /// A rendition for the pages of the newsroom.
    private func shown(_ picture: Picture) -> (path: String, width: Int, height: Int)? {
        guard let width = picture.widths.last(where: { $0 <= 960 }) ?? picture.widths.first else { return nil }
        let path = NewsroomAddress.picture(digest: picture.digest, width: width, .jpeg).path
        return (path, width, max(1, width * picture.height / max(1, picture.width)))
    }
}

// MARK: The page without script

extension Newsroom {
    func pictures(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await picturesPage(number, visit)
    }

    /// Adds the pictures that the page's form brings, or keeps what was written to one.
    func changePictures(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        do {
            if visit.files.isEmpty { return try await keepPictureWords(number, visit) }
            var placement = Self.placement(visit.form)
            for file in visit.files {
                _ = try await add(file, visit.form, placement, to: number, visit)
                placement = placement.ofNext
            }
            return moved(to: .pictures(number), said: "picture_added")
        } catch let fault as OriginalFault {
            let words = strings.text("writing.errors." + fault.rawValue)
            return try await picturesPage(number, visit, fault: words, status: Self.status(of: fault))
        } catch let fault as StoryPictureFault {
            let words = strings.text("faults." + fault.rawValue)
            return try await picturesPage(number, visit, fault: words, status: .unprocessableContent)
        } catch let error as NewsError where error.code == .refused || error.code == .invalid {
            let now = try await model(number, visit)
            let reason = now.permission(visit.member, to: .write, at: visit.now).reason
            let words = reason.map(words) ?? strings.text("pictures.faults." + error.code.rawValue)
            return try await picturesPage(number, visit, fault: words, status: ErrorAnswer.status(of: error.code))
        }
    }

    /// What an original that is not taken means to whoever sent it.
    static func status(of fault: OriginalFault) -> HTTPResponse.Status {
        switch fault {
        case .noPicture: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .damaged, .tooCostly: .unprocessableContent
        case .diskFull: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        case .unavailable: .serviceUnavailable
        }
    }

    /// Keeps the fields of one picture that are others than the page showed; each alone, so that nobody's words go.
    private func keepPictureWords(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let form = visit.form
        guard let index = Digits.number(form["index"].utf8) else {
            let words = strings.text("pictures.faults.no_file")
            return try await picturesPage(number, visit, fault: words, status: .badRequest)
        }
        var changes: [(field: CopyField, from: JSONValue, to: JSONValue)] = []
        for field in PictureUse.Field.allCases where form.has("\(field.rawValue)_from") {
            let (from, to) = (form["\(field.rawValue)_from"], form[field.rawValue])
            let isChoice = field == .below
            let value = { (text: String) in isChoice ? JSONValue.bool(text == "yes") : .string(text) }
            if from != to { changes.append((.picture(index, field), value(from), value(to))) }
        }
        if form.has("hero_from"), form["hero"] != form["hero_from"] {
            // The page showed which one was above the text.
            let shown = Digits.number(form["hero_of"].utf8).map { JSONValue.integer($0) } ?? .null
            changes.append((.hero, shown, form["hero"] == "yes" ? .integer(index) : .null))
        }
        for change in changes {
            let kept = try await desk.keepField(
                FieldChange(field: change.field, from: change.from, to: change.to, client: nil),
                of: number,
                by: visit.member.number,
                from: visit.caller
            )
            if case .stale = kept {
                let words = strings.text("pictures.faults.stale")
                return try await picturesPage(number, visit, typed: index, fault: words, status: .conflict)
            }
        }
        return moved(to: .pictures(number), said: changes.isEmpty ? "unchanged" : "saved")
    }

    /// - Parameters:
    ///   - typed: The picture whose fields hold what was sent, and not what is kept.
    ///   - fault: What is wrong, in words.
    func picturesPage(
        _ number: StoryNumber,
        _ visit: MemberVisit,
        typed: Int? = nil,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let model = try await model(number, visit)
        let permission = model.permission(visit.member, to: .write, at: visit.now)
        let copy = model.copy
        var view: View = [
            "story_href": NewsroomAddress.story(number).path, "headline": copy.headline,
            "heading": strings.text("pictures.title"), "action": NewsroomAddress.pictures(number).path,
            "hero_of": copy.heroIndex.map(String.init) ?? "",
            "pictures": copy.pictures.indices.filter { !copy.pictures[$0].isVacant }.map { index in
                pictureView(copy, index, typed == index ? visit.form : nil)
            },
        ]
        view.flag("may_write", permission.isAllowed)
        view.set("refused", permission.reason.map(words))
        view.set("fault", fault)
        return page("pictures", "\(strings.text("pictures.title")): \(copy.headline)", view, for: visit, status: status)
    }

    private func pictureView(_ copy: Copy, _ index: Int, _ typed: FormFields?) -> View {
        let use = copy.pictures[index]
        let isInText = copy.body.pictures.contains(index)
        let state =
            index == copy.heroIndex
            ? "hero" : isInText ? "text" : copy.picturesBelow.contains(index) ? "below" : "nowhere"
        var view: View = [
            "index": String(index), "title": strings.text("pictures.number", ["number": String(index + 1)]),
            "save": strings.text("pictures.save", ["number": String(index + 1)]), "caption": use.caption,
            "credit": use.credit,
            "alternative": use.alternativeText, "caption_typed": typed?["caption"] ?? use.caption,
            "credit_typed": typed?["credit"] ?? use.credit,
            "alternative_typed": typed?["alternative"] ?? use.alternativeText,
            "state": strings.text("pictures.states." + state),
            "notation": Body(blocks: [.picture(index)]).notation,
        ]
        let source = use.madeWithAI?.rawValue ?? ""
        let chosen = typed?["source"] ?? source
        view["source"] = source
        view["sources"] = ([""] + PictureUse.MadeWithAI.allCases.map(\.rawValue)).map { value in
            let name = strings.text("pictures.sources." + (value.isEmpty ? "none" : value))
            return option(value, name, isChosen: value == chosen)
        }
        if typed != nil {
            view.set("stale", [use.line, use.alternativeText].filter { !$0.isEmpty }.joined(separator: " · "))
        }
        view.flag("hero", index == copy.heroIndex)
        view.flag("below", copy.value(of: .picture(index, .below)) == .bool(true))
        if let shown = use.picture.flatMap(shown) {
            view["shown"] = ["src": shown.path, "width": shown.width, "height": shown.height] as View
        }
        return view
    }
}
