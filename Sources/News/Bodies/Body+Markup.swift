extension Body {
    /// Whether a text of unknown type is HTML.
    ///
    /// It is if it begins with a known element or a comment, and has text left when it is read as HTML. A sentence may
    /// begin with an element too: *`<script>` is forbidden from now on*. Read as HTML, nothing of it would be left.
    public static func isMarkup(_ text: String) -> Bool {
        guard text.utf8.count <= longest, text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else {
            return false
        }
        if PlainMarkup.read(text, into: BodyBuilder()) != nil { return true }
        guard let tree = try? MarkupTree(RowsWithoutTable.framed(text)) else { return true }
        let isTree = tree.root.firstElement.map { ElementRole.isKnown($0.name) } ?? false
        // A text with an end tag was meant as HTML, even if it contains nothing for readers.
        if text.contains("</") { return isTree || text.contains("<!--") || text.lowercased().contains("<body") }
        guard isTree || text.contains("<!--") else { return false }
        let body = try? Body(html: text) { _ in 0 }
        return body.map { !$0.isEmpty } ?? true
    }
}
