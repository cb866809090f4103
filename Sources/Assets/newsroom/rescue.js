// Finds the words that a rebase would lose.
//
// ProseMirror drops a step without a sound when its place has vanished: one writer deletes a paragraph, another has
// typed in it meanwhile. It also widens a deletion over what others have put inside of the deleted stretch. Both are
// right for the document, and both lose words that nobody wanted gone. So they are found here, with the words around
// them, and put among the *rescued text* of the story.

import { carried, changesOf, inserted, joined, without } from "./ranges.js";

/** For so many steps it is found out what of each still stands, which takes the square of their number. */
const MOST_EXACT = 300;
/** As much of the surroundings as a reader needs to find the place again. */
const AROUND = 80;

/** What a step brings that a reader could miss: its text, and the addresses of its embeds. */
export function textOf(slice) {
    return between(slice.content, 0, slice.content.size);
}

/** The words between two positions of a document. */
export function wordsBetween(document, from, to) {
    return between(document.content, from, to);
}

function between(content, from, to) {
    return content.textBetween(from, to, "\n", (leaf) => leaf.attrs.url ?? (leaf.type.name === "hardBreak" ? "\n" : ""));
}

/** Words of a document with what stands before and after them, or null where there are none. */
function wordsAt(document, from, to) {
    const text = wordsBetween(document, from, to);
    if (text.trim() === "") return null;
    return {
        before: lastOf(wordsBetween(document, Math.max(0, from - AROUND), from)),
        text,
        after: firstOf(wordsBetween(document, to, Math.min(document.content.size, to + AROUND))),
    };
}

// A sign of two code units (an emoji) must not be cut in the middle: the server refuses half a sign.
function lastOf(text) {
    return /^[\udc00-\udfff]/.test(text) ? text.slice(1) : text;
}

function firstOf(text) {
    return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

/**
 * The words of those unconfirmed steps that a rebase dropped, as they stood in the document before it.
 *
 * A step may have typed what a later one deleted again: only what still stood there counts. What stands side by side
 * comes back as one piece, however many keystrokes it was.
 * @param document The writer's document before the rebase.
 * @param {{step: object}[]} steps All unconfirmed steps, in order.
 * @param {Set<number>} dropped Places of the dropped ones.
 */
export function wordsOfDropped(document, steps, dropped) {
    let ranges = [];
    steps.forEach(({ step }, place) => {
        const map = step.getMap();
        ranges = carried(ranges, map);
        if (dropped.has(place)) ranges.push(...inserted(map));
    });
    return wordsIn(document, ranges);
}

/**
 * What a rebased step deletes that it did not delete when it was made: others' words inside of what was deleted, and
 * whatever else its ends take in where they have moved to.
 * @param step As it was made.
 * @param rebased As it is now.
 * @param mapping From the document before the one to the document before the other.
 * @param {(from: number, to: number, newFrom: number) => boolean} isSame Whether all that stood between two positions
 *     stands at its new place, with nothing in between. Asked only where the length is the same.
 * @returns {{from: number, to: number}[]} In the document before the rebased step.
 */
export function notMeant(step, rebased, mapping, isSame) {
    const taken = changesOf(rebased.getMap()).filter(({ from, to }) => to > from);
    if (taken.length === 0) return [];
    const meant = changesOf(step.getMap()).flatMap(({ from, to }) => imagesOf(from, to, mapping, isSame));
    return without(taken.map(({ from, to }) => ({ from, to })), meant);
}

/** Where what stood between two positions stands now: found by halves, down to single characters. */
function imagesOf(from, to, mapping, isSame) {
    if (from >= to) return [];
    const [newFrom, newTo] = [mapping.map(from, 1), mapping.map(to, -1)];
    if (newFrom >= newTo) return [];
    if (newTo - newFrom === to - from && isSame(from, to, newFrom)) return [{ from: newFrom, to: newTo }];
    if (to - from === 1) return [];
    const middle = (from + to) >> 1;
    return [...imagesOf(from, middle, mapping, isSame), ...imagesOf(middle, to, mapping, isSame)];
}

/**
 * What each step brought that still stands in the document: for the journal, which keeps no document.
 * @returns {({before: string, text: string, after: string} | null)[]}
 */
export function wordsByStep(document, steps) {
    if (steps.length > MOST_EXACT) {
        return steps.map(({ step }) => {
            const text = step.slice ? textOf(step.slice) : "";
            return text.trim() === "" ? null : { before: "", text, after: "" };
        });
    }
    let ranges = [];
    steps.forEach(({ step }, place) => {
        const map = step.getMap();
        ranges = [...carried(ranges, map), ...inserted(map).map((range) => ({ ...range, place }))];
    });
    return steps.map((_, place) => {
        const mine = ranges.filter((range) => range.place === place);
        const pieces = mine.map(({ from, to }) => wordsAt(document, from, to)).filter(Boolean);
        if (pieces.length === 0) return null;
        return { before: pieces[0].before, text: pieces.map(({ text }) => text).join(""), after: pieces.at(-1).after };
    });
}

/** The words in stretches of a document; stretches with no words between them make one piece. */
export function wordsIn(document, ranges) {
    const pieces = [];
    for (const range of joined(ranges)) {
        const last = pieces.at(-1);
        const isNext = last && wordsBetween(document, last.to, range.from).trim() === "";
        if (isNext) last.to = range.to;
        else pieces.push({ ...range });
    }
    return pieces.map(({ from, to }) => wordsAt(document, from, to)).filter(Boolean);
}
