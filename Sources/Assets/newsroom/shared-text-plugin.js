// The ProseMirror plugin of writing together: which version of the shared text the editor holds, and which steps of its
// own the server has not confirmed.
//
// Meta of its transactions, for other plugins:
// - `remote`: true on each transaction that brings what others wrote or what the server said. A plugin that appends
//   (a trailing paragraph, mended tables) must stay silent then: each client would answer, and the answers would answer
//   each other. `onlyLocal` wraps such a plugin.
// - `rebased` and `addToHistory: false`, which the plugin `history` reads: undo takes back one's own steps only.

import { carried, inserted, joined } from "./ranges.js";
import { rebase, unconfirmedOf } from "./rebase.js";
import { othersWordsBack } from "./undo.js";

/**
 * What the editor knows of the shared text.
 * @typedef {object} SharedState
 * @property {number} epoch
 * @property {number} version The last batch that is in the document.
 * @property {import("./rebase.js").Unconfirmed[]} unconfirmed
 * @property {{from: number, to: number}[]} others Stretches that others wrote since the text was opened.
 * @property {number} dispatches
 */

export const REMOTE = "remote";

/** Whether a transaction brings what others wrote. */
export const isRemote = (transaction) => transaction.getMeta(REMOTE) === true;

/** The plugin, its key, and the transactions that move it on. */
export class SharedTextPlugin {
    #pm;

    #on;

    /** @param {{typed: () => void, moved: () => void}} on Told when this writer has changed the text, or the caret. */
    constructor(pm, on) {
        this.#pm = pm;
        this.#on = on;
        this.key = new pm.state.PluginKey("sharedText");
    }

    /** The plugin for an editor whose document is that of this epoch and version. */
    make(epoch, version) {
        const { key } = this;
        const [pm, on] = [this.#pm, this.#on];
        return new pm.state.Plugin({
            key,
            // Without this, `history` forgets where steps lie that others' words have moved.
            historyPreserveItems: true,
            state: {
                init: () => ({ epoch, version, unconfirmed: [], others: [], dispatches: 0 }),
                apply: (transaction, state) => transaction.getMeta(key) ?? withOwn(transaction, state),
            },
            appendTransaction: (transactions, before, after) =>
                othersWordsBack(pm, transactions, key.getState(before).others, after),
            view: () => ({
                update: (view, before) => {
                    const [now, then] = [key.getState(view.state), key.getState(before)];
                    if (now.dispatches !== then.dispatches) on.typed();
                    if (now !== then || !view.state.selection.eq(before.selection)) on.moved();
                },
            }),
        });
    }

    /** What others wrote, below what is not confirmed. Throws where a step does not fit the document. */
    receive(state, steps, { epoch, version }) {
        const { unconfirmed, others, dispatches } = this.key.getState(state);
        const transaction = state.tr;
        const result = rebase(transaction, unconfirmed, steps);
        const moved = {
            epoch, version, dispatches,
            unconfirmed: result.unconfirmed,
            others: othersAfter(others, transaction.mapping, unconfirmed.length, steps.length),
        };
        this.#keepCaretBefore(state, transaction);
        this.#finish(transaction, moved).setMeta("rebased", unconfirmed.length);
        return { transaction, lost: result.lost };
    }

    /** The first of the unconfirmed steps are in the store now. */
    confirm(state, count, version) {
        const known = this.key.getState(state);
        const moved = { ...known, version, unconfirmed: known.unconfirmed.slice(count) };
        return this.#finish(state.tr, moved);
    }

    /** Takes the dispatches back that the server refuses, and what hangs on them. */
    withdraw(state, dispatches) {
        const known = this.key.getState(state);
        const transaction = state.tr;
        const result = rebase(transaction, known.unconfirmed, [], (one) => dispatches.has(one.dispatch));
        const others = othersAfter(known.others, transaction.mapping, known.unconfirmed.length, 0);
        const moved = { ...known, unconfirmed: result.unconfirmed, others };
        this.#finish(transaction, moved).setMeta("rebased", known.unconfirmed.length);
        return { transaction, lost: result.lost };
    }

    #finish(transaction, moved) {
        return transaction.setMeta(this.key, moved).setMeta(REMOTE, true).setMeta("addToHistory", false);
    }

    /** Words that come in at the caret do not push it along. */
    #keepCaretBefore(state, transaction) {
        const { TextSelection } = this.#pm.state;
        if (!(state.selection instanceof TextSelection)) return;
        const place = (position) => transaction.doc.resolve(transaction.mapping.map(position, -1));
        const { anchor, head } = state.selection;
        transaction.setSelection(TextSelection.between(place(anchor), place(head), -1));
        // A selection that was mapped, not chosen: `history` and stored marks must not take it for the writer's.
        transaction.updated &= ~1;
    }
}

/** Wraps a plugin that appends transactions, so that it answers only what this writer did. */
export function onlyLocal(pm, plugin) {
    const append = plugin.spec.appendTransaction;
    if (!append) return plugin;
    return new pm.state.Plugin({
        ...plugin.spec,
        appendTransaction(transactions, before, after) {
            return transactions.some(isRemote) ? null : append.call(this, transactions, before, after);
        },
    });
}

function withOwn(transaction, state) {
    if (!transaction.docChanged) return state;
    const dispatch = state.dispatches + 1;
    const { maps } = transaction.mapping;
    let others = maps.reduce(carried, state.others);
    if (transaction.getMeta("othersWords")) others = joined([...others, ...maps.flatMap((map) => inserted(map))]);
    return {
        ...state,
        unconfirmed: [...state.unconfirmed, ...unconfirmedOf(transaction, dispatch)],
        others,
        dispatches: dispatch,
    };
}

/** Others' stretches after a rebase; what the steps from `first` on brought is theirs too. */
function othersAfter(others, mapping, first, count) {
    const moved = ({ from, to }, since) => ({ from: since.map(from, 1), to: since.map(to, -1) });
    const result = others.map((range) => moved(range, mapping));
    for (let place = first; place < first + count; place++) {
        const since = mapping.slice(place + 1);
        result.push(...inserted(mapping.maps[place]).map((range) => moved(range, since)));
    }
    return joined(result.filter(({ from, to }) => from < to));
}
