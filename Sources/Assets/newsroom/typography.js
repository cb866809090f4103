/**
 * Quotes, dashes and dots as a newspaper sets them, while somebody types.
 *
 * Each is a change of its own: what was typed stands first, so that one undo brings it back.
 */
import { Extension, pm } from "./prose-editor.js";

const { Plugin } = pm.state;

/** What may stand before an opening quote. */
const OPENS = /[\s([{<\u2013\u2014\u2018\u201c\u00a0/-]$/;

/**
 * What a sign becomes behind a text: how many characters it replaces, and by what; null if it stays.
 * @param {string} before The line up to the sign.
 * @param {string} sign
 */
function typeset(before, sign) {
    const opens = before === "" || OPENS.test(before);
    switch (sign) {
        case '"':
            return { length: 1, text: opens ? "\u201c" : "\u201d" };
        case "'":
            return { length: 1, text: opens ? "\u2018" : "\u2019" };
        case "-":
            if (before.endsWith("\u2013")) return { length: 2, text: "\u2014" };
            return before.endsWith("-") && !before.endsWith("--") ? { length: 2, text: "\u2013" } : null;
        case ".":
            return before.endsWith("..") && !before.endsWith("...") ? { length: 3, text: "\u2026" } : null;
        default:
            return null;
    }
}

function isVerbatim(state) {
    const { $from } = state.selection;
    const code = state.schema.marks.code;
    return $from.parent.type.spec.code || Boolean(code.isInSet(state.storedMarks ?? $from.marks()));
}

function typed(view, from, to, text) {
    if (view.composing || text.length !== 1 || !"\"'-.".includes(text) || isVerbatim(view.state)) return false;
    const $from = view.state.doc.resolve(from);
    if (!$from.parent.isTextblock) return false;
    const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 40), $from.parentOffset, null, "\n");
    const change = typeset(before, text);
    if (!change) return false;
    view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
    const end = from + 1;
    const start = end - change.length;
    const marks = view.state.doc.resolve(end).marks();
    const set = view.state.tr.replaceWith(start, end, view.state.schema.text(change.text, marks));
    view.dispatch(pm.history.closeHistory(set).setStoredMarks(marks));
    // What is typed next is another change.
    view.dispatch(pm.history.closeHistory(view.state.tr).setStoredMarks(marks));
    return true;
}

export const Typography = Extension.create({
    name: "typography",
    addProseMirrorPlugins: () => [new Plugin({ props: { handleTextInput: typed } })],
});
