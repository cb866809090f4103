// Steps that the server has not confirmed yet, and how they move over what others have written.
//
// This is ProseMirror's own way: take back the unconfirmed steps, apply the others' steps, apply the unconfirmed ones
// again where their places are now. What cannot be applied again is dropped, and its words are told to the caller.

import { notMeant, wordsBetween, wordsIn, wordsOfDropped } from "./rescue.js";

/**
 * An unconfirmed step.
 * @typedef {object} Unconfirmed
 * @property {object} step
 * @property {object} inverted Takes the step back.
 * @property {number} dispatch Steps of one dispatch have one number: they go out together.
 * @property {{before: string, text: string, after: string}[]} swallowed Words that a rebase made this step delete, and
 *     that it did not delete when it was made. They are lost once it is confirmed.
 */

/** The steps of a transaction, as unconfirmed ones. */
export function unconfirmedOf(transaction, dispatch) {
    return transaction.steps.map((step, place) => ({
        step,
        inverted: inverseOf(step, transaction.docs[place]),
        dispatch,
        swallowed: [],
    }));
}

/**
 * What takes a step back, exactly.
 *
 * ProseMirror takes a mark back by removing it from the whole stretch, which is right where the step has set it on all
 * of it. Where somebody else has set it on a part meanwhile, that part must keep it: otherwise this writer alone would
 * have it no more.
 */
function inverseOf(step, before) {
    if (!step.mark) return step.invert(before);
    const { from, to } = step;
    const content = before.slice(from, to);
    return {
        apply: (document) => ({ doc: document.replace(from, to, content), failed: null }),
        getMap: () => step.getMap(),
    };
}

/**
 * Moves unconfirmed steps over those of others, and changes the document of `transform` accordingly.
 * @param {Unconfirmed[]} unconfirmed
 * @param {object[]} over The steps of others, which must fit the document without the unconfirmed ones.
 * @param {(one: Unconfirmed) => boolean} isRefused Unconfirmed steps that are to be left out.
 * @returns {{unconfirmed: Unconfirmed[], lost: {before: string, text: string, after: string}[], confirmed: object}}
 *     `confirmed`: the document without the unconfirmed steps.
 */
export function rebase(transform, unconfirmed, over, isRefused = () => false) {
    const mine = transform.doc;
    for (let place = unconfirmed.length - 1; place >= 0; place--) transform.step(unconfirmed[place].inverted);
    // The document that each of them was made for.
    const made = unconfirmed.map((_, place) => transform.docs[unconfirmed.length - place] ?? transform.doc);
    for (const step of over) transform.step(step);
    const confirmed = transform.doc;
    const dropped = new Set();
    const result = [];
    unconfirmed.forEach((one, place) => {
        const mapFrom = unconfirmed.length - place;
        const mapping = transform.mapping.slice(mapFrom);
        const step = isRefused(one) ? null : one.step.map(mapping);
        const before = transform.doc;
        const inverted = step && applied(transform, step);
        if (!inverted) {
            dropped.add(place);
            return;
        }
        const isSame = (from, to, newFrom) =>
            wordsBetween(made[place], from, to) === wordsBetween(before, newFrom, newFrom + to - from);
        const swallowed = wordsIn(before, notMeant(one.step, step, mapping, isSame));
        transform.mapping.setMirror(mapFrom - 1, transform.steps.length - 1);
        result.push({ ...one, step, inverted, swallowed: [...one.swallowed, ...swallowed] });
    });
    const lost = dropped.size > 0 ? wordsOfDropped(mine, unconfirmed, dropped) : [];
    // What a dropped step had swallowed is back, unless what had brought it was dropped as well.
    const back = unconfirmed.filter((_, place) => dropped.has(place)).flatMap(({ swallowed }) => swallowed);
    if (back.length > 0) {
        const text = wordsBetween(transform.doc, 0, transform.doc.content.size);
        lost.push(...back.filter((words) => !text.includes(words.text)));
    }
    return { unconfirmed: result, lost, confirmed };
}

/** Applies a step if it fits: gives what takes it back, or null. */
function applied(transform, step) {
    try {
        const inverted = inverseOf(step, transform.doc);
        return transform.maybeStep(step).failed ? null : inverted;
    } catch {
        // A position outside of the document, a gap that others have turned inside out.
        return null;
    }
}

/**
 * A step as it goes over the wire.
 * @typedef {{step: object, dispatch: number, dispatches: number[], count: number, swallowed: object[]}} WireStep
 *     `count`: how many unconfirmed steps it stands for; `dispatches`: of which dispatches; `dispatch`: the first of them.
 */

/**
 * Characters typed one after the other make one step of the wire.
 *
 * For the wire alone: the unconfirmed steps stay as they are, because the history of undo counts them.
 * @param {Unconfirmed[]} unconfirmed
 * @returns {WireStep[]}
 */
export function forTheWire(unconfirmed) {
    const result = [];
    unconfirmed.forEach(({ step, dispatch, swallowed }, place) => {
        const isAlone = dispatch !== unconfirmed[place - 1]?.dispatch && dispatch !== unconfirmed[place + 1]?.dispatch;
        const last = result.at(-1);
        const merged = isAlone && last?.isAlone ? last.step.merge(step) : null;
        if (merged) {
            last.step = merged;
            last.count += 1;
            last.dispatches.push(dispatch);
            last.swallowed.push(...swallowed);
        } else {
            result.push({ step, dispatch, dispatches: [dispatch], count: 1, swallowed: [...swallowed], isAlone });
        }
    });
    return result;
}

/**
 * As many steps from the beginning as one batch may have. A dispatch is parted only where it alone is too much.
 * @param {{dispatch: number}[]} wire
 * @param {number} most
 */
export function firstBatch(wire, most) {
    if (wire.length <= most) return wire;
    let end = most;
    while (end > 0 && wire[end - 1].dispatch === wire[end].dispatch) end--;
    return wire.slice(0, end || most);
}

/** The unconfirmed steps of so many dispatches from the beginning. */
export function ofDispatches(unconfirmed, most) {
    const known = new Set();
    const end = unconfirmed.findIndex(({ dispatch }) => known.add(dispatch).size > most);
    return end < 0 ? unconfirmed : unconfirmed.slice(0, end);
}
