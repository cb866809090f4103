import News
import Press

/// What the modules of the story's page are told beside the page itself, in an attribute of its form.
extension EditorView {
    /// JSON for `story-editor.js`.
    var modulesData: JSONValue {
        let site = newsroom.site
        let permission = model.permission(visit.member, to: model.story == nil ? .begin : .write, at: visit.now)
        return .members([
            "address": model.story.map { .string(NewsroomAddress.story($0.number).path) },
            "choices": .string(NewsroomAddress.choices.path),
            "begin": .string(NewsroomAddress.newStory.path),
            "names": .members([
                "tags": .string(NewsroomAddress.names(.tags).path),
                "people": .string(NewsroomAddress.names(.people).path),
            ]),
            "signIn": .string(NewsroomAddress.signIn.path),
            "mayWrite": .bool(permission.isAllowed),
            "member": .integer(visit.member.number.rawValue),
            "token": .string(visit.formToken),
            "language": .string(strings.language),
            "zone": .members([
                "zone": .string(site.zone.identifier), "label": .string(site.zone.label(at: visit.now)),
            ]),
            "site": .members([
                "name": .string(site.name), "host": .string(newsroom.ownHosts.first ?? visit.host),
                "hosts": .array(([visit.host] + newsroom.ownHosts).map { .string($0.lowercased()) }),
            ]),
            "pictures": .array(model.copy.pictures.map(picture)),
            "words": strings.json("editing"),
            "notes": strings.json("notes"),
        ])
    }

    private func picture(_ use: PictureUse) -> JSONValue {
        let picture = use.picture
        let width = picture.map { picture in picture.widths.last { $0 <= 960 } ?? picture.widths[0] }
        return .members([
            "src": picture.flatMap { picture in
                width.map { .string(NewsroomAddress.picture(digest: picture.digest, width: $0, .jpeg).path) }
            },
            "width": width.map { .integer($0) },
            "height": picture.flatMap { picture in
                width.map { .integer(max(1, $0 * picture.height / max(1, picture.width))) }
            },
            "alt": .string(use.alternativeText), "caption": .string(use.caption), "credit": .string(use.credit),
        ])
    }
}
