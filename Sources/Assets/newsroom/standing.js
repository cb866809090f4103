// Whether this tab may send what is typed in it: who is signed in, what the server allows them, and which text there is.
//
// Typing never waits for any of this. While the session is over, it is looked for a new one; when the right to write is
// lost, what is not in the store goes to the rescued text; when the text was replaced elsewhere, it is opened anew. All
// that is done with the text itself is the host's (shared-text.js).

import { isAway, waitAfter } from "./exchange.js";

/** The number of the schema that this code speaks. */
export const SCHEMA = 1;

/** How often a tab whose session has ended looks whether somebody has signed in again. */
const LOOK_AGAIN = 5_000;

export class Standing {
    #host;
    #exchange;
    #blocked = null;
    #other = null;
    #looking = 0;
    #isOver = false;
    #isReopening = null;
    #isClosed = false;

    /**
     * @param host The shared text: what it holds, and what to do with an answer.
     * @param {import("./exchange.js").Exchange} exchange
     */
    constructor(host, exchange) {
        this.#host = host;
        this.#exchange = exchange;
    }

    /**
     * What keeps everything from being sent; null if nothing does. One of the states `signedOut`, `readOnly`, `frozen`.
     * @returns {import("./shared-text.js").State | null}
     */
    get blocked() {
        return this.#blocked;
    }

    /** The text was replaced elsewhere: it is opened anew as soon as it is known what became of the last batch. */
    get mustReopen() {
        return this.#isOver && (!this.#blocked || this.#blocked.kind === "readOnly");
    }

    get mayRescue() {
        return !this.#blocked || this.#blocked.kind === "readOnly";
    }

    /** What the server said at opening. */
    learn(body) {
        if (body.token) this.#exchange.session.token = body.token;
        if (!body.mayWrite) this.#blocked ??= { kind: "readOnly", why: body.why };
        else if (this.#blocked?.kind === "readOnly") this.#blocked = null;
        this.#host.learn(body);
    }

    /** Another text, or so old a version of this one that what came since is not told singly any more. */
    textIsOver() {
        this.#isOver = true;
    }

    /** The session has ended: typing and the journal go on, and it is looked for a new one. */
    signedOut() {
        this.#blocked = { kind: "signedOut", other: this.#other };
        this.#host.stopFollowing();
        clearTimeout(this.#looking);
        if (!this.#isClosed) this.#looking = setTimeout(() => this.look(), LOOK_AGAIN);
        this.#host.tell();
        return false;
    }

    /** A verb was done with the story, which may give the right to write or take it. */
    storyIs({ mayWrite, why }) {
        if (this.#blocked && this.#blocked.kind !== "readOnly") return;
        if (mayWrite) {
            if (this.#blocked) this.#unblock();
        } else if (this.#host.isAllSent) {
            this.#blockWriting(why);
        } else {
            // What became of the last words is for the server to say: the answer to them blocks writing.
            this.#host.wake();
        }
    }

    /**
     * The server says no. Whether to try again: with the token of a new session yes, without the right no; null where
     * nobody can say.
     */
    async refused({ message }) {
        const token = this.#exchange.session.token;
        const { status, body } = await this.#exchange.get("text");
        if (isAway(status)) return null;
        if (status === 401 || this.#isOther(status, body)) return this.signedOut();
        if (status !== 200) return this.#blockWriting(message ?? null);
        this.learn(body);
        if (!body.mayWrite) return this.#blockWriting(body.why);
        if (this.#exchange.session.token !== token) return true;
        return this.#blockWriting(message ?? null);
    }

    freeze(why) {
        this.#blocked = { kind: "frozen", why };
        this.#host.stopFollowing();
        this.#host.tell();
        return false;
    }

    /** Looks whether somebody has signed in again, in another tab. */
    async look() {
        clearTimeout(this.#looking);
        const { status, body } = await this.#exchange.get("text");
        if (this.#isClosed || this.#blocked?.kind !== "signedOut") return;
        if (status !== 200 || this.#isOther(status, body)) return this.signedOut();
        this.#blocked = null;
        this.learn(body);
        await this.#host.unlock(body.journalKey);
        this.#isOver ||= body.epoch !== this.#host.shared.epoch;
        if (!body.mayWrite) this.#blockWriting(body.why);
        this.#host.follow();
        this.#host.tell();
        this.#host.wake();
    }

    /** The text is opened anew; what was typed is rebased over what has changed in it. Whether that was possible. */
    reopen() {
        this.#isReopening ??= this.#reopen().finally(() => { this.#isReopening = null; });
        return this.#isReopening;
    }

    close() {
        this.#isClosed = true;
        clearTimeout(this.#looking);
    }

    async #reopen() {
        let answer = await this.#exchange.get("text");
        for (let times = 0; isAway(answer.status); times++) {
            this.#host.isAway = true;
            this.#host.tell();
            await new Promise((resolve) => setTimeout(resolve, waitAfter(times)));
            if (this.#isClosed) return false;
            answer = await this.#exchange.get("text");
        }
        const { status, body } = answer;
        this.#host.isAway = false;
        if (status === 401 || this.#isOther(status, body)) return this.signedOut();
        if (status !== 200) return this.freeze("gone");
        if (body.schema !== SCHEMA) return this.freeze("schema");
        this.#isOver = false;
        this.learn(body);
        this.#host.replace(body);
        return true;
    }

    /** Whether somebody else has signed in in this browser meanwhile: nothing goes out under another's name. */
    #isOther(status, body) {
        if (status !== 200) return false;
        this.#other = body.member.number === this.#host.member.number ? null : body.member;
        return this.#other !== null;
    }

    /** Nothing of this writer is taken any more: what is not in the store goes to the rescued text, whole. */
    #blockWriting(why) {
        this.#blocked = { kind: "readOnly", why };
        this.#host.withdrawAll();
        this.#host.tell();
        return false;
    }

    #unblock() {
        this.#blocked = null;
        this.#host.tell();
        this.#host.wake();
    }
}
