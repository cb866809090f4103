extension Body {
    /// Whether a text of which nobody says what it is is HTML: it begins with an element that somebody writes, or with a
    /// comment, and read as HTML it keeps words.
    ///
    /// A sentence may begin with an element too: *`<script>` is forbidden from now on*. Read as HTML, nothing of it would
    /// be left.
    public static func isMarkup(_ text: String) -> Bool {
        guard text.utf8.count <= longest, text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else {
            return false
        }
        if PlainMarkup.read(text, into: BodyBuilder()) != nil { return true }
        guard let tree = try? MarkupTree(RowsWithoutTable.framed(text)) else { return true }
        let isTree = tree.root.firstElement.map { ElementRole.isKnown($0.name) } ?? false
        // What is closed was meant as an element, also where it holds nothing for readers.
        if text.contains("</") { return isTree || text.contains("<!--") || text.lowercased().contains("<body") }
        guard isTree || text.contains("<!--") else { return false }
        let body = try? Body(html: text) { _ in 0 }
        return body.map { !$0.isEmpty } ?? true
    }
}
