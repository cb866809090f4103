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
            "journalKey": journalKey.map { .string($0) },
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
            "pictures": newsroom.picturesJSON(of: model.copy),
            "words": strings.json("editing"),
            "notes": strings.json("notes"),
        ])
    }
}
