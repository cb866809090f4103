/**
 * Schema 1 of a story's text: what `Document` in News keeps, node for node and mark for mark.
 *
 * How a node is written to HTML and read back serves the clipboard alone; what is sent and kept is ProseMirror's JSON.
 */
import { Mark, Node } from "./prose-editor.js";
import { takeOut } from "./commands.js";
import { embedCard, PictureFigure } from "./media.js";
import { relatedCard } from "./related.js";

const blocks = "block+";
const words = "inline*";

const doc = Node.create({ name: "doc", topNode: true, content: blocks });

const text = Node.create({ name: "text", group: "inline" });

const hardBreak = Node.create({
    name: "hardBreak",
    group: "inline",
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseHTML: () => [{ tag: "br" }],
    renderHTML: () => ["br"],
    renderText: () => "\n",
});

const paragraph = Node.create({
    name: "paragraph",
    priority: 1000,
    group: "block",
    content: words,
    parseHTML: () => [{ tag: "p" }],
    renderHTML: () => ["p", 0],
});

const heading = Node.create({
    name: "heading",
    group: "block",
    content: words,
    defining: true,
    addAttributes: () => ({ level: { default: 2, rendered: false } }),
    parseHTML: () => [
        { tag: "h1", attrs: { level: 2 } },
        { tag: "h2", attrs: { level: 2 } },
        { tag: "h3", attrs: { level: 3 } },
        { tag: "h4", attrs: { level: 3 } },
        { tag: "h5", attrs: { level: 3 } },
        { tag: "h6", attrs: { level: 3 } },
    ],
    renderHTML: ({ node }) => [`h${node.attrs.level}`, 0],
});

const blockquote = Node.create({
    name: "blockquote",
    group: "block",
    content: blocks,
    defining: true,
    parseHTML: () => [{ tag: "blockquote" }],
    renderHTML: () => ["blockquote", 0],
});

const pullQuote = Node.create({
    name: "pullQuote",
    group: "block",
    content: words,
    defining: true,
    parseHTML: () => [{ tag: "p.pull-quote", priority: 60 }, { tag: "blockquote.pull", priority: 60 }],
    renderHTML: () => ["p", { class: "pull-quote" }, 0],
});

const bulletList = Node.create({
    name: "bulletList",
    group: "block",
    content: "listItem+",
    parseHTML: () => [{ tag: "ul" }],
    renderHTML: () => ["ul", 0],
});

const orderedList = Node.create({
    name: "orderedList",
    group: "block",
    content: "listItem+",
    addAttributes: () => ({
        start: {
            default: 1,
            parseHTML: (element) => Math.max(0, Number.parseInt(element.getAttribute("start") ?? "1", 10) || 0),
            renderHTML: ({ start }) => (start === 1 ? {} : { start }),
        },
    }),
    parseHTML: () => [{ tag: "ol" }],
    renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

const listItem = Node.create({
    name: "listItem",
    content: blocks,
    defining: true,
    parseHTML: () => [{ tag: "li" }],
    renderHTML: () => ["li", 0],
});

const captionedTable = Node.create({
    name: "captionedTable",
    group: "block",
    content: "tableCaption table",
    isolating: true,
    parseHTML: () => [{ tag: "figure.table" }],
    renderHTML: () => ["figure", { class: "table" }, 0],
});

const tableCaption = Node.create({
    name: "tableCaption",
    content: words,
    isolating: true,
    parseHTML: () => [{ tag: "figure.table > figcaption", priority: 60 }],
    renderHTML: () => ["figcaption", 0],
});

const table = Node.create({
    name: "table",
    group: "block",
    content: "tableRow+",
    tableRole: "table",
    isolating: true,
    // Tiptap hands on only what it knows of a node; this is for prosemirror-tables.
    extendNodeSchema: ({ config }) => (config.tableRole ? { tableRole: config.tableRole } : {}),
    parseHTML: () => [{ tag: "table" }],
    renderHTML: () => ["table", ["tbody", 0]],
});

const tableRow = Node.create({
    name: "tableRow",
    content: "(tableCell | tableHeader)*",
    tableRole: "row",
    parseHTML: () => [{ tag: "tr" }],
    renderHTML: () => ["tr", 0],
});

/** A span as the server takes it. */
const span = (name) => ({
    default: 1,
    parseHTML: (element) => Math.min(100, Math.max(1, Number.parseInt(element.getAttribute(name) ?? "1", 10) || 1)),
    renderHTML: (attributes) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
});

const cell = (name, tableRole, tag) =>
    Node.create({
        name,
        content: words,
        tableRole,
        isolating: true,
        addAttributes: () => ({
            colspan: span("colspan"),
            rowspan: span("rowspan"),
            colwidth: { default: null, rendered: false, parseHTML: () => null },
        }),
        parseHTML: () => [{ tag }],
        renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    });

const preformatted = Node.create({
    name: "preformatted",
    group: "block",
    content: "text*",
    marks: "",
    code: true,
    defining: true,
    parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
    renderHTML: () => ["pre", 0],
});

const horizontalRule = Node.create({
    name: "horizontalRule",
    group: "block",
    parseHTML: () => [{ tag: "hr" }],
    renderHTML: () => ["hr"],
});

/** A picture of the story, by its number; `pictures` are those of the page, with what is written to each. */
const picture = Node.create({
    name: "picture",
    group: "block",
    atom: true,
    draggable: true,
    addOptions: () => ({ pictures: null, words: {} }),
    addAttributes: () => ({ index: { default: 0, rendered: false } }),
    parseHTML: () => [
        { tag: "figure[data-picture]", priority: 60, getAttrs: (figure) => ({ index: Number(figure.dataset.picture) }) },
    ],
    renderHTML: ({ node }) => ["figure", { "data-picture": node.attrs.index }],
    addNodeView() {
        const { pictures, words } = this.options;
        return ({ node, editor, getPos }) => {
            const figure = new PictureFigure(node.attrs.index, pictures, words, {
                isEditable: () => editor.isEditable,
                acts: (index) =>
                    editor.isEditable
                        ? [
                              ...(pictures.hero === index ? [] : [{ name: words.make_hero, act: () => { pictures.hero = index; } }]),
                              { name: words.take_out, act: () => takeOut(editor, getPos()) },
                          ]
                        : [],
            });
            return {
                dom: figure.element,
                // What is written to a picture is not the text's.
                stopEvent: (event) => Boolean(event.target.closest?.("input, textarea, button, label")),
                ignoreMutation: () => true,
                update: (other) => other.type === node.type && other.attrs.index === node.attrs.index,
                destroy: () => figure.destroy(),
            };
        };
    },
});

/** Something of another site, as a card: nothing of it is loaded. */
const embed = Node.create({
    name: "embed",
    group: "block",
    atom: true,
    draggable: true,
    addOptions: () => ({ words: {} }),
    addAttributes: () => ({ url: { rendered: false } }),
    parseHTML: () => [
        {
            tag: "p.embed",
            priority: 60,
            getAttrs: (element) => {
                const url = element.querySelector("a")?.getAttribute("href");
                return url ? { url } : false;
            },
        },
    ],
    renderHTML: ({ node }) => ["p", { class: "embed" }, ["a", { href: node.attrs.url }, node.attrs.url]],
    addNodeView() {
        return ({ node }) => ({ dom: embedCard(node.attrs.url, this.options.words) });
    },
});

/** Another story of the newspaper: its number, from which whoever reads gets its present headline. */
const related = Node.create({
    name: "related",
    group: "block",
    atom: true,
    draggable: true,
    addOptions: () => ({ address: "", words: {} }),
    addAttributes: () => ({ story: { rendered: false } }),
    parseHTML: () => [
        {
            tag: "aside.also[data-story]",
            priority: 60,
            getAttrs: ({ dataset }) => (/^[1-9]\d{0,14}$/.test(dataset.story) ? { story: Number(dataset.story) } : false),
        },
    ],
    renderHTML: ({ node }) => ["aside", { class: "also", "data-story": node.attrs.story }],
    addNodeView() {
        const { address, words } = this.options;
        return ({ node }) => ({ dom: relatedCard(node.attrs.story, address, words) });
    },
});

// Marks, in their rank: outermost first.

const link = Mark.create({
    name: "link",
    inclusive: false,
    addAttributes: () => ({ href: { parseHTML: (element) => element.getAttribute("href") } }),
    parseHTML: () => [{ tag: "a[href]" }],
    renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

const mark = (name, tag, others = [], more = {}) =>
    Mark.create({
        name,
        parseHTML: () => [tag, ...others].map((one) => (typeof one === "string" ? { tag: one } : one)),
        renderHTML: () => [tag, 0],
        ...more,
    });

/** Everything that a text may hold, for `Editor`: `media` has the story's pictures and the words of cards. */
export function schemaExtensions(media) {
    return [
        doc,
        paragraph,
        text,
        hardBreak,
        heading,
        blockquote,
        pullQuote,
        bulletList,
        orderedList,
        listItem,
        captionedTable,
        tableCaption,
        table,
        tableRow,
        cell("tableCell", "cell", "td"),
        cell("tableHeader", "header_cell", "th"),
        preformatted,
        horizontalRule,
        picture.configure(media),
        embed.configure({ words: media.words }),
        related.configure({ address: media.choices, words: media.words }),
        link,
        mark("bold", "strong", ["b"]),
        mark("italic", "em", ["i"]),
        mark("strike", "s", ["del", "strike"]),
        mark("code", "code", [], { inclusive: false }),
        mark("subscript", "sub"),
        mark("superscript", "sup"),
        mark("highlight", "mark"),
    ];
}
