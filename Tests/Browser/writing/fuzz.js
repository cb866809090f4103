// Several writers do things at random over a bad network, and at the end all have the same text and no word is missing.
//
// Each character is typed once in a run. At the end each is in the text, or somebody took it out on purpose, or it is in
// the rescued text. An undo takes out only what its own writer typed. In every third run nobody undoes or moves anything;
// then no character stands there twice, as a batch counts once, and what was typed into a word stands in it as long as the
// letters around it do: it was not rescued for want of a place.

import { act, Alphabet, isOfAlphabet, PLAIN, WEIGHTS } from "./acts.js";
import { Chance } from "./chance.js";

/** Fast enough for many runs, and slow enough that writers are behind each other all the time. */
const PACE = { alone: { pause: 3, longest: 12 }, together: { pause: 3, longest: 8 } };

/** A network that loses requests and answers, and is away for a while. */
export class BadNetwork {
    #isAway = false;
    #streams = new Set();

    constructor(fetch, chance, badness) {
        this.chance = chance;
        this.badness = badness;
        this.fetch = async (address, what = {}) => {
            const isStream = address.includes("/events?");
            await this.#some();
            if (this.isAway || (!isStream && this.chance.is(this.badness))) throw new TypeError("away");
            if (isStream) return fetch(address, { ...what, signal: this.#cut(what.signal) });
            const answer = await fetch(address, what);
            await this.#some();
            if (this.isAway || this.chance.is(this.badness)) throw new TypeError("the answer was lost");
            return answer;
        };
    }

    get isAway() {
        return this.#isAway;
    }

    set isAway(isAway) {
        this.#isAway = isAway;
        if (!isAway) return;
        for (const stream of this.#streams) stream.abort();
        this.#streams.clear();
    }

    #cut(signal) {
        const stream = new AbortController();
        this.#streams.add(stream);
        return AbortSignal.any([stream.signal, signal]);
    }

    #some() {
        return new Promise((resolve) => setTimeout(resolve, this.chance.below(6)));
    }
}

/** One writer: an editor, what it shares, and what was done in it on purpose. */
export class Writer {
    typed = new Set();
    takenOut = new Set();
    /** What was taken out other than by undo or redo: a redo may do it again. */
    erased = new Set();
    /** Others' characters that an undo or redo took out. */
    wrong = [];

    constructor(pm, shared, view, chance, alphabet) {
        Object.assign(this, { pm, shared, view, chance, alphabet });
    }

    act(name) {
        const before = signsOf(this.view.state.doc);
        const did = act(this.pm, this.view, this.chance, this.alphabet, name);
        const after = signsOf(this.view.state.doc);
        const isHistory = did === "undo" || did === "redo";
        for (const [sign, count] of before) {
            if ((after.get(sign) ?? 0) >= count) continue;
            this.takenOut.add(sign);
            if (!isHistory) this.erased.add(sign);
            else if (!this.typed.has(sign) && !this.erased.has(sign)) this.wrong.push(sign);
        }
        for (const sign of after.keys()) {
            if (before.has(sign)) continue;
            if (isHistory) this.takenOut.delete(sign);
            else this.typed.add(sign);
        }
        return did;
    }
}

/** Every character of the alphabet, and how often it stands there: a redo may bring one a second time. */
export function signsOf(doc) {
    const counts = new Map();
    for (const sign of doc.textBetween(0, doc.content.size, "\n")) {
        if (isOfAlphabet(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    return counts;
}

/**
 * @param {object} what
 * @param what.open Opens the story for a writer over a `fetch`: gives {shared, view}.
 * @param what.fetchOf The network of a writer by number.
 * @param what.beside Replaces the text elsewhere; gives the characters that it took out.
 * @param what.truth Gives {doc, version, rescued} as the server has them.
 */
export async function run({ pm, seed, writers = 3, acts = 60, badness = 0.1, open, fetchOf, truth, schema, beside }) {
    const chance = new Chance(seed);
    const isPlain = seed % 3 === 0;
    const alphabet = new Alphabet();
    const all = [];
    for (let number = 0; number < writers; number++) {
        const network = new BadNetwork(fetchOf(number), new Chance(seed * 31 + number), badness);
        // Each gets in; from then on the network is bad.
        const fetch = (...one) => (network.isReady || one[0].includes("/events?") ? network.fetch : fetchOf(number))(...one);
        const { shared, view } = await open(number, fetch, PACE);
        network.isReady = true;
        all.push(Object.assign(new Writer(pm, shared, view, chance, alphabet), { network }));
    }
    const counts = {};
    const elsewhere = new Set();
    const initial = signsOf(all[0].view.state.doc);
    for (let left = acts * writers; left > 0; left--) {
        const writer = chance.of(all);
        const did = writer.act(chance.weighed(isPlain ? PLAIN : WEIGHTS));
        if (did) counts[did] = (counts[did] ?? 0) + 1;
        if (chance.is(0.02)) writer.network.isAway = !writer.network.isAway;
        if (beside && chance.is(0.01)) for (const sign of beside(chance)) elsewhere.add(sign);
        if (chance.is(0.5)) await new Promise((resolve) => setTimeout(resolve, chance.below(5)));
    }
    for (const writer of all) Object.assign(writer.network, { isAway: false, badness: 0 });
    const wrong = await settled(all, truth);
    const end = await truth();
    const document = schema.nodeFromJSON(end.doc);
    const texts = all.map(({ view }) => JSON.stringify(view.state.doc.toJSON()));
    texts.forEach((text, number) => {
        if (text !== JSON.stringify(end.doc)) wrong.push(`writer ${number} has another text than the server`);
    });
    const there = signsOf(document);
    const rescued = new Set(end.rescued.flatMap(({ text }) => [...text]));
    const takenOut = new Set([...elsewhere, ...all.flatMap((writer) => [...writer.takenOut])]);
    const typed = new Set([...initial.keys(), ...all.flatMap((writer) => [...writer.typed])]);
    const lost = [...typed].filter((sign) => !there.has(sign) && !rescued.has(sign) && !takenOut.has(sign));
    if (lost.length > 0) wrong.push(`lost: ${lost.join("")}`);
    const doubled = [...there].filter(([, count]) => isPlain && count > 1).map(([sign]) => sign);
    if (doubled.length > 0) wrong.push(`there twice: ${doubled.join("")}`);
    const words = document.textBetween(0, document.content.size, "\n");
    const isAstray = ([before, sign, after]) => there.has(before) && there.has(after) && !takenOut.has(sign)
        && !(words.indexOf(before) < words.indexOf(sign) && words.indexOf(sign) < words.indexOf(after));
    const astray = isPlain && !beside ? alphabet.inside.filter(isAstray).map(([, sign]) => sign) : [];
    if (astray.length > 0) wrong.push(`not where they were typed: ${astray.join("")}`);
    const undone = all.flatMap((writer) => writer.wrong).filter((sign) => !there.has(sign) && !rescued.has(sign));
    if (undone.length > 0) wrong.push(`an undo took out what somebody else had typed: ${undone.join("")}`);
    for (const { shared, view } of all) {
        shared.close();
        view.destroy?.();
    }
    return {
        seed, wrong, counts, texts: [JSON.stringify(end.doc), ...texts], typed: typed.size, there: there.size, version: end.version,
        rescued: [...typed].filter((sign) => rescued.has(sign)).length,
        rescuedInVain: [...there.keys()].filter((sign) => rescued.has(sign)).length,
    };
}

/** Until everybody has sent everything and has seen everything. */
async function settled(all, truth) {
    const deadline = Date.now() + 20_000;
    for (;;) {
        await Promise.allSettled(all.map(({ shared }) => shared.flush()));
        const { epoch, version } = await truth();
        const isDone = all.every(({ shared }) => shared.state.kind === "saved" && shared.shared.version === version && shared.shared.epoch === epoch);
        if (isDone) return [];
        if (Date.now() > deadline) {
            return all.map(({ shared }, number) => `writer ${number}: ${JSON.stringify(shared.state)} at ${shared.shared.version} of ${version}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}
