// Sends what a dead tab left in the journal.
//
// It is a small client of its own, under the name of the dead one: the batch that was on its way goes out as the same
// bytes with the same number, so that it counts once, whether or not it had arrived. It holds no document. Its steps are
// moved over others' batches by their maps alone, and the server, which applies every step, says whether they fit. What
// has no place goes to the rescued text. The words come into the open editor as anybody's do: by the stream.

import { aMoment } from "./exchange.js";
import { firstBatch } from "./rebase.js";
import { notMeant } from "./rescue.js";

/**
 * @typedef {object} Content What a record of the journal says.
 * @property {number} epoch
 * @property {number} version The version that the steps were made for.
 * @property {number} seq The last number that was used.
 * @property {{seq: number, count: number, body: string} | null} sent The batch that may have been sent: the first
 *     `count` of the steps.
 * @property {{step: object, dispatch: number, words: object | null, swallowed: object[]}[]} wire
 * @property {{seq: number, before: string, text: string, after: string}[]} lost Words on their way to rescue.
 * @property {number} lostSeq
 * @property {object | null} fields What was typed outside of the text.
 */

/** How many steps, and how many rounds of being behind, before it is left for later. */
const MOST_STEPS = 500;
const MOST_ROUNDS = 1_000;

export class LeftBehind {
    #pm;
    #schema;
    #exchange;
    #number;

    /** @param number The number of the schema of documents. */
    constructor(pm, schema, exchange, number) {
        this.#pm = pm;
        this.#schema = schema;
        this.#exchange = exchange;
        this.#number = number;
    }

    /**
     * Sends all of it, and deletes the record; where the server is away or the session has ended, the rest stays there.
     * @param {Content} content
     * @param {{client: string, keep: (content: Content | null) => Promise<void>}} record
     * @param {((fields: object) => Promise<void>) | null} takeFields
     */
    async finish(content, record, takeFields = null) {
        const rest = { ...content };
        for (let round = 0; rest.wire.length > 0; round++) {
            if (!rest.sent) {
                this.#compose(rest, record.client);
                await record.keep(rest);
            }
            const answer = await this.#exchange.post("text/batches", rest.sent.body);
            const { version } = rest;
            if (round > MOST_ROUNDS || !this.#take(rest, answer)) return;
            await record.keep(rest);
            if (answer.status === 409 && rest.version === version) await aMoment();
        }
        while (rest.lost.length > 0) {
            const { seq, ...words } = rest.lost[0];
            const answer = await this.#exchange.post("text/rescued", { ...words, client: record.client, seq });
            if (answer.status !== 201 && answer.status !== 200) return;
            rest.lost = rest.lost.slice(1);
            await record.keep(rest);
        }
        if (rest.fields && !takeFields) return;
        if (rest.fields) await takeFields(rest.fields);
        await record.keep(null);
    }

    #compose(rest, client) {
        const batch = firstBatch(rest.wire, MOST_STEPS);
        rest.seq += 1;
        const { epoch, version, seq } = rest;
        const steps = batch.map(({ step }) => step);
        const body = JSON.stringify({ epoch, version, client, seq, schema: this.#number, steps });
        rest.sent = { seq, count: batch.length, body };
    }

    /** Whether to go on. */
    #take(rest, { status, body }) {
        const { count } = rest.sent;
        switch (status) {
        case 200:
            lose(rest, rest.wire.slice(0, count).flatMap(({ swallowed }) => swallowed));
            rest.wire = rest.wire.slice(count);
            rest.version = body.version;
            break;
        case 409:
            this.#moveOver(rest, body.batches ?? []);
            break;
        case 410:
        case 413:
        case 422:
            // The text was replaced, or the steps do not fit it: no place is certain any more, and no word may be lost.
            lose(rest, rest.wire.map(({ words }) => words));
            rest.wire = [];
            break;
        default:
            return false;
        }
        rest.sent = null;
        return true;
    }

    #moveOver(rest, batches) {
        const { Mapping, Step } = this.#pm.transform;
        const read = (step) => Step.fromJSON(this.#schema, step);
        const own = rest.wire.map(({ step }) => read(step));
        const over = batches.filter(({ version }) => version > rest.version).flatMap(({ steps }) => steps.map(read));
        const rebased = mappedOver(Mapping, own, over);
        lose(rest, rest.wire.filter((_, place) => !rebased[place]).map(({ words }) => words));
        rest.wire = rest.wire.flatMap((one, place) => (rebased[place] ? [{ ...one, step: rebased[place].toJSON() }] : []));
        rest.version = batches.at(-1)?.version ?? rest.version;
    }
}

/**
 * Where steps are after others' steps; null for those that have no place. A deletion that would take in anything else
 * than it did is not made: without a document nobody can say which words those are.
 */
function mappedOver(Mapping, own, over) {
    const mapping = new Mapping(own.map((step) => step.getMap().invert()).reverse());
    for (const step of over) mapping.appendMap(step.getMap());
    return own.map((step, place) => {
        const since = mapping.slice(own.length - place);
        const mapped = step.map(since);
        // Only single positions are sure to be the same where nobody can compare the words.
        if (!mapped || notMeant(step, mapped, since, (from, to) => to - from === 1).length > 0) return null;
        mapping.appendMap(mapped.getMap(), own.length - place - 1);
        return mapped;
    });
}

function lose(rest, words) {
    for (const one of words) if (one) rest.lost = [...rest.lost, { seq: ++rest.lostSeq, ...one }];
}
