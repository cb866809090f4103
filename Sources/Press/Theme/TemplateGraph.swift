import News

/// Which templates each template includes.
///
/// One that includes itself, directly or through others, would be rendered without end, which ends the process.
struct TemplateGraph {
    private var included: [String: [String]] = [:]
    private let changed: String?

    /// - Parameter files: Those of a theme, by name.
    init(_ files: [String: [UInt8]]) {
        var changed: String?
        for (name, bytes) in files where name.hasSuffix(".mustache") {
            let text = String(decoding: bytes, as: UTF8.self)
            // Partials, and templates that are inherited from.
            included[String(name.dropLast(9))] = text.matches(of: /{{\s*[><]\s*([^\s}]+)/).map { String($0.1) }
            if text.contains(/{{\s*=/) { changed = name }
        }
        self.changed = changed
    }

    /// - Throws: `invalid` where a template includes itself, or changes its delimiters, so that nobody could tell.
    func check() throws {
        if let changed {
            throw NewsError(.invalid, "The template \(changed) changes the delimiters of tags; keep {{ and }}.")
        }
        var done: Set<String> = []
        for name in included.keys.sorted() { try check(name, below: [], &done) }
    }

    private func check(_ name: String, below path: [String], _ done: inout Set<String>) throws {
        guard !done.contains(name) else { return }
        guard !path.contains(name) else {
            throw NewsError(
                .invalid,
                "The template \(name).mustache includes itself (\((path + [name]).joined(separator: " → "))); it would "
                    + "have no end."
            )
        }
        for next in included[name] ?? [] { try check(next, below: path + [name], &done) }
        done.insert(name)
    }
}
