// The story's stream of events, kept open.
//
// Not an EventSource: that tells neither why a stream was refused (signed out, or only away) nor that a stream has gone
// silent, and a laptop that wakes from sleep holds a connection that nobody is at the other end of. The server sends at
// least a comment in 25 s; after a minute without one the stream is opened again from the last version that is known.

import { isAway, waitAfter } from "./exchange.js";

const SILENCE = 60_000;

export class StoryEvents {
    #exchange;
    #query;
    #on;
    #ending = null;
    #timer = 0;
    #waits = 0;
    #isClosed = false;
    #isResting = true;
    #heard = 0;

    /**
     * @param {import("./exchange.js").Exchange} exchange
     * @param {() => string} query What the stream begins after; asked at each opening.
     * @param {{event: (name: string, data: any) => void, opened: () => void, refused: (status: number) => void,
     *     away: (times: number) => void}} on
     */
    constructor(exchange, query, on) {
        this.#exchange = exchange;
        this.#query = query;
        this.#on = on;
        for (const [target, name] of WAKING) target.addEventListener(name, this.#wake);
    }

    /** Opens the stream, or opens it anew. */
    open() {
        if (this.#isClosed) return;
        this.rest();
        this.#isResting = false;
        this.#follow();
    }

    /** Ends the stream until `open` is called: the session is over. */
    rest() {
        this.#isResting = true;
        clearTimeout(this.#timer);
        const ending = this.#ending;
        this.#ending = null;
        ending?.abort();
    }

    close() {
        this.rest();
        this.#isClosed = true;
        for (const [target, name] of WAKING) target.removeEventListener(name, this.#wake);
    }

    async #follow() {
        const ending = new AbortController();
        this.#ending = ending;
        this.#hear();
        try {
            const answer = await this.#exchange.stream(this.#query(), ending.signal);
            if (this.#ending !== ending) return;
            if (!answer.ok) {
                answer.body?.cancel().catch(() => {});
                if (!isAway(answer.status)) {
                    this.rest();
                    this.#on.refused(answer.status);
                    return;
                }
                throw new Error(`status ${answer.status}`);
            }
            this.#waits = 0;
            this.#on.opened();
            await this.#read(answer.body, ending);
        } catch {
            // Away, or ended while it was read: the same either way.
        }
        if (this.#ending !== ending) return;
        this.#ending = null;
        this.#on.away(this.#waits);
        this.#later();
    }

    async #read(body, ending) {
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
            const { done, value } = await reader.read();
            if (done || this.#ending !== ending) return;
            this.#hear();
            rest += value;
            const blocks = rest.split(/\r?\n\r?\n/);
            rest = blocks.pop();
            for (const block of blocks) this.#tell(block);
        }
    }

    #tell(block) {
        let name = "message";
        const data = [];
        for (const line of block.split(/\r?\n/)) {
            const [, field, value] = /^([a-z]+): ?(.*)$/s.exec(line) ?? [];
            if (field === "event") name = value;
            if (field === "data") data.push(value);
        }
        // The server stops: the stream ends, and is opened again in a moment, wherever that leads then.
        if (data.length === 0 || name === "bye") return;
        try {
            this.#on.event(name, JSON.parse(data.join("\n")));
        } catch (error) {
            console.error("An event could not be taken:", name, error);
        }
    }

    #later() {
        clearTimeout(this.#timer);
        // Not everybody at once when the server is back.
        this.#timer = setTimeout(() => this.open(), waitAfter(this.#waits++) * (0.5 + Math.random() / 2));
    }

    #hear() {
        this.#heard = Date.now();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.open(), SILENCE);
    }

    /** Timers sleep with the machine and are slow in hidden tabs: what they would have done is done at once. */
    #wake = (event) => {
        if (this.#isResting || document.visibilityState === "hidden") return;
        const isWaiting = this.#ending === null;
        const isSilent = Date.now() - this.#heard > SILENCE;
        if (event.type === "online" || isWaiting || isSilent) this.open();
    };
}

const WAKING = typeof document === "undefined" ? [] : [
    [document, "visibilitychange"],
    [document, "resume"],
    [globalThis, "pageshow"],
    [globalThis, "online"],
];
