// Where the notes' words are: a quiet line below them, which moves along with every change of the text, one's own and
// others'. The notes are no part of the document.

/** Where a stretch is after a change; null where nothing is left of it. What is put at its edges is not part of it. */
export function moved(range, mapping) {
    const [from, to] = [mapping.map(range.from, 1), mapping.map(range.to, -1)];
    return from < to ? { from, to } : null;
}

export class NotePlaces {
    #pm;
    #on;

    /** @param {{changed: () => void, clicked: (note: number | null) => void}} on Told when places have changed, and of
     *     a click into the text, with the note that is about the words there. */
    constructor(pm, on) {
        this.#pm = pm;
        this.#on = on;
        this.key = new pm.state.PluginKey("notes");
    }

    plugin() {
        const { key } = this;
        const { DecorationSet } = this.#pm.view;
        return new this.#pm.state.Plugin({
            key,
            state: {
                init: () => ({ ranges: new Map(), current: null, marked: null, decorations: DecorationSet.empty }),
                apply: (transaction, state) => {
                    const told = transaction.getMeta(key);
                    if (!transaction.docChanged && !told) return state;
                    const { mapping, doc } = transaction;
                    const next = transaction.docChanged ? this.#moved(state, mapping, doc) : state;
                    return told ? this.#drawn({ ...next, ...told }, doc) : next;
                },
            },
            props: {
                decorations: (state) => key.getState(state).decorations,
                handleClick: (view, position) => {
                    const note = this.at(view.state, position);
                    // Drawn at once, the text would put the caret back to where it was before the click.
                    setTimeout(() => this.#on.clicked(note), 50);
                    return false;
                },
            },
            view: () => ({
                update: (view, before) => {
                    if (key.getState(view.state) !== key.getState(before)) this.#on.changed();
                },
            }),
        });
    }

    /** The places of the notes, by their numbers. */
    of(state) {
        return this.key.getState(state)?.ranges ?? new Map();
    }

    /** The stretch about which a note is being written. */
    marked(state) {
        return this.key.getState(state)?.marked ?? null;
    }

    /** The note whose words are at a position, the shortest of several; null where there is none. */
    at(state, position) {
        let found = null;
        for (const [note, { from, to }] of this.of(state)) {
            if (position < from || position > to) continue;
            if (!found || to - from < found.length) found = { note, length: to - from };
        }
        return found?.note ?? null;
    }

    /** @param {{ranges?: Map<number, {from: number, to: number}>, current?: number | null, marked?: object | null}} what */
    tell(view, what) {
        if (view.isDestroyed) return;
        view.dispatch(view.state.tr.setMeta(this.key, what).setMeta("addToHistory", false));
    }

    #moved(state, mapping, doc) {
        if (state.ranges.size === 0 && !state.marked) return state;
        const ranges = new Map();
        for (const [note, range] of state.ranges) {
            const place = moved(range, mapping);
            if (place) ranges.set(note, place);
        }
        const marked = state.marked && moved(state.marked, mapping);
        return { ...state, ranges, marked, decorations: state.decorations.map(mapping, doc) };
    }

    #drawn(state, doc) {
        const { DecorationSet } = this.#pm.view;
        const all = [];
        for (const [note, range] of state.ranges) {
            all.push(...this.#drawing(doc, range, note === state.current ? "noted current" : "noted"));
        }
        if (state.marked) all.push(...this.#drawing(doc, state.marked, "noting"));
        return { ...state, decorations: DecorationSet.create(doc, all) };
    }

    #drawing(doc, { from, to }, name) {
        const { Decoration } = this.#pm.view;
        if (to > doc.content.size) return [];
        const all = [Decoration.inline(from, to, { class: name })];
        // A picture or a card has no words to be underlined.
        doc.nodesBetween(from, to, (node, position) => {
            const end = position + node.nodeSize;
            if (node.isBlock && node.isLeaf && position >= from && end <= to) all.push(Decoration.node(position, end, { class: `${name}-block ${name}` }));
        });
        return all;
    }
}
