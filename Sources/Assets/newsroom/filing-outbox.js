/**
 * Sends what was filed, piece by piece and in its order, and remembers how far it is: the story, each photograph, and that
 * it is handed in. What has arrived is not sent again, and what is sent twice counts once: the server knows a story by its
 * key and a photograph by its bytes.
 */
import { sendPicture } from "./picture-upload.js";

/** In milliseconds: how long it waits after an answer that did not come. */
const PAUSES = [2_000, 5_000, 15_000, 30_000];
/** How often it looks whether somebody has signed in again. */
const LOOK_AGAIN = 5_000;

/**
 * @typedef {object} Filed
 * @property {string} key
 * @property {number} at When it was filed.
 * @property {string} headline @property {string} section @property {string} body @property {string} credit
 * @property {"submit" | "draft"} then
 * @property {{id: string, name: string, type: string, caption: string, state: string, why: ?string, sentAt: ?number}[]} photographs
 * @property {?string} href Of the story, once it is begun.
 * @property {?number} number
 * @property {"draft" | "waiting" | "offline" | "signedOut" | "refused" | "sent"} state
 * @property {?string} why
 * @property {?number} sentAt
 */

export class FilingOutbox {
    #data;
    #kept;
    #blobs;
    #tell;
    #isRunning = false;
    #isAsked = false;
    #isOver = false;
    #timer = 0;
    #attempts = 0;

    /** @type {Filed[]} */
    stories = [];
    /** How far the photograph is that is being sent. @type {?{id: string, kind: string, part: number}} */
    sending = null;

    /**
     * @param {object} data What the page is told.
     * @param {import("./kept-stories.js").KeptStories} kept
     * @param {Map<string, Blob>} blobs Photographs that are in this page, by their names.
     * @param {() => void} tell Called when anything has changed.
     */
    constructor(data, kept, blobs, tell) {
        this.#data = data;
        this.#kept = kept;
        this.#blobs = blobs;
        this.#tell = tell;
        for (const name of ["online", "focus", "pageshow"]) addEventListener(name, () => this.wake());
        document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    }

    /** Whether anything is not with the server. */
    get isEmpty() {
        return this.stories.every(({ state }) => state === "sent");
    }

    /** Takes a story up, new or left from before. */
    async add(story) {
        this.stories = [...this.stories.filter(({ key }) => key !== story.key), story];
        await this.#kept.keep(story);
        this.wake();
    }

    async remove(story) {
        this.stories = this.stories.filter((one) => one !== story);
        await this.#kept.forget(story.key);
        this.#tell();
    }

    /** Tries again what was refused, or leaves a photograph out. */
    async again(story, change = () => {}) {
        change(story);
        story.state = "waiting";
        story.why = null;
        for (const one of story.photographs) if (one.state === "refused") Object.assign(one, { state: "waiting", why: null });
        await this.#kept.keep(story);
        this.wake();
    }

    /** The member has signed out: nothing of this is here any more. */
    stop() {
        this.#isOver = true;
        clearTimeout(this.#timer);
        this.stories = [];
        this.#tell();
    }

    /** Sends whatever can be sent; one tab at a time. */
    wake() {
        clearTimeout(this.#timer);
        this.#attempts = 0;
        this.#run();
    }

    async #run() {
        this.#isAsked = true;
        if (this.#isRunning) return;
        this.#isRunning = true;
        try {
            // Asked again while the lock was being given back counts too: nothing is awaited after the last look.
            while (this.#isAsked && !this.#isOver) {
                this.#isAsked = false;
                await (navigator.locks ? navigator.locks.request(`warta-outbox-${this.#data.member}`, () => this.#sendAll()) : this.#sendAll());
            }
        } finally {
            this.#isRunning = false;
        }
        if (this.#isOver) return;
        if (this.stories.some(({ state }) => state === "offline")) {
            this.#timer = setTimeout(() => this.#run(), PAUSES[Math.min(this.#attempts, PAUSES.length - 1)]);
            this.#attempts += 1;
        } else if (this.stories.some(({ state }) => state === "signedOut")) this.#timer = setTimeout(() => this.#lookAgain(), LOOK_AGAIN);
    }

    async #sendAll() {
        for (const story of [...this.stories]) {
            if (["refused", "sent", "draft"].includes(story.state)) continue;
            const { state } = await this.#send(story);
            // What stands in the way of one stands in the way of all.
            if (state === "offline" || state === "signedOut") return;
        }
    }

    /** Sends what of a story has not arrived. */
    async #send(story) {
        await this.#is(story, "waiting");
        try {
            if (!story.href) await this.#begin(story);
            for (const [at, photograph] of story.photographs.entries()) {
                if (["sent", "left"].includes(photograph.state)) continue;
                await this.#sendPhotograph(story, photograph, at);
            }
            if (story.then === "submit") await this.#ask(this.#data.finish, { story: story.number });
            story.sentAt = Date.now();
            // What is in the newsroom need not stay on the phone.
            Object.assign(story, { body: "", why: null });
            await this.#is(story, "sent");
        } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
            story.why = fault.why;
            await this.#is(story, fault.state);
        }
        return story;
    }

    async #begin(story) {
        const { key, headline, section, body } = story;
        const { number, href } = await this.#ask(this.#data.begin, { key, headline, section, body });
        Object.assign(story, { number, href });
        await this.#kept.keep(story);
        this.#tell();
    }

    async #sendPhotograph(story, photograph, at) {
        const file = this.#blobs.get(photograph.id) ?? (await this.#kept.photograph(story.key, photograph.id, photograph.type));
        if (!file) throw new Fault("refused", this.#data.words.missing);
        const isFirst = !story.photographs.slice(0, at).some(({ state }) => state === "sent");
        const fields = { placement: isFirst ? "hero" : "below", caption: photograph.caption, credit: story.credit };
        try {
            await sendPicture(`${story.href}/pictures`, this.#data.token, file, {
                fields,
                onState: ({ kind, part = 0 }) => {
                    this.sending = { id: photograph.id, kind: kind === "sending" && part === 1 ? "developing" : kind, part };
                    this.#tell();
                },
            });
        } catch (error) {
            if (error.code === "offline" || error.code === "throttled" || error.code === "unavailable") throw new Fault("offline");
            if (error.code === "signed_out" || error.code === "form") throw new Fault("signedOut");
            Object.assign(photograph, { state: "refused", why: error.said ?? this.#data.words.faults[error.code] ?? this.#data.words.faults.failed });
            throw new Fault("refused", photograph.why);
        } finally {
            this.sending = null;
        }
        Object.assign(photograph, { state: "sent", why: null, sentAt: Date.now() });
        await this.#kept.keep(story);
        await this.#kept.forgetPhotograph(story.key, photograph.id);
        this.#tell();
    }

    async #ask(address, what) {
        let answer;
        try {
            answer = await fetch(address, {
                method: "POST",
                headers: { "Content-Type": "application/json", "X-Warta-Token": this.#data.token },
                body: JSON.stringify(what),
            });
        } catch {
            throw new Fault("offline");
        }
        const body = await answer.json().catch(() => ({}));
        if (answer.ok) return body;
        if (answer.status === 401 || body.code === "form") throw new Fault("signedOut");
        if (answer.status >= 500 || answer.status === 429) throw new Fault("offline");
        throw new Fault("refused", body.message ?? String(answer.status));
    }

    async #is(story, state) {
        story.state = state;
        await this.#kept.keep(story);
        this.#tell();
    }

    /** Whether the member has signed in again, perhaps in another tab: the page of the new session has its token. */
    async #lookAgain() {
        const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
        if (answer?.ok && !answer.redirected) {
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const data = JSON.parse(page.querySelector("[data-outbox]")?.dataset.outbox ?? "null");
            if (data?.member === this.#data.member) this.#data.token = data.token;
        }
        this.#run();
    }
}

/** What stands in the way. */
class Fault extends Error {
    constructor(state, why = null) {
        super(why ?? state);
        this.state = state;
        this.why = why;
    }
}
