import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

// What the press will make of a story, for its desk.

extension Newsroom {
    /// The page of a story's working copy in a frame, at the widths that readers have.
    func preview(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let model = try await model(number, visit)
        guard let story = model.story else { throw NewsError(.notFound, "There is no such story.") }
        let title = strings.text("editor.preview")
        let address = NewsroomAddress.previewPage(number)
        let state = story.workingCopy == nil && story.state == .live ? "same" : "unpublished"
        let view: View = [
            "heading": title, "headline": model.copy.headline, "story_href": NewsroomAddress.story(number).path,
            "page": address.path, "what": strings.text("preview." + state),
            "shown": shownView(address, called: model.copy.headline, on: .preview(number), visit.query),
        ]
        var response = page("preview", title, view, for: visit)
        response.headers.allow()
        return response
    }

    /// The page of a story's working copy, made by the press as it makes every page.
    func previewPage(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let model = try await model(number, visit)
        guard let story = model.story else { throw NewsError(.notFound, "There is no such story.") }
        let page = try await press.preview(
            story.asPublished(by: visit.member.actor, at: visit.now),
            picturesBelow: NewsroomAddress.root
        )
        var headers = HTTPFields.newsroom(isSecure: isSecure, hasModules: false)
        headers[.contentType] = "text/html; charset=utf-8"
        headers.allowFraming()
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: page.bytes(gzip: false)))
    }

    /// A picture that readers may not see yet.
    func picture(
        _ digest: String,
        _ width: Int,
        _ format: Address.PictureFormat,
        _ visit: MemberVisit
    ) async throws -> Response {
        guard let file = try await pictureFile(digest, width, format) else {
            return notice(.notFound, "not_found", visit.visit, visit)
        }
        return try await picture(at: file, format, visit.visit)
    }

    /// A file of a picture, for whoever may have it.
    func picture(at file: String, _ format: Address.PictureFormat, _ visit: Visit) async throws -> Response {
        var headers = HTTPFields.newsroom(isSecure: isSecure, hasModules: false)
        headers[.contentType] = format == .webp ? "image/webp" : "image/jpeg"
        do {
            let body = try await files.loadFile(path: file, context: visit.context)
            return Response(status: .ok, headers: headers, body: body)
        } catch {
            throw NewsError(.unavailable, "The file of the picture cannot be read; ask again in a few seconds.")
        }
    }
}

extension Story {
    /// The story as readers would see it, were its working copy published now.
    fileprivate func asPublished(by actor: Actor, at now: Timestamp) -> PublishedStory {
        showing(openCopy, by: actor, at: now)
    }

    /// The story as readers would see it, were that text published now.
    func showing(_ copy: Copy, by actor: Actor, at now: Timestamp) -> PublishedStory {
        var story = self
        // Where a rule forbids it, an embargo perhaps, the text is shown all the same, with the dates that are.
        _ = try? story.pass(by: actor, at: now)
        var life = story.life
        life.withdrawal = nil
        return PublishedStory(number: number, uri: uri, life: life, copy: copy)
    }
}
