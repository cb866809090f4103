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
import { wordsOfDropped } from "./rescue.js";
import { othersReturned, othersWordsBack } from "./undo.js";

/**
 * What the editor knows of the shared text.
 * @typedef {object} SharedState
 * @property {number} epoch
 * @property {number} version The last batch that is in the document.
 * @property {object} confirmed The document of that version, without the unconfirmed steps.
 * @property {import("./rebase.js").Unconfirmed[]} unconfirmed
 * @property {{from: number, to: number}[]} others Stretches that were there when the text was opened, or that others wrote
 *     since.
 * @property {number} dispatches
 */

const REMOTE = "remote";

/** Whether a transaction brings what others wrote. */
const isRemote = (transaction) => transaction.getMeta(REMOTE) === true;

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
                init: (_, { doc }) => ({ epoch, version, confirmed: doc, unconfirmed: [], others: [whole(doc)], dispatches: 0 }),
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
        const { transaction, known, lost } = this.#rebased(state, steps);
        this.#keepCaretBefore(state, transaction);
        return { transaction: this.#finish(transaction, { ...known, epoch, version }), lost };
    }

    /** The first of the unconfirmed steps are in the store now. */
    confirm(state, count, version) {
        const known = this.key.getState(state);
        const { unconfirmed } = known;
        const confirmed = unconfirmed.slice(0, count).reduce((document, { step }) => step.apply(document).doc, known.confirmed);
        return this.#finish(state.tr, { ...known, version, confirmed, unconfirmed: unconfirmed.slice(count) });
    }

    /** Takes the dispatches back that the server refuses, and what hangs on them. */
    withdraw(state, dispatches) {
        const { transaction, known, lost } = this.#rebased(state, [], (one) => dispatches.has(one.dispatch));
        return { transaction: this.#finish(transaction, known), lost };
    }

    #rebased(state, steps, isRefused) {
        const known = this.key.getState(state);
        const { unconfirmed } = known;
        const transaction = state.tr;
        let result;
        try {
            result = rebase(transaction, unconfirmed, steps, isRefused);
        } catch {
            return this.#withoutOwn(state, steps);
        }
        const others = othersAfter(known.others, transaction.mapping, unconfirmed.length, steps.length);
        transaction.setMeta("rebased", unconfirmed.length);
        return { transaction, lost: result.lost, known: { ...known, unconfirmed: result.unconfirmed, confirmed: result.confirmed, others } };
    }

    /**
     * Commands on odd tables can make a document that the schema does not allow, and such a step cannot be taken back.
     * Then the text becomes the confirmed one, and all that was not confirmed goes to the rescued text.
     */
    #withoutOwn(state, steps) {
        const known = this.key.getState(state);
        const { unconfirmed } = known;
        const confirmed = steps.reduce((document, step) => {
            const { doc, failed } = step.apply(document);
            if (failed) throw new RangeError(failed);
            return doc;
        }, known.confirmed);
        const { ReplaceStep } = this.#pm.transform;
        const slice = new this.#pm.model.Slice(confirmed.content, 0, 0);
        const transaction = state.tr.step(new ReplaceStep(0, state.doc.content.size, slice));
        const lost = wordsOfDropped(state.doc, unconfirmed, new Set(unconfirmed.keys()));
        lost.push(...unconfirmed.flatMap(({ swallowed }) => swallowed));
        return { transaction, lost, known: { ...known, confirmed, unconfirmed: [], others: [whole(confirmed)] } };
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

const whole = (document) => ({ from: 0, to: document.content.size });

function withOwn(transaction, state) {
    if (!transaction.docChanged) return state;
    const dispatch = state.dispatches + 1;
    const { maps } = transaction.mapping;
    let others = maps.reduce(carried, state.others);
    const returned = othersReturned(transaction, state.others);
    if (returned.length > 0) others = joined([...others, ...returned]);
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
