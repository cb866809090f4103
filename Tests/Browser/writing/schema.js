// Schema 1 of the shared text in ProseMirror's own terms, for editors without a page.

const attribute = (value) => ({ default: value });
const block = (content, more = {}) => ({ group: "block", content, ...more });
const cell = (tag) => ({
    content: "inline*",
    isolating: true,
    attrs: { colspan: attribute(1), rowspan: attribute(1), colwidth: attribute(null) },
    tableRole: tag === "td" ? "cell" : "header_cell",
    toDOM: (node) => [tag, { colspan: node.attrs.colspan, rowspan: node.attrs.rowspan }, 0],
});

export function makeSchema(pm) {
    return new pm.model.Schema({
        nodes: {
            doc: { content: "block+" },
            paragraph: block("inline*", { toDOM: () => ["p", 0] }),
            heading: block("inline*", { attrs: { level: attribute(2) }, defining: true, toDOM: (node) => [`h${node.attrs.level}`, 0] }),
            blockquote: block("block+", { defining: true, toDOM: () => ["blockquote", 0] }),
            pullQuote: block("inline*", { defining: true, toDOM: () => ["aside", 0] }),
            bulletList: block("listItem+", { toDOM: () => ["ul", 0] }),
            orderedList: block("listItem+", { attrs: { start: attribute(1) }, toDOM: () => ["ol", 0] }),
            listItem: { content: "block+", defining: true, toDOM: () => ["li", 0] },
            captionedTable: block("tableCaption table", { toDOM: () => ["figure", 0] }),
            tableCaption: { content: "inline*", toDOM: () => ["figcaption", 0] },
            table: block("tableRow+", { tableRole: "table", isolating: true, toDOM: () => ["table", ["tbody", 0]] }),
            tableRow: { content: "(tableCell | tableHeader)*", tableRole: "row", toDOM: () => ["tr", 0] },
            tableCell: cell("td"),
            tableHeader: cell("th"),
            preformatted: block("text*", { marks: "", code: true, defining: true, toDOM: () => ["pre", 0] }),
            horizontalRule: block(undefined, { toDOM: () => ["hr"] }),
            picture: block(undefined, { attrs: { index: {} }, atom: true, toDOM: () => ["figure"] }),
            embed: block(undefined, { attrs: { url: {} }, atom: true, toDOM: () => ["figure"] }),
            related: block(undefined, { attrs: { story: {} }, atom: true, toDOM: () => ["aside"] }),
            text: { group: "inline" },
            hardBreak: { group: "inline", inline: true, selectable: false, toDOM: () => ["br"] },
        },
        marks: {
            link: { attrs: { href: {} }, inclusive: false, excludes: "link", toDOM: (mark) => ["a", { href: mark.attrs.href }, 0] },
            ...Object.fromEntries(
                [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["code", "code"], ["subscript", "sub"], ["superscript", "sup"], ["highlight", "mark"]]
                    .map(([name, tag]) => [name, { toDOM: () => [tag, 0] }]),
            ),
        },
    });
}
