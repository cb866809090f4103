// Requests below an address, as a story's: what they carry, and what their answers mean.

/** A server that says nothing for this long is taken to be away. */
const PATIENCE = 20_000;

export class Exchange {
    #address;
    #fetch;

    /**
     * @param {string} address
     * @param {{token: string}} session Whose token each request shows (session.js).
     * @param fetch Tests lose answers with one of their own.
     */
    constructor(address, session, fetch = (...all) => globalThis.fetch(...all)) {
        this.#address = address;
        this.session = session;
        this.#fetch = fetch;
    }

    /**
     * @param {string} path Empty for the address itself.
     * @returns {Promise<Answer>}
     */
    get(path) {
        return this.#ask(path, { method: "GET" });
    }

    /**
     * @param {string | object} body Text goes out as it is: what is sent again must be the same bytes.
     * @param {object} how
     * @param {boolean} [how.outlives] The request goes on when the tab is closed. Browsers allow that up to 64 KiB.
     * @param {number} [how.patience] For how long, in milliseconds, an answer is waited for.
     * @returns {Promise<Answer>}
     */
    post(path, body, { outlives = false, patience = PATIENCE } = {}) {
        const what = {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Warta-Token": this.session.token },
            body: typeof body === "string" ? body : JSON.stringify(body),
            keepalive: outlives,
        };
        return this.#ask(path, what, patience);
    }

    /** Opens the stream of events. Throws where the server is away. */
    stream(query, signal) {
        return this.#fetch(`${this.#address}/events?${query}`, {
            headers: { Accept: "text/event-stream" },
            cache: "no-store",
            credentials: "same-origin",
            redirect: "error",
            signal,
        });
    }

    /**
     * @typedef {{status: number, body: object, after: number | null}} Answer Status 0: nobody answered. `after`: the
     *     server asks to wait for so many milliseconds.
     */
    async #ask(path, what, patience = PATIENCE) {
        try {
            const answer = await this.#fetch(path === "" ? this.#address : `${this.#address}/${path}`, {
                ...what,
                cache: "no-store",
                credentials: "same-origin",
                redirect: "error",
                signal: AbortSignal.timeout(patience),
            });
            const text = await answer.text();
            const seconds = Number(answer.headers.get("Retry-After"));
            return { status: answer.status, body: parsed(text), after: seconds > 0 ? seconds * 1000 : null };
        } catch {
            return { status: 0, body: {}, after: null };
        }
    }
}

/** A proxy in between may answer with a page of its own. */
function parsed(text) {
    try {
        return JSON.parse(text) ?? {};
    } catch {
        return {};
    }
}

/** Nobody answered, or somebody who is overloaded. */
export function isAway(status) {
    return status === 0 || status === 429 || status >= 500;
}

/** How long to wait after so many attempts, in milliseconds. */
export function waitAfter(times) {
    return Math.min(15_000, 500 * 2 ** times);
}

/** Behind, and nothing is missing: somebody else's turn is reserved. */
export function aMoment() {
    return new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
}
