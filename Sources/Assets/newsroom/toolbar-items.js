/** The buttons above the text: what each does, when it is pressed in, and which keys do the same. */
import * as commands from "./commands.js";

const marks = (state, name) => {
    const type = state.schema.marks[name];
    const { from, to, empty, $from } = state.selection;
    return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
};
const inside = (...names) => (state) => commands.around(state, ...names) !== null;
const heading = (level) => (state) => commands.around(state, "heading")?.node.attrs.level === level;
const notInCell = (state) => !commands.isInTable(state);

const mark = (name, keys, face) => ({
    name,
    keys,
    ...face,
    run: (editor) => commands.toggleMark(editor, name),
    isOn: (state) => marks(state, name),
    can: (state) => !commands.around(state, "preformatted"),
});
const block = (name, keys, face, run, isOn) => ({ name, keys, ...face, run, isOn, can: notInCell });

/**
 * @typedef {object} Item
 * @property {string} name Its key among the words.
 * @property {string[]} [keys] As ProseMirror writes keys.
 * @property {string} [glyph] What stands on it, or
 * @property {string} [path] what is drawn on it.
 * @property {(editor, page) => unknown} run
 * @property {(state) => boolean} [isOn] Whether it is pressed in, for one that can be.
 * @property {(state) => boolean} [can]
 * @property {string} [panel] The panel that it opens.
 */

/** Groups of items, in their order. @type {{name: string, items: Item[]}[]} */
export const GROUPS = [
    {
        name: "history",
        items: [
            { name: "undo", keys: ["Mod-z"], path: "M8 5 4 9l4 4M4.5 9H12a4 4 0 0 1 0 8h-2", run: (editor) => editor.chain().focus().undo().run() },
            { name: "redo", keys: ["Mod-Shift-z", "Mod-y"], path: "m12 5 4 4-4 4M15.5 9H8a4 4 0 0 0 0 8h2", run: (editor) => editor.chain().focus().redo().run() },
        ],
    },
    {
        name: "blocks",
        items: [
            block("heading2", ["Mod-Alt-2"], { glyph: "H2" }, (editor) => commands.toggleHeading(editor, 2), heading(2)),
            block("heading3", ["Mod-Alt-3"], { glyph: "H3" }, (editor) => commands.toggleHeading(editor, 3), heading(3)),
            block("paragraph", ["Mod-Alt-0"], { glyph: "¶" }, commands.toParagraph),
        ],
    },
    {
        name: "marks",
        items: [
            mark("bold", ["Mod-b"], { glyph: "B", look: "bold" }),
            mark("italic", ["Mod-i"], { glyph: "I", look: "italic" }),
            mark("strike", ["Mod-Shift-s"], { glyph: "S", look: "strike" }),
            { name: "link", keys: ["Mod-k"], panel: "link", path: "M8.5 11.5a3 3 0 0 0 4.3.2l2.6-2.6a3 3 0 0 0-4.2-4.2L10 6.1M11.5 8.5a3 3 0 0 0-4.3-.2l-2.6 2.6a3 3 0 0 0 4.2 4.2l1.2-1.2", run: (_, page) => page.open("link"), isOn: (state) => commands.linkAt(state) !== null, can: (state) => !commands.around(state, "preformatted") },
        ],
    },
    {
        name: "quotes",
        items: [
            block("blockquote", ["Mod-Shift-b"], { path: "M4 4v12M8 6h8M8 10h8M8 14h5" }, commands.toggleQuote, inside("blockquote")),
            block("pullQuote", ["Mod-Alt-q"], { glyph: "“", look: "pull" }, commands.togglePullQuote, inside("pullQuote")),
            block("bulletList", ["Mod-Shift-8"], { path: "M8 5h8M8 10h8M8 15h8M4 5h.01M4 10h.01M4 15h.01" }, (editor) => commands.toggleList(editor, "bulletList"), inside("bulletList")),
            block("orderedList", ["Mod-Shift-7"], { path: "M9 5h7M9 10h7M9 15h7M3.5 3.8 5 3v4M3.5 11.5h2.2L3.5 15h2.3" }, (editor) => commands.toggleList(editor, "orderedList"), inside("orderedList")),
            { name: "outdent", path: "M4 4h12M10 8h6M10 12h6M4 16h12M7 8l-3 2 3 2", run: commands.outdent, can: inside("listItem") },
            { name: "indent", path: "M4 4h12M10 8h6M10 12h6M4 16h12M4 8l3 2-3 2", run: commands.indent, can: inside("listItem") },
        ],
    },
    {
        name: "inserts",
        items: [
            { name: "picture", panel: "picture", path: "M3.5 4.5h13v11h-13zM3.5 13l4-4 3.5 3.5 2-2 3.5 3.5M12.8 7.8h.01", run: (_, page) => page.open("picture"), keys: ["Mod-Alt-p"] },
            { name: "table", path: "M3.5 4.5h13v11h-13zM3.5 8.2h13M3.5 11.8h13M8 8.2v7.3M12.3 8.2v7.3", run: commands.insertTable, can: notInCell },
            { name: "embed", panel: "embed", path: "M3.5 5h13v10h-13zM8.7 7.8v4.4l3.6-2.2z", run: (_, page) => page.open("embed") },
            { name: "related", keys: ["Mod-Alt-b"], panel: "related", path: "M3.5 4.5h13v11h-13zM6.5 8h7M6.5 12h4M12.5 12h1", run: (_, page) => page.open("related"), can: notInCell },
            { name: "rule", path: "M3 10h14M7 5h6M7 15h6", run: commands.insertRule, can: notInCell },
        ],
    },
    {
        name: "rare",
        items: [
            mark("subscript", ["Mod-,"], { glyph: "x₂" }),
            mark("superscript", ["Mod-."], { glyph: "x²" }),
            mark("highlight", ["Mod-Shift-h"], { path: "M4 17h12M7 11l5.5-7 3 2.4-5.5 7-3.6.8z" }),
            mark("code", ["Mod-e"], { glyph: "<>", look: "code" }),
            block("preformatted", ["Mod-Alt-c"], { path: "M3.5 4.5h13v11h-13zM6 8l2 2-2 2M10 12.5h4" }, commands.togglePreformatted, inside("preformatted")),
            { name: "clear", keys: ["Mod-\\"], path: "M5 4h9M9.5 4 8 12M4 16h6M13 12.5l4 4M17 12.5l-4 4", run: commands.clearMarks },
        ],
    },
    {
        name: "help",
        items: [
            { name: "note", keys: ["Mod-Alt-m"], panel: "note", path: "M3.5 4.5h13v9h-7l-3 3v-3h-3zM6.5 7.5h7M6.5 10.3h4.5", run: (_, page) => page.writeNote(), isMissing: (page) => !page.shared },
            { name: "find", keys: ["Mod-f", "Mod-h"], path: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM12.7 12.7 17 17", run: (_, page) => page.open("find") },
            { name: "keys", keys: ["Mod-/"], path: "M2.5 6h15v8.5h-15zM5.5 9h.01M8.5 9h.01M11.5 9h.01M14.5 9h.01M6.5 12h7", run: (_, page) => page.showKeys() },
        ],
    },
];

/** The buttons for the table in which the cursor is. @type {Item[]} */
export const TABLE_ITEMS = [
    { name: "rowBefore", run: commands.addRowBefore },
    { name: "rowAfter", run: commands.addRowAfter },
    { name: "rowDelete", run: commands.deleteRow },
    { name: "columnBefore", run: commands.addColumnBefore },
    { name: "columnAfter", run: commands.addColumnAfter },
    { name: "columnDelete", run: commands.deleteColumn },
    { name: "headerRow", run: commands.toggleHeaderRow },
    { name: "headerColumn", run: commands.toggleHeaderColumn },
    { name: "merge", run: commands.mergeOrSplit },
    { name: "caption", run: commands.toggleCaption, isOn: inside("captionedTable") },
    { name: "tableDelete", run: commands.deleteTable },
].map((item) => ({ ...item, can: item.name === "caption" || item.name === "tableDelete" ? commands.isInTable : inside("table") }));

/** Keys that no button has, for the list of keys. */
export const OTHER_KEYS = [
    { name: "version", keys: ["Mod-s"] },
    { name: "preview", keys: ["Mod-Alt-p"] },
    { name: "hardBreak", keys: ["Shift-Enter"] },
    { name: "tab", keys: ["Tab", "Shift-Tab"] },
    { name: "leave", keys: ["Escape", "Tab"], isSequence: true },
    { name: "move", keys: ["Alt-ArrowUp", "Alt-ArrowDown"] },
    { name: "toToolbar", keys: ["Alt-F10"] },
];
