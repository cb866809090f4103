import News

extension Newspaper {
    /// The body as readers get it: pictures and headlines in place of their numbers, tables that scroll by themselves.
    /// - Parameters:
    ///   - copy: The text.
    ///   - mentioned: Those stories of its related blocks that readers can open; nothing is said of the others.
    func html(of copy: Copy, _ mentioned: [StoryRow]) -> String {
        let html = copy.body.blocks.map { self.html($0, copy.pictures) }.joined()
        return withHeadlines(html, of: copy.body, mentioned)
    }

    /// The body as canonical HTML with headlines in place of the numbers of related blocks.
    func withHeadlines(_ body: Body, _ mentioned: [StoryRow]) -> String {
        withHeadlines(body.html, of: body, mentioned)
    }

    private func withHeadlines(_ html: String, of body: Body, _ mentioned: [StoryRow]) -> String {
        body.relatedStories.reduce(html) { html, number in
            // In canonical HTML these bytes are a related block and nothing else.
            html.replacing(Body(blocks: [.related(number)]).html, with: also(number, mentioned))
        }
    }

    private func also(_ number: StoryNumber, _ mentioned: [StoryRow]) -> String {
        guard let row = mentioned.first(where: { $0.number == number }) else { return "" }
        var view = self.row(row)
        view["label"] = strings.text("related")
        return String(decoding: theme.render("also", view), as: UTF8.self)
    }

    private func html(_ block: Block, _ pictures: [PictureUse]) -> String {
        switch block {
        case .picture(let index):
            guard pictures.indices.contains(index) else { return "" }
            return pictures[index].isVacant ? "" : figure(pictures[index])
        case .table:
            let label = XML.escape(strings.text("table_label"))
            return "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">"
                + Body(blocks: [block]).html + "</div>"
        default:
            let body = Body(blocks: [block])
            // In canonical HTML that is a picture and nothing else: a text has no "<".
            return body.pictures.reduce(body.html) { html, index in
                html.replacing(
                    "<figure data-picture=\"\(index)\"></figure>",
                    with: self.html(.picture(index), pictures)
                )
            }
        }
    }

    private func figure(_ use: PictureUse) -> String {
        let picture = String(decoding: theme.render("picture", self.picture(use)), as: UTF8.self)
        let line = use.line.isEmpty ? "" : "<figcaption>\(XML.escape(use.line))</figcaption>"
        return "<figure class=\"picture\">\(picture)\(line)</figure>"
    }
}
