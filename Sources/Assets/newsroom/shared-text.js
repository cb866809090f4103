// Writing together: one story's body in one tab, shared with everybody who has it open.
//
// ProseMirror's own way. The server orders batches of steps and applies each of them; a tab applies what it typed at
// once, sends it, and rebases what is not confirmed over what others were first with. No word is lost: what was typed is
// written to the device before it is sent (journal.js), what loses its place goes to the rescued text (rescue.js), and
// whatever the server answers, or does not, the writer keeps typing.
//
//     const shared = new SharedText({ address: "/newsroom/stories/7", token, pm, onState });
//     await shared.open();
//     const editor = new Editor({ content: shared.document, … shared.plugins() … });
//     shared.attach(editor.view);
//
// The parts: shared-text-plugin.js (what the editor knows), outbox.js (what goes out), story-events.js (what comes in),
// left-behind.js (what dead tabs left), carets.js (who is where).

import { Carets } from "./carets.js";
import { stepsBetween } from "./changes.js";
import { HeldBatches, touchesComposition } from "./composition.js";
import { Exchange, isAway, waitAfter } from "./exchange.js";
import { Journal } from "./journal.js";
import { LeftBehind } from "./left-behind.js";
import { Outbox } from "./outbox.js";
import { SharedTextPlugin } from "./shared-text-plugin.js";
import { StoryEvents } from "./story-events.js";

/** The number of the schema that this code speaks. */
const SCHEMA = 1;

/** In milliseconds. Alone, a batch goes out after a pause or a second; together, as fast as others should see it. */
const PACE = { alone: { pause: 300, longest: 1_000 }, together: { pause: 150, longest: 300 } };
/** How often a tab whose session has ended looks whether somebody has signed in again. */
const LOOK_AGAIN = 5_000;

/**
 * What the page shows in words.
 * @typedef {{kind: "saved", at: number | null}
 *     | {kind: "saving", composing: boolean}
 *     | {kind: "offline", onDevice: boolean}
 *     | {kind: "signedOut", onDevice: boolean, other: {number: number, name: string} | null}
 *     | {kind: "readOnly", why: string | null}
 *     | {kind: "frozen", why: string}} State `composing`: others' words wait until the writer's composition ends.
 *     `other`: somebody else has signed in in this browser. `why` of frozen is a code: `schema`, `misfit`, `gone` …
 */

export class SharedText {
    #pm;
    #on;
    #pace;
    #exchange;
    #plugin;
    #outbox = null;
    #journal = null;
    #events = null;
    #leftBehind = null;
    #carets;
    #held = null;
    #blocked = null;
    #isStreamAway = false;
    #isReopening = null;
    #isTakingUp = false;
    #misfits = 0;
    #refusals = 0;
    #other = null;
    #looking = 0;
    #savedAt = null;
    #told = "";
    #waiting = [];
    #isClosed = false;

    /** Random for each load of a tab. */
    client = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    view = null;
    /** What the server said at opening: `fields`, `stage`, `member`, `mayWrite` … */
    opened = null;
    /** The rescued text of the story, as far as nobody has dismissed it. */
    rescued = [];
    /** The others who have the story open. */
    here = [];
    #isOver = false;

    /**
     * @param {object} what
     * @param {string} what.address The story's, as `/newsroom/stories/7`.
     * @param {string} what.token The form token of the session.
     * @param what.pm The `pm` of the bundle.
     * @param {(state: State) => void} [what.onState]
     * @param {(here: {client: string, member: {number: number, name: string}}[]) => void} [what.onHere] The others.
     * @param {(change: {field: string, value: any, member: object, client: string}) => void} [what.onField]
     * @param {(story: object) => void} [what.onStory]
     * @param {(rescued: object[]) => void} [what.onRescued] The whole list, each time.
     * @param {(reset: {epoch: number, mine: object, document: object}) => void} [what.onReset] The text was replaced
     *     elsewhere. The view has the new one already, with each unsent word that had a place in it.
     * @param {(fields: object) => Promise<void>} [what.onFieldsLeft] What a dead tab had handed to `keepFields`. It is
     *     forgotten there when the promise is fulfilled.
     * @param {typeof fetch} [what.fetch] Tests lose answers with one of their own.
     * @param {typeof PACE} [what.pace]
     */
    constructor({ address, token, pm, fetch, pace = PACE, ...on }) {
        this.#pm = pm;
        this.#on = on;
        this.#pace = pace;
        this.#exchange = new Exchange(address, token, fetch);
        this.#plugin = new SharedTextPlugin(pm, { typed: () => this.#typed(), moved: () => this.#carets.moved() });
        this.#carets = new Carets(pm, this.#plugin, (caret) => this.#exchange.post("text/carets", { client: this.client, ...caret }));
        this.address = address;
    }

    /** Asks for the text. Saves nothing. Throws what the server said, as `{status, code, message}`. */
    async open() {
        const { status, body } = await this.#exchange.get("text");
        if (status !== 200) throw failure(status, body);
        if (body.schema !== SCHEMA) throw failure(426, { code: "schema" });
        this.#learn(body);
        this.#savedAt = body.savedAt;
        this.#journal = new Journal({ member: body.member.number, story: this.address, client: this.client }, () => this.tell());
        await this.#journal.unlock(body.journalKey);
        this.#outbox = new Outbox(this, { exchange: this.#exchange, journal: this.#journal, client: this.client, schema: SCHEMA });
    }

    /** The text as it was opened: ProseMirror's JSON. */
    get document() {
        return this.opened.doc;
    }

    /** This member: number and name. */
    get member() {
        return this.opened.member;
    }

    /** The plugin of the shared text alone. */
    plugin() {
        return this.#plugin.make(this.opened.epoch, this.opened.version);
    }

    /** Everything that belongs into the editor. */
    plugins() {
        return [this.plugin(), this.#carets.plugin()];
    }

    /** Starts to follow and to send. The view has the document and the plugins. */
    attach(view) {
        this.view = view;
        this.#carets.view = view;
        this.#held = new HeldBatches(view, { released: (batches) => this.#release(batches), waiting: () => this.tell() });
        this.#leftBehind = new LeftBehind(this.#pm, view.state.schema, this.#exchange, SCHEMA);
        const known = () => `${this.shared.epoch}.${this.shared.version + this.#held.count}`;
        const query = () => new URLSearchParams({ client: this.client, after: known() });
        this.#events = new StoryEvents(this.#exchange, query, {
            event: (name, data) => this.#take(name, data),
            opened: () => this.#streamOpened(),
            refused: (status) => this.#streamRefused(status),
            away: (times) => this.#streamAway(times),
        });
        this.#events.open();
        for (const [target, name] of LIVES) target.addEventListener(name, this.#live);
        this.tell();
    }

    /** @returns {State} */
    get state() {
        const onDevice = this.#journal?.isKept ?? false;
        if (this.#blocked) return this.#blocked.kind === "signedOut" ? { ...this.#blocked, onDevice } : this.#blocked;
        if (this.#outbox?.isAway || this.#isStreamAway) return { kind: "offline", onDevice };
        if (this.view && (this.#held.count > 0 || !this.#outbox.isEmpty)) return { kind: "saving", composing: this.#held.isLong };
        return { kind: "saved", at: this.#savedAt };
    }

    /** Fulfilled once everything that was typed is in the store; rejected with the state that keeps it from there. */
    flush() {
        return new Promise((resolve, reject) => {
            this.#waiting.push({ resolve, reject });
            this.#outbox.wake().then(() => this.#settle());
        });
    }

    /** The meant save: a revision of what everybody sees now. Throws `{status, code, message}`. */
    async version(reason) {
        await this.flush();
        const { status, body } = await this.send("version", { reason });
        if (status !== 200) throw failure(status, body);
        return body;
    }

    /**
     * Keeps what was typed into other fields and is not saved, on this device with the rest. Kept when it returns.
     * @param {object | null} fields The caller's own affair; null once it is saved.
     */
    keepFields(fields) {
        return this.#outbox.keepFields(fields);
    }

    /** A request below the story's address, with the token of the session that there is now. Status 0: nobody answered. */
    async send(path, body) {
        let answer = await this.#exchange.post(path, body);
        if (answer.status === 403 && answer.body.code === "form" && (await this.refused(answer.body))) {
            answer = await this.#exchange.post(path, body);
        }
        if (answer.status === 401) this.signedOut();
        return answer;
    }

    /** Somebody has seen to a rescued text. */
    async dismiss(id) {
        const { status, body } = await this.send(`text/rescued/${id}/dismissal`, {});
        if (status >= 300 || status === 0) throw failure(status, body);
        this.#take("dismissed", { id });
    }

    /** Ends all of it. What is not sent stays in the journal, for the next opening. */
    close() {
        if (this.#isClosed) return;
        this.#isClosed = true;
        for (const [target, name] of LIVES) target.removeEventListener(name, this.#live);
        clearTimeout(this.#looking);
        this.#held?.forget();
        this.#events?.close();
        this.#carets.close();
        this.#outbox?.deliver(true);
        this.#outbox?.close();
        this.#journal?.close();
    }

    // What the outbox asks

    /** @returns {import("./shared-text-plugin.js").SharedState} */
    get shared() {
        return this.#plugin.key.getState(this.view.state);
    }

    get maySend() {
        return !this.#blocked && this.#held.count === 0;
    }

    /** The text was replaced elsewhere: it is opened anew as soon as it is known what became of the last batch. */
    get mustReopen() {
        return this.#isOver && (!this.#blocked || this.#blocked.kind === "readOnly");
    }

    get mayRescue() {
        return !this.#blocked || this.#blocked.kind === "readOnly";
    }

    confirm(count, version, at) {
        if (at) this.#savedAt = at;
        this.view.dispatch(this.#plugin.confirm(this.view.state, count, version));
        this.#carets.passed({ epoch: this.shared.epoch, version, client: this.client }, []);
    }

    /** The batches that were missing. Whether there was one that was not known. */
    caughtUp(batches) {
        const before = this.shared.version + this.#held.count;
        for (const batch of batches) this.#receive({ ...batch, epoch: this.shared.epoch });
        return this.shared.version + this.#held.count > before;
    }

    withdraw(dispatches) {
        const { transaction, lost } = this.#plugin.withdraw(this.view.state, dispatches);
        this.#outbox.overtaken();
        this.view.dispatch(transaction);
        this.#outbox.lose(lost);
    }

    /** The session has ended: typing and the journal go on, and it is looked for a new one. */
    signedOut() {
        this.#blocked = { kind: "signedOut", other: this.#other };
        this.#events?.rest();
        clearTimeout(this.#looking);
        if (!this.#isClosed) this.#looking = setTimeout(() => this.#look(), LOOK_AGAIN);
        this.tell();
        return false;
    }

    /**
     * The server says no. Whether to try again: with the token of a new session yes, without the right no; null where
     * nobody can say.
     */
    async refused({ message }) {
        const token = this.#exchange.token;
        const { status, body } = await this.#exchange.get("text");
        if (isAway(status)) return null;
        if (status === 401 || this.#isOther(status, body)) return this.signedOut();
        if (status !== 200) return this.#blockWriting(message ?? null);
        this.#learn(body);
        if (!body.mayWrite) return this.#blockWriting(body.why);
        if (this.#exchange.token !== token) return true;
        return this.#blockWriting(message ?? null);
    }

    /** The text is opened anew; what was typed is rebased over what has changed in it. Whether that was possible. */
    reopen() {
        this.#isReopening ??= this.#reopen().finally(() => { this.#isReopening = null; });
        return this.#isReopening;
    }

    freeze(why) {
        this.#blocked = { kind: "frozen", why };
        this.#events?.rest();
        this.tell();
        return false;
    }

    /** The page shows another state, if it is another. */
    tell() {
        if (this.#isClosed) return;
        const state = this.state;
        const said = JSON.stringify(state);
        if (said !== this.#told) {
            this.#told = said;
            this.#on.onState?.(state);
        }
        this.#settle();
    }

    // What happens

    #typed() {
        this.#outbox.typed(this.here.length > 0 ? this.#pace.together : this.#pace.alone);
        this.tell();
    }

    #take(name, data) {
        switch (name) {
        case "batch": return this.#receive(data);
        case "caret": return data.client === this.client ? undefined : this.#carets.hear(data);
        case "gone": return this.#carets.forget(data.client);
        case "here": return this.#met(data);
        case "field": return this.#on.onField?.(data);
        case "story": return this.#storyIs(data);
        case "rescued": return this.#rescuedAre([...this.rescued.filter(({ id }) => id !== data.id), data]);
        case "dismissed": return this.#rescuedAre(this.rescued.filter(({ id }) => id !== data.id));
        case "reset":
            // Another text, or so old a version of this one that what came since is not told singly any more.
            this.#isOver = true;
            return this.#outbox.wake();
        }
    }

    #receive(batch) {
        if (batch.epoch !== this.shared.epoch) return;
        const next = this.shared.version + this.#held.count + 1;
        if (batch.version < next) return;
        // One is missing in between: the stream begins again after what is here.
        if (batch.version > next) return this.#events.open();
        if (batch.client === this.client && this.#held.count === 0) {
            if (!this.#outbox.told(batch)) this.reopen();
            return;
        }
        this.#outbox.overtaken();
        let steps;
        try {
            steps = batch.steps.map((step) => this.#pm.transform.Step.fromJSON(this.view.state.schema, step));
        } catch {
            return this.freeze("schema");
        }
        const isHeld = this.#held.count > 0 || touchesComposition(this.view, steps, this.shared.unconfirmed);
        if (!isHeld) return this.#apply(batch, steps);
        this.#held.add(batch);
        this.tell();
    }

    #apply(batch, steps) {
        let result;
        try {
            result = this.#plugin.receive(this.view.state, steps, batch);
        } catch (error) {
            console.error("A batch does not fit what is here; the text is opened anew:", error);
            this.#misfits += 1;
            return this.#misfits > 3 ? this.freeze("misfit") : this.reopen();
        }
        this.view.dispatch(result.transaction.setMeta("writer", batch.client));
        this.#carets.passed(batch, steps.map((step) => step.getMap()));
        if (batch.at) this.#savedAt = batch.at;
        this.#outbox.lose(result.lost);
        this.tell();
    }

    #release(batches) {
        for (const batch of batches) this.#receive(batch);
        this.#outbox.deliver();
    }

    #met(all) {
        this.here = all.filter(({ client }) => client !== this.client);
        this.#carets.isWatched = this.here.length > 0;
        this.#carets.keepOnly(new Set(this.here.map(({ client }) => client)));
        this.#carets.again();
        this.#on.onHere?.(this.here);
        // Somebody may have gone without having sent everything.
        this.#takeUp();
    }

    /** How the story stands: told when the stream begins, and after each verb, which may give the right to write or take it. */
    #storyIs(story) {
        Object.assign(this.opened, story);
        if (story.rescued) this.#rescuedAre(story.rescued);
        this.#on.onStory?.(story);
        if (this.#blocked && this.#blocked.kind !== "readOnly") return;
        if (story.mayWrite) {
            if (this.#blocked) this.#unblock();
        } else if (this.#outbox.isEmpty) {
            this.#blockWriting(story.why);
        } else {
            // What became of the last words is for the server to say: the answer to them blocks writing.
            this.#outbox.wake();
        }
    }

    #rescuedAre(list) {
        this.rescued = list;
        this.#on.onRescued?.(list);
    }

    #streamOpened() {
        this.#isStreamAway = false;
        this.#refusals = 0;
        this.#outbox.wake();
        this.tell();
        this.#takeUp();
    }

    #streamAway(times) {
        // A server that is started anew is back at the first attempt.
        this.#isStreamAway = times > 1;
        this.tell();
    }

    #streamRefused(status) {
        if (status === 401) return this.signedOut();
        this.#refusals += 1;
        return this.#refusals > 3 ? this.freeze("gone") : this.reopen();
    }

    #live = (event) => {
        if (event.type === "pagehide" || document.visibilityState === "hidden") this.#outbox.deliver(true);
        else if (this.#blocked?.kind === "signedOut") this.#look();
        else this.#outbox.wake();
    };

    async #takeUp() {
        if (this.#isTakingUp || this.#blocked || this.#isClosed) return;
        this.#isTakingUp = true;
        try {
            await this.#journal.takeLeftBehind((content, record) => this.#leftBehind.finish(content, record, this.#on.onFieldsLeft));
        } finally {
            this.#isTakingUp = false;
        }
    }

    /** Whether somebody else has signed in in this browser meanwhile: nothing goes out under another's name. */
    #isOther(status, body) {
        if (status !== 200) return false;
        this.#other = body.member.number === this.opened.member.number ? null : body.member;
        return this.#other !== null;
    }

    #learn(body) {
        this.opened = body;
        if (body.token) this.#exchange.token = body.token;
        if (!body.mayWrite) this.#blocked ??= { kind: "readOnly", why: body.why };
        else if (this.#blocked?.kind === "readOnly") this.#blocked = null;
        this.#rescuedAre(body.rescued ?? []);
    }

    /** Nothing of this writer is taken any more: what is not in the store goes to the rescued text, whole. */
    #blockWriting(why) {
        this.#blocked = { kind: "readOnly", why };
        this.withdraw(new Set(this.shared.unconfirmed.map(({ dispatch }) => dispatch)));
        this.tell();
        return false;
    }

    #unblock() {
        this.#blocked = null;
        this.tell();
        this.#outbox.wake();
    }

    /** Looks whether somebody has signed in again, in another tab. */
    async #look() {
        clearTimeout(this.#looking);
        const { status, body } = await this.#exchange.get("text");
        if (this.#isClosed || this.#blocked?.kind !== "signedOut") return;
        if (status !== 200 || this.#isOther(status, body)) return this.signedOut();
        this.#blocked = null;
        this.#learn(body);
        await this.#journal.unlock(body.journalKey);
        this.#isOver ||= body.epoch !== this.shared.epoch;
        if (!body.mayWrite) this.#blockWriting(body.why);
        this.#events.open();
        this.tell();
        this.#outbox.wake();
    }

    async #reopen() {
        let answer = await this.#exchange.get("text");
        for (let times = 0; isAway(answer.status); times++) {
            this.#isStreamAway = true;
            this.tell();
            await new Promise((resolve) => setTimeout(resolve, waitAfter(times)));
            if (this.#isClosed) return false;
            answer = await this.#exchange.get("text");
        }
        const { status, body } = answer;
        this.#isStreamAway = false;
        if (status === 401 || this.#isOther(status, body)) return this.signedOut();
        if (status !== 200) return this.freeze("gone");
        if (body.schema !== SCHEMA) return this.freeze("schema");
        this.#isOver = false;
        this.#held.forget();
        this.#learn(body);
        const { state } = this.view;
        const mine = state.doc.toJSON();
        const steps = stepsBetween(this.#pm, this.shared.confirmed, state.schema.nodeFromJSON(body.doc));
        const { transaction, lost } = this.#plugin.receive(state, steps, body);
        this.#outbox.overtaken();
        this.view.dispatch(transaction);
        this.#savedAt = body.savedAt;
        this.#outbox.lose(lost);
        this.#events.open();
        this.#on.onReset?.({ epoch: body.epoch, mine, document: body.doc });
        this.tell();
        return true;
    }

    #settle() {
        if (this.#waiting.length === 0) return;
        const isDone = this.#outbox.isEmpty;
        if (!isDone && !this.#blocked && !this.#outbox.isAway) return;
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const { resolve, reject } of waiting) {
            if (isDone) resolve();
            else reject(Object.assign(new Error("not everything is saved"), { state: this.state }));
        }
    }
}

const LIVES = typeof document === "undefined" ? [] : [
    [document, "visibilitychange"],
    [globalThis, "pagehide"],
    [globalThis, "online"],
    [globalThis, "focus"],
];

function failure(status, { code, message }) {
    return Object.assign(new Error(message ?? code ?? `status ${status}`), { status, code: code ?? null });
}
