// What a writer does at random: each act changes the state once, as a key or a button does.

/** Acts and how often each comes. */
export const WEIGHTS = {
    type: 36, paste: 8, typeInside: 8, typeOver: 6, erase: 8, eraseBlocks: 4, split: 8, join: 4, wrap: 6, lift: 4, mark: 6, retype: 4, move: 4,
    insertTable: 2, changeTable: 5, insertLeaf: 2, attribute: 2, undo: 8, redo: 4,
};

/** The acts that never bring a character a second time, whatever others do meanwhile. */
export const PLAIN = { ...WEIGHTS, move: 0, undo: 0, redo: 0 };

/** Characters that nobody else has typed: one of them tells who wrote it. */
export class Alphabet {
    taken = "";
    /** Signs that were typed inside of others: each between the two that it was typed between. */
    inside = [];

    constructor(first = 0x4e00) {
        this.next = first;
    }

    take(count) {
        let text = "";
        for (let place = 0; place < count; place++) text += String.fromCodePoint(this.next++);
        this.taken += text;
        return text;
    }
}

export const isOfAlphabet = (sign) => sign >= "\u4e00" && sign < "\ud7a4";

/** Does one act. The chosen name, or null where it was not possible there. */
export function act(pm, view, chance, alphabet, name) {
    try {
        return ACTS[name]({ pm, view, chance, alphabet, schema: view.state.schema, state: view.state }) === false ? null : name;
    } catch (error) {
        // ProseMirror's own commands throw where cells would stand in odd places: then nothing was done.
        if (error instanceof TypeError || error instanceof ReferenceError) throw error;
        return null;
    }
}

const ACTS = {
    type(it) {
        const position = caret(it);
        if (position === null) return false;
        for (const sign of it.alphabet.take(1 + it.chance.below(4))) {
            it.view.dispatch(it.view.state.tr.insertText(sign));
        }
        return true;
    },

    paste(it) {
        if (caret(it) === null) return false;
        it.view.dispatch(it.view.state.tr.insertText(it.alphabet.take(4 + it.chance.below(8))));
        return true;
    },

    /** A word, and a letter into the middle of it before anybody else can have seen the word. */
    typeInside(it) {
        const position = caret(it);
        if (position === null) return false;
        const word = it.alphabet.take(2 + it.chance.below(4));
        it.view.dispatch(it.view.state.tr.insertText(word, position));
        const middle = 1 + it.chance.below(word.length - 1);
        const sign = it.alphabet.take(1);
        it.view.dispatch(it.view.state.tr.insertText(sign, position + middle));
        it.alphabet.inside.push([word[middle - 1], sign, word[middle]]);
        return true;
    },

    typeOver(it) {
        if (!select(it, 8)) return false;
        it.view.dispatch(it.view.state.tr.insertText(it.alphabet.take(1 + it.chance.below(2))));
        return true;
    },

    erase(it) {
        if (!select(it, 5)) return false;
        it.view.dispatch(it.view.state.tr.deleteSelection());
        return true;
    },

    eraseBlocks(it) {
        const { doc } = it.state;
        const from = it.chance.below(doc.content.size);
        const to = Math.min(doc.content.size, from + it.chance.below(24));
        const { tr } = it.state;
        tr.deleteRange(from, to);
        it.view.dispatch(tr);
        return true;
    },

    split(it) {
        if (caret(it) === null) return false;
        return it.pm.commands.splitBlock(it.view.state, it.view.dispatch);
    },

    join(it) {
        if (caret(it, true) === null) return false;
        return it.pm.commands.joinTextblockBackward(it.view.state, it.view.dispatch)
            || it.pm.commands.joinBackward(it.view.state, it.view.dispatch);
    },

    wrap(it) {
        if (caret(it) === null) return false;
        const { state, dispatch } = it.view;
        const name = it.chance.of(["blockquote", "bulletList", "orderedList"]);
        const range = state.selection.$from.blockRange(state.selection.$to);
        const wrapping = range && it.pm.transform.findWrapping(range, it.schema.nodes[name]);
        if (!wrapping) return false;
        dispatch.call(it.view, state.tr.wrap(range, wrapping));
        return true;
    },

    lift(it) {
        if (caret(it) === null) return false;
        return it.pm.commands.lift(it.view.state, it.view.dispatch);
    },

    mark(it) {
        if (!select(it, 12)) return false;
        const { state } = it.view;
        const name = it.chance.of(["bold", "italic", "link", "code"]);
        const mark = it.schema.marks[name].create(name === "link" ? { href: "https://warta.example/1" } : null);
        const { from, to } = state.selection;
        it.view.dispatch(it.chance.is(0.7) ? state.tr.addMark(from, to, mark) : state.tr.removeMark(from, to, mark.type));
        return true;
    },

    retype(it) {
        if (caret(it) === null) return false;
        const name = it.chance.of(["paragraph", "heading", "pullQuote"]);
        return it.pm.commands.setBlockType(it.schema.nodes[name])(it.view.state, it.view.dispatch);
    },

    move(it) {
        if (!select(it, 10)) return false;
        const { state } = it.view;
        const slice = state.selection.content();
        const { tr } = state;
        tr.deleteSelection();
        const places = carets(tr.doc);
        if (places.length === 0) return false;
        const place = it.chance.of(places);
        tr.replaceRange(place, place, slice);
        it.view.dispatch(tr);
        return true;
    },

    insertTable(it) {
        const { nodes } = it.schema;
        const cell = () => nodes.tableCell.create(null, it.schema.text(it.alphabet.take(1)));
        const row = () => nodes.tableRow.create(null, [cell(), cell()]);
        it.view.dispatch(it.state.tr.insert(topLevel(it), nodes.table.create(null, [row(), row()])));
        return true;
    },

    changeTable(it) {
        const cells = [];
        it.state.doc.descendants((node, position) => {
            if (node.type.spec.tableRole === "cell") cells.push(position + 1);
        });
        if (cells.length === 0) return false;
        choose(it, it.chance.of(cells));
        const name = it.chance.of(["addRowAfter", "addColumnAfter", "deleteRow", "deleteColumn", "toggleHeaderRow"]);
        return it.pm.tables[name](it.view.state, it.view.dispatch);
    },

    insertLeaf(it) {
        const { nodes } = it.schema;
        const leaf = it.chance.of([nodes.horizontalRule.create(), nodes.picture.create({ index: 0 })]);
        it.view.dispatch(it.state.tr.insert(topLevel(it), leaf));
        return true;
    },

    attribute(it) {
        const places = [];
        it.state.doc.descendants((node, position) => {
            if (node.type.name === "heading") places.push([position, "level", node.attrs.level === 2 ? 3 : 2]);
            if (node.type.name === "orderedList") places.push([position, "start", 1 + it.chance.below(9)]);
        });
        if (places.length === 0) return false;
        it.view.dispatch(it.state.tr.setNodeAttribute(...it.chance.of(places)));
        return true;
    },

    undo: (it) => it.pm.history.undo(it.state, it.view.dispatch),
    redo: (it) => it.pm.history.redo(it.state, it.view.dispatch),
};

/** Every place where a caret may stand in text. */
function carets(doc, onlyAtStart = false) {
    const places = [];
    doc.descendants((node, position) => {
        if (!node.isTextblock) return true;
        const last = onlyAtStart ? 0 : node.content.size;
        for (let offset = 0; offset <= last; offset++) places.push(position + 1 + offset);
        return false;
    });
    return places;
}

function caret(it, onlyAtStart = false) {
    const places = carets(it.state.doc, onlyAtStart);
    if (places.length === 0) return null;
    const place = it.chance.of(places);
    choose(it, place);
    return place;
}

function choose(it, from, to = from) {
    const { state } = it.view;
    it.view.dispatch(state.tr.setSelection(it.pm.state.TextSelection.create(state.doc, from, to)));
}

function select(it, most) {
    const places = carets(it.state.doc);
    if (places.length < 2) return false;
    const place = it.chance.below(places.length - 1);
    const end = Math.min(places.length - 1, place + 1 + it.chance.below(most));
    choose(it, places[place], places[end]);
    return true;
}

function topLevel(it) {
    const { doc } = it.state;
    let position = 0;
    for (let left = it.chance.below(doc.childCount + 1); left > 0; left--) position += doc.child(doc.childCount - left).nodeSize;
    return doc.content.size - position;
}
