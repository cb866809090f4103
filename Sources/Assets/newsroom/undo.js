// Undo takes back what one wrote oneself, and leaves alone what others have written into it.
//
// The plugin `history` takes an insertion back by deleting from its beginning to its end, wherever these are now. If
// somebody else has written in between, their words would go as well. So they are put back at once, in the same event
// of the history: a redo takes them out of there before it brings back the whole.

import { carried, inserted, takenOut } from "./ranges.js";
import { textOf } from "./rescue.js";

/**
 * The transaction that puts others' words back after an undo or redo, or null.
 * @param {{from: number, to: number}[]} others What others wrote, in the document before the transactions.
 */
export function othersWordsBack(pm, transactions, others, after) {
    const steps = transactions.flatMap((one) => one.steps.map((step, place) => ({ one, step, document: one.docs[place] })));
    if (others.length === 0 || !transactions.some(pm.history.isHistoryTransaction)) return null;
    let lost = [];
    let brought = "";
    for (const { one, step, document } of steps) {
        const map = step.getMap();
        const place = (at) => ({ ...at, position: map.map(at.position, 1) });
        lost = lost.map(place);
        if (pm.history.isHistoryTransaction(one)) {
            const taken = takenOut(others, map).map(({ from, to }) => ({ slice: document.slice(from, to), position: from }));
            lost.push(...taken.map(place));
            brought += step.slice ? textOf(step.slice) : "";
        }
        others = carried(others, map);
    }
    lost = lost.filter(({ slice }) => textOf(slice) !== "" && !brought.includes(textOf(slice)));
    if (lost.length === 0) return null;
    const transaction = after.tr;
    for (const { slice, position } of lost) transaction.replace(transaction.mapping.map(position), undefined, slice);
    return transaction.docChanged ? transaction.setMeta("othersWords", true) : null;
}

/**
 * Others' words that a transaction took out and brought back elsewhere (a paragraph that was moved, a redo): where they
 * stand now. They are still theirs, so that the next undo leaves them alone as well, also where it can only take them
 * out: somebody may have deleted the place that they were moved from.
 */
export function othersReturned(transaction, others) {
    if (others.length === 0) return [];
    const texts = new Set();
    const places = [];
    transaction.steps.forEach((step, place) => {
        const map = step.getMap();
        for (const { from, to } of takenOut(others, map)) {
            for (const text of textOf(transaction.docs[place].slice(from, to)).split("\n")) if (text) texts.add(text);
        }
        others = carried(others, map);
        const since = transaction.mapping.slice(place + 1);
        places.push(...inserted(map).map(({ from, to }) => ({ from: since.map(from, 1), to: since.map(to, -1) })));
    });
    return texts.size === 0 ? [] : places.flatMap(({ from, to }) => foundIn(transaction.doc, from, to, texts));
}

function foundIn(document, from, to, texts) {
    const found = [];
    document.nodesBetween(from, to, (block, position) => {
        if (!block.isTextblock) return true;
        // Every leaf is one position long, and one character here.
        const words = block.textBetween(0, block.content.size, "", "\ufffc");
        for (const text of texts) {
            const place = words.indexOf(text, Math.max(0, from - position - 1));
            if (place >= 0) found.push({ from: position + 1 + place, to: position + 1 + place + text.length });
        }
        return false;
    });
    return found.filter((one) => one.from >= from && one.to <= to);
}
