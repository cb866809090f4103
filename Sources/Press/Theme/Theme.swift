import BuiltIn
import FoundationEssentials
import Mustache
package import News

/// How the newspaper looks: templates, style, script and words, from the binary or from a folder over it.
public struct Theme: Sendable {
    /// The words of one language.
    package let strings: Strings
    private let library: MustacheLibrary
    private let files: [String: [UInt8]]

    /// Loads what is built in, and over it whatever the folder holds under the same names.
    ///
    /// - Parameters:
    ///   - folder: An operator's theme; nil for the built-in one.
    ///   - language: BCP 47; its main part names the strings file. Indonesian where there is none for it.
    /// - Throws: `invalid` where a file of the folder is no template, no JSON or no text.
    public init(folder: String? = nil, language: String) throws {
        var files = Self.builtIn
        if let folder { try files.merge(Self.read(folder: folder)) { _, own in own } }
        try self.init(files, language: language)
        // Those that are built in have an end, as each page of a test shows.
        if folder != nil { try TemplateGraph(files).check() }
    }

    /// How the newsroom looks, over the style of the newspaper's own theme.
    /// - Parameter language: As in ``init(folder:language:)``.
    /// - Throws: `invalid` where a file of it is broken.
    package static func newsroom(language: String) throws -> Theme {
        try Theme(BuiltInFiles.files(under: "newsroom/"), language: language)
    }

    private init(_ files: [String: [UInt8]], language: String) throws {
        self.files = files
        strings = try Strings(files: files, language: language)
        var templates: [String: MustacheTemplate] = [:]
        for (name, bytes) in files where name.hasSuffix(".mustache") {
            templates[String(name.dropLast(9))] = try Self.template(named: name, bytes)
        }
        library = MustacheLibrary(templates: templates)
    }

    /// A file of the theme that browsers ask for; nil where there is none or it is not theirs to have.
    func file(named name: String) -> [UInt8]? {
        Self.mediaTypes.keys.contains { name.hasSuffix($0) } ? files[name] : nil
    }

    /// The media type of a file that may be asked for.
    static func mediaType(of name: String) -> String {
        mediaTypes.first { name.hasSuffix($0.key) }?.value ?? "application/octet-stream"
    }

    /// The address of a file, with the digest of its bytes in it.
    package func address(of name: String) -> Address? {
        file(named: name).map { .asset(tag: Fragment.digest(of: $0), name: name) }
    }

    /// The page that a template makes of these values, in UTF-8.
    package func render(_ template: String, _ view: View) -> [UInt8] {
        Array((library.render(view, withTemplate: template) ?? "").utf8)
    }

    private static let mediaTypes = [
        ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
        ".png": "image/png", ".ico": "image/x-icon", ".webp": "image/webp", ".jpg": "image/jpeg",
        ".woff2": "font/woff2",
    ]

    private static func template(named name: String, _ bytes: [UInt8]) throws -> MustacheTemplate {
        do {
            return try MustacheTemplate(string: EscapedText.pragma + String(decoding: bytes, as: UTF8.self))
        } catch let error as MustacheTemplate.ParserError {
            // The first line is ours.
            let line = error.context.lineNumber - 1
            throw NewsError(
                .invalid,
                "The template \(name) is broken in line \(line): a tag is not closed or not its section's."
            )
        }
    }

    private static func read(folder: String) throws -> [String: [UInt8]] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw NewsError(.invalid, "The theme folder \(folder) cannot be read.")
        }
        var files: [String: [UInt8]] = [:]
        for name in names where !name.hasPrefix(".") {
            if let data = FileManager.default.contents(atPath: folder + "/" + name) { files[name] = Array(data) }
        }
        return files
    }

    /// The theme, and of the newsroom the styles: they are files as any other, so that browsers keep them.
    private static let builtIn: [String: [UInt8]] = {
        let style = BuiltInFiles.files(under: "newsroom/").filter { newsroomStyles.contains($0.key) }
        return BuiltInFiles.files(under: "theme/").merging(style) { own, _ in own }
    }()

    /// The newsroom's style sheets, which stand beside the theme's own.
    package static let newsroomStyles = ["newsroom.css", "writing.css", "fronts.css"]
}

/// How templates escape what they are given, in place of swift-mustache's own way.
///
/// That looks at whole characters, and so lets through a quote with an accent above it, which ends an attribute all the
/// same.
private struct EscapedText: MustacheContentType {
    func escapeText(_ text: String) -> String { XML.escape(text) }

    /// The line with which each template chooses it.
    static let pragma: String = {
        MustacheContentTypes.register(Self(), named: "WARTA")
        return "{{% CONTENT_TYPE:WARTA}}\n"
    }()
}
