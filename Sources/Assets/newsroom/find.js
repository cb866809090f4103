/** Find and replace in the text. */
import { Extension, pm } from "./prose-editor.js";
import { eachFrame, filled, make, quietButton } from "./dom.js";

const { Plugin, PluginKey, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;

const key = new PluginKey("find");
const NOTHING = { query: "", caseMatters: false, wholeWords: false, hits: [], at: -1, marks: DecorationSet.empty };
/** More than anybody looks through one by one. */
const MOST = 2000;

/**
 * Where the words stand, block by block.
 * @returns {{from: number, to: number}[]}
 */
function hits(doc, { query, caseMatters, wholeWords }) {
    if (!query) return [];
    const exact = query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/["\u201c\u201d]/g, '["\u201c\u201d]').replace(/['\u2018\u2019]/g, "['\u2018\u2019]");
    const edged = wholeWords ? `(?<![\\p{L}\\p{N}_])${exact}(?![\\p{L}\\p{N}_])` : exact;
    const expression = new RegExp(edged, caseMatters ? "gu" : "giu");
    const found = [];
    doc.descendants((node, pos) => {
        if (!node.isTextblock) return found.length < MOST;
        const text = node.textBetween(0, node.content.size, null, "\n");
        for (const match of text.matchAll(expression)) {
            if (found.length >= MOST) break;
            const from = pos + 1 + match.index;
            found.push({ from, to: from + match[0].length });
        }
        return false;
    });
    return found;
}

function looked(doc, asked, near) {
    const found = hits(doc, asked);
    const after = found.findIndex((hit) => hit.from >= near);
    const at = found.length ? Math.max(0, after) : -1;
    return { ...asked, hits: found, at, marks: marked(doc, found, at) };
}

function marked(doc, found, at) {
    const class_ = (index) => (index === at ? "found current" : "found");
    return DecorationSet.create(doc, found.map(({ from, to }, index) => Decoration.inline(from, to, { class: class_(index) })));
}

export const Find = Extension.create({
    name: "find",
    addProseMirrorPlugins: () => [
        new Plugin({
            key,
            state: {
                init: () => NOTHING,
                apply: (tr, state) => tr.getMeta(key) ?? (tr.docChanged && state.query ? { ...state, marks: state.marks.map(tr.mapping, tr.doc), isOld: true } : state),
            },
            props: { decorations: (state) => key.getState(state).marks },
        }),
    ],
});

/** The panel with the two fields. */
export class FindPanel {
    #editor;
    #words;
    #query;
    #other;
    #count;
    #options = {};

    constructor(editor, words, close) {
        this.#editor = editor;
        this.#words = words;
        const label = (text, input) => make("label", {}, make("span", { text }), input);
        this.#query = make("input", { type: "search", autocomplete: "off", input: () => this.#look(), keydown: (event) => this.#enter(event) });
        this.#other = make("input", { type: "text", autocomplete: "off", keydown: (event) => event.key === "Enter" && (event.preventDefault(), this.replace()) });
        this.#count = make("output", { "aria-live": "polite" });
        const option = (name) => {
            this.#options[name] = make("input", { type: "checkbox", change: () => this.#look() });
            return make("label", { class: "option" }, this.#options[name], words[name]);
        };
        const button = (name, click) => quietButton(words[name], click);
        this.element = make(
            "div",
            { class: "panel-row find", role: "search", "aria-label": words.title },
            make("div", { class: "line" }, label(words.find, this.#query), button("previous", () => this.step(-1)), button("next", () => this.step(1)), this.#count),
            make("div", { class: "line" }, label(words.replace_with, this.#other), button("replace", () => this.replace()), button("replace_all", () => this.replaceAll())),
            make("div", { class: "line" }, option("caseMatters"), option("wholeWords"), button("close", close)),
        );
        editor.on("transaction", eachFrame(() => key.getState(editor.state).isOld && !this.element.hidden && this.#look(false)));
    }

    /** Opens with what is selected as the words to find. */
    open(field = "find") {
        const { from, to, $from, $to } = this.#editor.state.selection;
        if (from < to && $from.sameParent($to)) this.#query.value = this.#editor.state.doc.textBetween(from, to, null, " ");
        this.#look();
        const input = field === "replace" && this.#query.value ? this.#other : this.#query;
        input.focus();
        input.select();
    }

    close() {
        this.#put(NOTHING);
    }

    /** Goes to the next of the places, or to the one before. */
    step(direction) {
        const state = key.getState(this.#editor.state);
        if (!state.hits.length) return;
        this.#show(state, (state.at + direction + state.hits.length) % state.hits.length);
    }

    /** Replaces the place that is shown, and goes on. */
    replace() {
        const { view } = this.#editor;
        const { hits, at } = key.getState(view.state);
        const hit = hits[at];
        if (!hit || !this.#editor.isEditable) return;
        const words = this.#other.value;
        view.dispatch(written(view.state.tr, hit, words));
        this.#look(true, hit.from + words.length);
    }

    /** Replaces all of them in one change. */
    replaceAll() {
        const { view } = this.#editor;
        const { hits } = key.getState(view.state);
        if (!hits.length || !this.#editor.isEditable) return;
        const tr = view.state.tr;
        for (const hit of [...hits].reverse()) written(tr, hit, this.#other.value);
        view.dispatch(tr);
        this.#look(false);
        this.#count.textContent = filled(this.#words.replaced, { count: hits.length });
    }

    #enter(event) {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
    }

    #look(moves = true, near = this.#editor.state.selection.from) {
        const asked = { query: this.#query.value, caseMatters: this.#options.caseMatters.checked, wholeWords: this.#options.wholeWords.checked };
        const state = looked(this.#editor.state.doc, asked, near);
        if (moves) this.#show(state, state.at);
        else this.#put(state);
    }

    #show(state, at) {
        this.#put({ ...state, at, marks: marked(this.#editor.state.doc, state.hits, at) });
        this.#editor.view.dom.querySelector(".found.current")?.scrollIntoView({ block: "center" });
    }

    #put(state) {
        const { view } = this.#editor;
        const tr = view.state.tr.setMeta(key, state);
        const hit = state.hits[state.at];
        if (hit) tr.setSelection(TextSelection.create(tr.doc, hit.from, hit.to));
        view.dispatch(tr);
        if (!state.query) this.#count.textContent = "";
        else this.#count.textContent = state.hits.length ? filled(this.#words.place, { at: state.at + 1, count: state.hits.length }) : this.#words.none;
    }
}

/** Puts words in place of a stretch, with the marks that it has. */
function written(tr, { from, to }, words) {
    if (!words) return tr.delete(from, to);
    const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
    return tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
}
