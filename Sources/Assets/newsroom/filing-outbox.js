/**
 * Sends what was filed, piece by piece and in its order, and remembers how far it is: the story, each photograph, and that
 * it is handed in. What has arrived is not sent again, and what is sent twice counts once: the server knows a story by its
 * key and a photograph by its bytes.
 *
 * Several tabs may show one outbox. One of them sends at a time, under a lock, and asks the device first what the others
 * have made of a story; whatever it writes then takes the place of a record alone, so that what was deleted stays so.
 */
import { ARRIVED } from "./device.js";
import { Exchange, isAway } from "./exchange.js";
import { KeptStories, newKey } from "./kept-stories.js";
import { sendPicture, UploadFault } from "./picture-upload.js";

/** In milliseconds: how long it waits after an answer that did not come. */
const PAUSES = [2_000, 5_000, 15_000, 30_000];
/** How often it looks whether somebody has signed in again. */
const LOOK_AGAIN = 5_000;
/** What was sent is shown for that long. */
const SHOWN = 7 * 86_400_000;
/** For so long an answer is waited for: a text takes its time where the line is bad. */
const PATIENCE = 120_000;

/**
 * @typedef {object} Filed
 * @property {string} key
 * @property {?string} begins The key under which the server is to begin it, where its own was used for other words.
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
    #session;
    #kept;
    #arrived;
    #blobs;
    #tell;
    #begin;
    #finish;
    #isRunning = false;
    #isAsked = false;
    #isOver = false;
    #timer = 0;
    #attempts = 0;
    /** What ends the sending of a story. @type {Map<string, AbortController>} */
    #stops = new Map();

    /** @type {Filed[]} */
    stories = [];
    /** How far the photograph is that is being sent. @type {?{id: string, kind: string, part: number}} */
    sending = null;

    /**
     * @param {object} data What the page is told.
     * @param {import("./session.js").Session} session
     * @param {KeptStories} kept What is not sent.
     * @param {Map<string, Blob>} blobs Photographs that are in this page, by their names.
     * @param {() => void} tell Called when anything has changed.
     */
    constructor(data, session, kept, blobs, tell) {
        this.#data = data;
        this.#session = session;
        this.#kept = kept;
        this.#arrived = new KeptStories(data.member, ARRIVED);
        this.#blobs = blobs;
        this.#tell = tell;
        this.#begin = new Exchange(data.begin, session);
        this.#finish = new Exchange(data.finish, session);
        for (const name of ["online", "focus", "pageshow"]) addEventListener(name, () => this.wake());
        document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    }

    /** Takes up what was left from before, and sends it. @param {Filed[]} left What is kept and no draft. */
    async start(left) {
        await this.#arrived.unlock(this.#data.journalKey);
        const arrived = await this.#arrived.all();
        const isOld = ({ sentAt }) => sentAt < Date.now() - SHOWN;
        for (const { key } of arrived.filter(isOld)) this.#arrived.forget(key);
        const shown = arrived.filter((story) => !isOld(story));
        const isShown = ({ key }) => shown.some((story) => story.key === key);
        this.stories = [...left.filter((story) => !isShown(story)), ...shown].toSorted((one, other) => one.at - other.at);
        this.#tell();
        this.wake();
    }

    /** Whether all is with the server. */
    get isEmpty() {
        return this.stories.every(({ state }) => state === "sent");
    }

    story(key) {
        return this.stories.find((one) => one.key === key) ?? null;
    }

    /** Takes up a story that was filed. */
    async add(story) {
        this.stories = [...this.stories, story];
        await this.#kept.keep(story);
        this.wake();
    }

    /** Deletes a story from the device. What has arrived of it stays with the desk; nothing more is sent. */
    async remove(story) {
        this.#drop(story);
        await Promise.all([this.#kept.forget(story.key), this.#arrived.forget(story.key)]);
    }

    /** Gives a story that was refused back to the form, if no other tab has it. Whether this one does now. */
    async giveBack(story) {
        if (!(await this.#kept.claim(story.key))) return false;
        const now = await this.#kept.latest(story);
        if (now?.state === "refused") {
            this.#drop(Object.assign(story, now));
            return true;
        }
        this.#kept.letGo(story.key);
        this.wake();
        return false;
    }

    /** Tries again what was refused, or leaves a photograph out. */
    async again(story, leaving = null) {
        Object.assign(story, { state: "waiting", why: null });
        for (const one of story.photographs) {
            if (one.id === leaving) Object.assign(one, { state: "left", why: null });
            else if (one.state === "refused") Object.assign(one, { state: "waiting", why: null });
        }
        await this.#kept.update(story);
        this.wake();
    }

    /** The member has signed out: nothing of this is here any more. */
    stop() {
        this.#isOver = true;
        clearTimeout(this.#timer);
        for (const stop of this.#stops.values()) stop.abort();
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
                // A whole text or photograph is not sent to be told once more that the session is over.
                if (this.#isWaitingFor("signedOut") && !(await this.#session.look())) continue;
                await (navigator.locks ? navigator.locks.request(`warta-outbox-${this.#data.member}`, () => this.#sendAll()) : this.#sendAll());
            }
        } finally {
            this.#isRunning = false;
        }
        if (this.#isOver) return;
        if (this.#isWaitingFor("offline")) {
            this.#timer = setTimeout(() => this.#run(), PAUSES[Math.min(this.#attempts, PAUSES.length - 1)]);
            this.#attempts += 1;
        } else if (this.#isWaitingFor("signedOut")) this.#timer = setTimeout(() => this.#run(), LOOK_AGAIN);
    }

    #isWaitingFor(what) {
        return this.stories.some(({ state }) => state === what);
    }

    async #sendAll() {
        for (const { key } of [...this.stories]) {
            const story = await this.#latest(key);
            if (!story || ["refused", "sent"].includes(story.state)) continue;
            await this.#send(story);
            // What stands in the way of one stands in the way of all.
            if (story.state === "offline" || story.state === "signedOut") return;
        }
    }

    /** A story as the device has it now; null where another tab has deleted it, or has it in its form again. */
    async #latest(key) {
        const story = this.story(key);
        if (!story || story.state === "sent") return story;
        const now = (await this.#kept.latest(story)) ?? (await this.#arrived.latest(story));
        if (this.story(key) !== story) return null;
        if (!now || now.state === "draft") {
            this.#drop(story);
            return null;
        }
        Object.assign(story, now);
        this.#tell();
        return story;
    }

    #drop(story) {
        this.stories = this.stories.filter((one) => one !== story);
        this.#stops.get(story.key)?.abort();
        this.#tell();
    }

    /** Sends what of a story has not arrived. */
    async #send(story) {
        const stop = new AbortController();
        this.#stops.set(story.key, stop);
        try {
            await this.#is(story, "waiting");
            if (!story.href) await this.#sendText(story);
            for (const [at, photograph] of story.photographs.entries()) {
                if (!["sent", "left"].includes(photograph.state)) await this.#sendPhotograph(story, photograph, at);
            }
            if (story.then === "submit") await this.#answer(this.#finish, { story: story.number });
            await this.#hasArrived(story);
        } catch (fault) {
            await this.#stands(story, fault);
        } finally {
            this.#stops.delete(story.key);
        }
    }

    async #stands(story, fault) {
        if (!(fault instanceof Fault)) throw fault;
        if (fault.state === "deleted") return this.#drop(story);
        story.why = fault.why;
        await this.#is(story, fault.state).catch((error) => this.#stands(story, error));
    }

    async #sendText(story) {
        const { key, begins, headline, section, body } = story;
        const { number, href } = await this.#answer(this.#begin, { key: begins ?? key, headline, section, body }).catch((fault) => {
            if (fault.status !== 409) throw fault;
            // Tried again, these words become a story of their own.
            story.begins = newKey();
            throw new Fault("refused", this.#data.words.begun_otherwise);
        });
        Object.assign(story, { number, href });
        await this.#write(story);
    }

    async #sendPhotograph(story, photograph, at) {
        const { faults } = this.#data.words;
        const isFirst = !story.photographs.slice(0, at).some(({ state }) => state === "sent");
        const fields = { placement: isFirst ? "hero" : "below", caption: photograph.caption, credit: story.credit };
        try {
            const file = this.#blobs.get(photograph.id) ?? (await this.#kept.photograph(story.key, photograph.id, photograph.type));
            if (!file) throw new UploadFault("missing");
            await sendPicture(`${story.href}/pictures`, this.#session, file, {
                fields,
                signal: this.#stops.get(story.key).signal,
                onState: ({ kind, part = 0 }) => {
                    this.sending = { id: photograph.id, kind: kind === "sending" && part === 1 ? "developing" : kind, part };
                    this.#tell();
                },
            });
        } catch (error) {
            if (!(error instanceof UploadFault)) throw error;
            if (error.code === "aborted") throw new Fault("deleted");
            if (error.isAway) throw new Fault("offline");
            if (error.code === "signed_out" || error.code === "form") throw new Fault("signedOut");
            Object.assign(photograph, { state: "refused", why: error.said ?? faults[error.code] ?? faults.failed });
            throw new Fault("refused", photograph.why);
        } finally {
            this.sending = null;
        }
        Object.assign(photograph, { state: "sent", why: null, sentAt: Date.now() });
        await this.#write(story);
        await this.#kept.forgetPhotograph(story.key, photograph.id);
    }

    /** All of it is in the newsroom: what is shown of it is no longer among what is not sent. */
    async #hasArrived(story) {
        if (!this.story(story.key)) return;
        Object.assign(story, { state: "sent", sentAt: Date.now(), why: null, body: "" });
        await this.#arrived.keep(story);
        await this.#kept.forget(story.key);
        this.#tell();
    }

    async #answer(exchange, what) {
        const { status, body } = await this.#session.send(() => exchange.post("", what, { patience: PATIENCE }));
        if (status >= 200 && status < 300) return body;
        if (status === 401 || body.code === "form") throw new Fault("signedOut");
        if (isAway(status)) throw new Fault("offline");
        throw new Fault("refused", body.message ?? String(status), status);
    }

    async #is(story, state) {
        story.state = state;
        await this.#write(story);
    }

    /** Remembers how far a story is. */
    async #write(story) {
        // Looked at on both sides: it may be deleted here, or in another tab.
        if (!this.story(story.key) || !(await this.#kept.update(story)) || !this.story(story.key)) throw new Fault("deleted");
        this.#tell();
    }
}

/** What stands in the way: a state of a story, or `deleted`, here or in another tab, while it was on its way. */
class Fault extends Error {
    constructor(state, why = null, status = null) {
        super(why ?? state);
        Object.assign(this, { state, why, status });
    }
}
