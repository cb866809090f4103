import News

extension Newspaper {
    /// The body as readers get it: pictures and headlines in place of their numbers, tables that scroll by themselves.
    /// - Parameters:
    ///   - copy: The text.
    ///   - mentioned: Those stories of its related blocks that readers can open; nothing is said of the others.
    ///   - notes: What stands behind a block, by its index.
    func html(of copy: Copy, _ mentioned: [StoryRow], _ notes: [Int: String] = [:]) -> String {
        let (pictures, links) = (copy.pictures, blocksNaming(mentioned))
        return copy.body.blocks.enumerated().map { index, block in
            let note = notes[index] ?? ""
            let html = Body(blocks: [block]).html(
                picture: { pictures.indices.contains($0) ? figure(pictures[$0]) : "" },
                related: { links[$0] ?? "" }
            )
            guard case .table = block else { return html + note }
            let label = XML.escape(strings.text("table_label"))
            return "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">\(html)</div>" + note
        }.joined()
    }

    /// What stands for related blocks, by the stories that they name.
    /// - Parameter mentioned: Those of the stories that readers can open.
    func blocksNaming(_ mentioned: [StoryRow]) -> [StoryNumber: String] {
        let blocks = mentioned.map { row in
            var view = self.row(row)
            view.set("paid", row.label.map(words))
            view["label"] = strings.text("related")
            return (row.number, String(decoding: theme.render("also", view), as: UTF8.self))
        }
        return Dictionary(blocks) { first, _ in first }
    }

    private func figure(_ use: PictureUse) -> String {
        if use.isVacant { return "" }
        let picture = String(decoding: theme.render("picture", self.picture(use)), as: UTF8.self)
        let words = line(under: use)
        let line = words.isEmpty ? "" : "<figcaption>\(XML.escape(words))</figcaption>"
        return "<figure class=\"picture\">\(picture)\(line)</figure>"
    }
}
