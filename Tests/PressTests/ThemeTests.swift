import Foundation
import News
import TestSupport
import Testing

@testable import Press

@Suite struct ThemeTests {
    /// A folder that is gone with it.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.path + "/warta-theme-\(UUID().uuidString)"

        init(_ files: [String: String]) throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for (name, text) in files {
                try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func `a file of the operator's takes the place of ours, and the others stay`() async throws {
        let folder = try Folder(["style.css": "body { color: red }", "notice.mustache": "<p>{{heading}}!</p>\n"])
        let room = try await Newsroom([.sample(1)], theme: Theme(folder: folder.path, language: "id"))
        let ours = try Newsroom.theme.get()
        let style = try #require(room.press.newspaper.theme.address(of: "style.css"))
        #expect(style != ours.address(of: "style.css"))
        #expect(try await room.text(style) == "body { color: red }")
        #expect(try await room.text(.front).contains(style.path))
        #expect(room.press.newspaper.theme.address(of: "script.js") == ours.address(of: "script.js"))
        #expect(try await room.text(.tag(Tag.pemilu.slug)).hasPrefix("<p>Halaman tidak ditemukan!</p>\n<aside"))
        #expect(try await room.text(of: 1).contains("<h1>Kawat nomor 1</h1>"))
    }

    @Test func `a partial of the operator's is used by our templates`() async throws {
        let folder = try Folder(["updates.mustache": "{{#updates.rows}}<li>* {{headline}}</li>{{/updates.rows}}"])
        let room = try await Newsroom([.sample(1)], theme: Theme(folder: folder.path, language: "id"))
        #expect(try await room.text(.rails).contains("<li>* Kawat nomor 1</li>"))
    }

    @Test func `a file that is new is served, and what is no browser's business is not`() throws {
        let folder = try Folder(["logo.svg": "<svg/>", ".rahasia.css": "x", "catatan.txt": "x"])
        let theme = try Theme(folder: folder.path, language: "id")
        #expect(theme.file(named: "logo.svg") == Array("<svg/>".utf8))
        for name in [".rahasia.css", "catatan.txt", "story.mustache", "strings-id.json", "README.md", "", "../x.css"] {
            #expect(theme.file(named: name) == nil, "\(name)")
            #expect(theme.address(of: name) == nil, "\(name)")
        }
    }

    @Test(arguments: [
        ["story.mustache": "{{> story}}"], ["story.mustache": "{{>row}}", "row.mustache": "a {{< story}}b{{/story}}"],
        ["row.mustache": "{{=<% %>=}}<%> row%>"],
    ])
    func `templates without end are refused before anything is rendered`(files: [String: String]) throws {
        let folder = try Folder(files)
        let error = #expect(throws: NewsError.self) { try Theme(folder: folder.path, language: "id") }
        #expect(error?.code == .invalid && error?.message.contains("mustache") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["{{#story}}", "{{/story}}", "{{headline", "{{#a}}{{/b}}"])
    func `a template that cannot be read is named`(text: String) throws {
        let folder = try Folder(["story.mustache": text])
        #expect {
            try Theme(folder: folder.path, language: "id")
        } throws: { error in
            guard let error = error as? NewsError else { return false }
            return error.code == .invalid && error.message.contains("story")
        }
    }

    @Test(arguments: ["", "[]", "{\"months\": [\"Januari\"], \"weekdays\": []}", "{\"months\": 1}", "{"])
    func `words that are no words are named`(text: String) throws {
        let folder = try Folder(["strings-id.json": text])
        #expect {
            try Theme(folder: folder.path, language: "id")
        } throws: { error in
            guard let error = error as? NewsError else { return false }
            return error.code == .invalid && error.message.contains("strings-id.json")
        }
    }

    @Test func `a folder that is not there is named`() {
        #expect {
            try Theme(folder: "/tidak/ada", language: "id")
        } throws: { error in
            (error as? NewsError)?.message.contains("/tidak/ada") ?? false
        }
    }

    @Test func `the size that the theme promises is kept`() throws {
        let theme = try Newsroom.theme.get()
        #expect(try #require(theme.file(named: "style.css")).count <= 15_000)
        #expect(try #require(theme.file(named: "script.js")).count <= 4_000)
    }
}
