import News

extension Newspaper {
    /// The body as readers get it: pictures in place of their numbers, tables that scroll by themselves.
    func html(of copy: Copy) -> String {
        copy.body.blocks.map { html($0, copy.pictures) }.joined()
    }

    private func html(_ block: Block, _ pictures: [PictureUse]) -> String {
        switch block {
        case .picture(let index):
            guard pictures.indices.contains(index) else { return "" }
            return figure(pictures[index])
        case .table:
            let label = XML.escape(strings.text("table_label"))
            return "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">"
                + Body(blocks: [block]).html + "</div>"
        default:
            return Body(blocks: [block]).html
        }
    }

    private func figure(_ use: PictureUse) -> String {
        let picture = String(decoding: theme.render("picture", self.picture(use)), as: UTF8.self)
        let line = use.line.isEmpty ? "" : "<figcaption>\(XML.escape(use.line))</figcaption>"
        return "<figure class=\"picture\">\(picture)\(line)</figure>"
    }
}
