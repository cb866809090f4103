// Gets what was typed to the server, one batch at a time, whatever happens on the way.
//
// The order is always: journal, send, wait for the answer. A lost answer: the same bytes again. Behind: the host rebases,
// and a new batch with a new number goes out at once. Refused: the dispatch that the server does not take is found and
// taken back, and its words go to the rescued text. Away, signed out: the journal goes on, sending waits.

import { aMoment, isAway, waitAfter } from "./exchange.js";
import { firstBatch, forTheWire, ofDispatches } from "./rebase.js";
import { wordsByStep } from "./rescue.js";

const MOST_STEPS = 500;
/** The server takes 1 MiB; a code unit of a string has three bytes at most. */
const MOST_UNITS = 340_000;
/** Browsers let requests that outlive their tab carry 64 KiB. */
const OUTLIVING_UNITS = 20_000;
/** Longer words go to the rescued text in pieces. */
const PIECE = 100_000;

export class Outbox {
    #host;
    #exchange;
    #standing;
    #journal;
    #client;
    #schema;
    #seq = 0;
    #sent = null;
    #lost = [];
    #lostSeq = 0;
    #fields = null;
    #first = 0;
    #timer = 0;
    #retry = 0;
    #isBusy = false;
    #isAsked = false;
    /** How many dispatches a batch may have: fewer while the one is looked for that the server refuses. */
    #most = Infinity;
    #isKept = false;
    #waits = 0;
    #isClosed = false;

    /** Whether the server did not answer the last time. */
    isAway = false;

    /**
     * @param host The shared text: what is unconfirmed, and what to do with an answer.
     * @param {object} what
     * @param {import("./standing.js").Standing} what.standing
     * @param {number} what.schema
     */
    constructor(host, { exchange, standing, journal, client, schema }) {
        this.#host = host;
        this.#exchange = exchange;
        this.#standing = standing;
        this.#journal = journal;
        this.#client = client;
        this.#schema = schema;
    }

    /** Whether everything is in the store. */
    get isEmpty() {
        return this.#lost.length === 0 && this.#host.shared.unconfirmed.length === 0;
    }

    /** Something was typed: sent after a pause, or when the first of it is old enough. */
    typed({ pause, longest }) {
        const now = Date.now();
        this.#first ||= now;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.deliver(), Math.max(0, Math.min(pause, this.#first + longest - now)));
    }

    /** Words that have lost their place. */
    lose(words) {
        if (words.length === 0) return;
        const pieces = words.flatMap(inPieces).map((one) => ({ seq: ++this.#lostSeq, ...one }));
        this.#lost = [...this.#lost, ...pieces];
        this.deliver();
    }

    /** What is typed elsewhere on the page and not saved: only kept here, and sent by others. */
    keepFields(fields) {
        this.#fields = fields;
        return this.#keep();
    }

    /** Others were first: the server will not take the batch that is under way. */
    overtaken() {
        if (this.#sent) this.#sent.isOver = true;
    }

    /** The stream tells of a batch of this client. Whether it is the one under way. */
    told({ seq, version, at }) {
        const sent = this.#sent;
        if (sent?.seq !== seq || sent.isOver) return false;
        // The answer may have been lost: the server is there all the same.
        this.#answered();
        if (!sent.isConfirmed) this.#confirm(sent, version, at);
        return true;
    }

    /** The server may be back: no more waiting. */
    wake() {
        clearTimeout(this.#retry);
        this.#retry = 0;
        return this.deliver();
    }

    /**
     * Journals, then sends all there is.
     * @param {boolean} isLeaving The tab may be gone at the next moment: nothing is waited for.
     */
    async deliver(isLeaving = false) {
        clearTimeout(this.#timer);
        this.#first = 0;
        if (this.#isBusy) {
            this.#isAsked = true;
            return this.#keep();
        }
        this.#isBusy = true;
        try {
            do this.#isAsked = false;
            while ((await this.#next(isLeaving)) || this.#isAsked);
        } finally {
            this.#isBusy = false;
            this.#host.tell();
        }
    }

    close() {
        this.#isClosed = true;
        clearTimeout(this.#timer);
        clearTimeout(this.#retry);
    }

    /** Does one thing that is to be done. Whether there may be more. */
    async #next(isLeaving) {
        const host = this.#host;
        if (this.#sent?.isOver || this.#sent?.isConfirmed) this.#sent = null;
        if (this.#standing.mustReopen && !this.#sent && !this.#isClosed) return this.#standing.reopen();
        const maySend = !this.#retry && (!this.#isClosed || isLeaving);
        if (maySend && host.shared.unconfirmed.length > 0 && host.maySend) return this.#sendBatch(isLeaving);
        if (maySend && this.#lost.length > 0 && this.#standing.mayRescue) return this.#sendLost();
        if (this.isEmpty) {
            this.#most = Infinity;
            // Nothing is left that the server has not got; whether it is there is for the stream to say.
            this.#answered();
        }
        await this.#keep();
        return false;
    }

    async #sendBatch(isLeaving) {
        this.#sent ??= this.#compose();
        const sent = this.#sent;
        const kept = this.#keep();
        if (!isLeaving) await kept;
        // Others may have been first while it was written down.
        if (sent.isOver) return true;
        this.#host.tell();
        const outlives = isLeaving && sent.body.length < OUTLIVING_UNITS;
        const answer = await this.#exchange.post("text/batches", sent.body, { outlives });
        // Whether it was taken or not: whoever takes up the journal sends the same bytes.
        if (this.#isClosed) return false;
        return this.#take(sent, answer);
    }

    /** What came of a batch. Whether to go on at once. */
    async #take(sent, answer) {
        const { status, body } = answer;
        if (isAway(status)) return this.#later(answer);
        this.#answered();
        if (status === 401) return this.#standing.signedOut();
        if (status === 403) return this.#refused(body);
        this.#sent = null;
        if (sent.isConfirmed) return true;
        switch (status) {
        case 200:
            if (sent.isOver || body.version !== this.#host.shared.version + 1) return this.#standing.reopen();
            this.#confirm(sent, body.version, body.at);
            this.#most *= 2;
            return true;
        case 409:
            if (!this.#host.caughtUp(body.batches ?? []) && !sent.isOver) await aMoment();
            return true;
        case 410:
            return this.#standing.reopen();
        case 413:
        case 422:
            if (!sent.isOver) this.#search(sent);
            return true;
        default:
            return this.#standing.freeze(body.code ?? `status ${status}`);
        }
    }

    #confirm(sent, version, at) {
        sent.isConfirmed = true;
        this.#host.confirm(sent.count, version, at);
        this.lose(sent.swallowed);
    }

    /** The server does not take one of the dispatches: it is looked for by halves, and taken back once it is alone. */
    #search({ dispatches }) {
        if (dispatches.size > 1) {
            this.#most = Math.ceil(dispatches.size / 2);
        } else {
            this.#most = Infinity;
            this.#host.withdraw(dispatches);
        }
    }

    async #refused(body) {
        const mayGoOn = await this.#standing.refused(body);
        return mayGoOn ?? this.#later({ status: 0, after: null });
    }

    async #sendLost() {
        await this.#keep();
        const { seq, ...words } = this.#lost[0];
        const answer = await this.#exchange.post("text/rescued", { ...words, client: this.#client, seq });
        if (isAway(answer.status)) return this.#later(answer);
        this.#answered();
        if (this.#isClosed) return false;
        if (answer.status === 401) return this.#standing.signedOut();
        if (answer.status === 403 && answer.body.code === "form") return this.#refused(answer.body);
        if (answer.status !== 200 && answer.status !== 201) {
            // Not taken: they stay in the journal, and the next opening tries again.
            return false;
        }
        this.#lost = this.#lost.filter((one) => one.seq !== seq);
        return true;
    }

    #compose() {
        const { epoch, version, unconfirmed } = this.#host.shared;
        const wire = forTheWire(ofDispatches(unconfirmed, this.#most));
        const seq = ++this.#seq;
        const write = (batch) => JSON.stringify({
            epoch, version, client: this.#client, seq, schema: this.#schema, steps: batch.map(({ step }) => step.toJSON()),
        });
        let batch = firstBatch(wire, MOST_STEPS);
        let body = write(batch);
        while (body.length > MOST_UNITS && batch.length > 1) {
            batch = firstBatch(batch, Math.ceil(batch.length / 2));
            body = write(batch);
        }
        return {
            seq, body,
            steps: batch.length,
            count: batch.reduce((sum, one) => sum + one.count, 0),
            dispatches: new Set(batch.flatMap((one) => one.dispatches)),
            swallowed: batch.flatMap((one) => one.swallowed),
        };
    }

    /** Writes down what is not in the store yet; nothing, if all is. */
    async #keep() {
        const content = this.#content();
        if (content === null && !this.#isKept) return;
        this.#isKept = content !== null;
        await this.#journal.keep(content);
    }

    #content() {
        if (this.isEmpty && !this.#fields) return null;
        const { epoch, version, unconfirmed } = this.#host.shared;
        const wire = forTheWire(unconfirmed);
        const words = wordsByStep(this.#host.view.state.doc, wire);
        const isOpen = this.#sent && !this.#sent.isOver && !this.#sent.isConfirmed;
        return {
            epoch, version,
            seq: this.#seq,
            sent: isOpen ? { seq: this.#sent.seq, count: this.#sent.steps, body: this.#sent.body } : null,
            wire: wire.map(({ step, dispatch, swallowed }, place) => ({
                step: step.toJSON(), dispatch, swallowed, words: words[place],
            })),
            lost: this.#lost,
            lostSeq: this.#lostSeq,
            fields: this.#fields,
        };
    }

    #answered() {
        this.#waits = 0;
        this.isAway = false;
    }

    #later({ status, after }) {
        this.isAway = status !== 429;
        const wait = after ?? waitAfter(this.#waits++) * (0.5 + Math.random() / 2);
        if (!this.#isClosed) this.#retry = setTimeout(() => this.wake(), wait);
        return false;
    }
}

function inPieces({ before, text, after }) {
    const count = Math.ceil(text.length / PIECE);
    return Array.from({ length: count }, (_, place) => ({
        before: place === 0 ? before : "",
        text: text.slice(place * PIECE, (place + 1) * PIECE).toWellFormed(),
        after: place === count - 1 ? after : "",
    }));
}
