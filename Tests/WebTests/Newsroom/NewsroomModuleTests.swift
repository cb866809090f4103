import HTTPTypes
import HummingbirdTesting
import NIOCore
import News
import Press
import Testing

@testable import Web

/// The JavaScript of the newsroom's pages.
@Suite(.timeLimit(.minutes(10))) struct NewsroomModuleTests {
    private let path = NewsroomAddress.module(digest: ModuleSet.builtIn.digest, name: "prose-editor.js").path

    @Test func `a module is kept by browsers for ever and sent as gzip`() async throws {
        let portal = try await Portal()
        let plain = try await portal.ask(path)
        #expect(plain.status == .ok)
        #expect(plain["Content-Type"] == "text/javascript; charset=utf-8")
        #expect(plain["Cache-Control"] == "public, max-age=31536000, immutable")
        #expect(plain["Vary"] == "Accept-Encoding" && plain["Content-Encoding"] == nil)
        #expect(plain.text.contains("Tiptap (MIT License)"), "what others wrote comes with their licence")
        #expect(!plain.text.contains("sourceMappingURL"))
        for _ in 0..<2 {
            let packed = try await portal.ask(path, .get, [.acceptEncoding: "gzip"])
            #expect(packed["Content-Encoding"] == "gzip")
            #expect(packed.body.readableBytes < plain.body.readableBytes / 3)
        }
    }

    @Test func `a module of another build or of no name is not found`() async throws {
        let portal = try await Portal()
        let own = ModuleSet.builtIn.digest
        let addresses = [
            (String(own.reversed()) + "0", "prose-editor.js"), (own, "tidak-ada.js"), (own, "story.mustache"),
            (own, "strings-id.json"),
        ]
        for (digest, name) in addresses {
            let path = NewsroomAddress.module(digest: digest, name: name).path
            #expect(try await portal.ask(path).status == .notFound, "\(path)")
        }
        #expect(try await portal.ask(path, .post).status == .notFound)
    }
}
