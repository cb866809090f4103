/** The editor's keys beyond those of the buttons, and the signs that make blocks as one types (`## `, `- `, `1. `, `> `). */
import { Extension, pm, textblockTypeInputRule, wrappingInputRule } from "./prose-editor.js";
import { around, moveBlock } from "./commands.js";
import { onlyLocal } from "./shared-text-plugin.js";

const { tables } = pm;

/** Enter: what a new line is depends on where it is begun. */
function enter(editor) {
    const { state, view } = editor;
    if (around(state, "tableCell", "tableHeader")) return editor.commands.insertContent({ type: "hardBreak" });
    const caption = around(state, "tableCaption");
    if (caption) {
        const end = caption.pos + caption.node.nodeSize;
        view.dispatch(state.tr.setSelection(pm.state.Selection.near(state.doc.resolve(end + 1))).scrollIntoView());
        return true;
    }
    return editor.commands.splitListItem("listItem");
}

const lineBreak = (editor) =>
    around(editor.state, "preformatted")
        ? editor.commands.newlineInCode()
        : editor.commands.insertContent({ type: "hardBreak" });

/** At the very beginning of a heading or of an item it becomes plain again before it is joined to what stands above. */
function backspace(editor) {
    const { selection } = editor.state;
    if (!selection.empty || selection.$from.parentOffset > 0) return false;
    const name = selection.$from.parent.type.name;
    if (["heading", "pullQuote", "preformatted"].includes(name)) return editor.commands.setNode("paragraph");
    const item = around(editor.state, "listItem");
    const isFirst = item && item.depth === selection.$from.depth - 1 && selection.$from.index(item.depth) === 0;
    return isFirst ? editor.commands.liftListItem("listItem") : false;
}

/** Whether the next Tab leaves the text: Escape says so. */
let leaves = false;

function tab(editor, direction) {
    if (leaves) return false;
    const { state, view } = editor;
    if (tables.isInTable(state)) {
        if (tables.goToNextCell(direction)(state, view.dispatch)) return true;
        if (direction < 0) return false;
        tables.addRowAfter(state, view.dispatch);
        return tables.goToNextCell(1)(view.state, view.dispatch);
    }
    if (!around(state, "listItem")) return false;
    return direction > 0 ? editor.commands.sinkListItem("listItem") : editor.commands.liftListItem("listItem");
}

/** Whether the cursor stands at an edge of its block. */
function isAtEdge({ selection }, direction) {
    const { empty, $from } = selection;
    return empty && $from.parent.isTextblock && $from.parentOffset === (direction < 0 ? 0 : $from.parent.content.size);
}

/**
 * What no command answers at the edge of a block, as at the end of a table's caption, stays with us: a browser would
 * join what may not be joined, and try to keep the look of it by styles.
 */
export const Edges = Extension.create({
    name: "edges",
    priority: 10,
    addKeyboardShortcuts() {
        const { editor } = this;
        return { Backspace: () => isAtEdge(editor.state, -1), Delete: () => isAtEdge(editor.state, 1) };
    },
});

/** Typing over a selection, with marks switched just now, or into an empty block: here too a browser may set a style. */
function typedWithMarks(view, event) {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    const { selection, storedMarks } = view.state;
    const { from, to, empty, $from } = selection;
    const isPlain = empty && !storedMarks && $from.parent.content.size > 0;
    if (!isText || view.composing || isPlain || !(selection instanceof pm.state.TextSelection)) return false;
    if (!view.someProp("handleTextInput", (handle) => handle(view, from, to, event.key))) {
        view.dispatch(view.state.tr.insertText(event.key).scrollIntoView());
    }
    event.preventDefault();
    return true;
}

export const Keys = Extension.create({
    name: "keys",
    priority: 1100,
    addKeyboardShortcuts() {
        const { editor } = this;
        return {
            Enter: () => enter(editor),
            "Shift-Enter": () => lineBreak(editor),
            "Mod-Enter": () => editor.commands.exitCode() || lineBreak(editor),
            Backspace: () => editor.commands.undoInputRule() || backspace(editor),
            Tab: () => tab(editor, 1),
            "Shift-Tab": () => tab(editor, -1),
            Escape: () => {
                leaves = true;
                return false;
            },
            "Alt-ArrowUp": () => moveBlock(editor, -1),
            "Alt-ArrowDown": () => moveBlock(editor, 1),
        };
    },
    addInputRules() {
        const { heading, bulletList, orderedList, blockquote } = this.editor.schema.nodes;
        return [
            textblockTypeInputRule({ find: /^##\s$/, type: heading, getAttributes: () => ({ level: 2 }) }),
            textblockTypeInputRule({ find: /^###\s$/, type: heading, getAttributes: () => ({ level: 3 }) }),
            wrappingInputRule({ find: /^\s*[-*•]\s$/, type: bulletList }),
            wrappingInputRule({
                find: /^(\d{1,6})\.\s$/,
                type: orderedList,
                getAttributes: (match) => ({ start: Number(match[1]) }),
                joinPredicate: (match, node) => node.childCount + node.attrs.start === Number(match[1]),
            }),
            wrappingInputRule({ find: /^>\s$/, type: blockquote }),
        ];
    },
    addProseMirrorPlugins() {
        const forget = new pm.state.Plugin({
            props: {
                handleKeyPress: typedWithMarks,
                handleDOMEvents: {
                    keydown: (_, event) => {
                        if (!["Tab", "Shift", "Escape"].includes(event.key)) leaves = false;
                        return false;
                    },
                    focus: () => {
                        leaves = false;
                        return false;
                    },
                },
            },
        });
        // What others did to a table is theirs to put right.
        return [forget, onlyLocal(pm, tables.tableEditing())];
    },
});
