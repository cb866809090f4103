// Writing together: one story's body in one tab, shared with everybody who has it open.
//
// ProseMirror's own way. The server orders batches of steps and applies each of them; a tab applies what it typed at
// once, sends it, and rebases what is not confirmed over what others were first with. No word is lost: what was typed is
// written to the device before it is sent (journal.js), what loses its place goes to the rescued text (rescue.js), and
// whatever the server answers, or does not, the writer keeps typing.
//
//     const shared = new SharedText({ address: "/newsroom/stories/7", session, pm, onState });
//     await shared.open();
//     const editor = new Editor({ content: shared.document, … shared.plugins() … });
//     shared.attach(editor.view);
//
// The parts: shared-text-plugin.js (what the editor knows), outbox.js (what goes out), story-events.js (what comes in),
// left-behind.js (what dead tabs left), carets.js (who is where), standing.js (whether this tab may send at all).

import { Carets } from "./carets.js";
import { stepsBetween } from "./changes.js";
import { HeldBatches, touchesComposition } from "./composition.js";
import { Exchange } from "./exchange.js";
import { Journal } from "./journal.js";
import { LeftBehind } from "./left-behind.js";
import { Outbox } from "./outbox.js";
import { PassedBatches } from "./passed-batches.js";
import { SharedTextPlugin } from "./shared-text-plugin.js";
import { SCHEMA, Standing } from "./standing.js";
import { StoryEvents } from "./story-events.js";

/** In milliseconds. Alone, a batch goes out after a pause or a second; together, as fast as others should see it. */
const PACE = { alone: { pause: 300, longest: 1_000 }, together: { pause: 150, longest: 300 } };

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
    #standing;
    #isStreamAway = false;
    #isTakingUp = false;
    #misfits = 0;
    #refusals = 0;
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
    /** What the text went through lately. */
    passed = new PassedBatches();

    /**
     * @param {object} what
     * @param {string} what.address The story's, as `/newsroom/stories/7`.
     * @param {{token: string}} what.session In which it sends (session.js).
     * @param what.pm The `pm` of the bundle.
     * @param {(state: State) => void} [what.onState]
     * @param {(here: {client: string, member: {number: number, name: string}}[]) => void} [what.onHere] The others.
     * @param {(change: {field: string, value: any, member: object, client: string}) => void} [what.onField]
     * @param {(pictures: object) => void} [what.onPictures] The story has other pictures than before.
     * @param {(story: object) => void} [what.onStory]
     * @param {(note: object) => void} [what.onNote] Something happened to a note on the text.
     * @param {(maps: object[]) => void} [what.onPassed] The text went on to the next version, by these maps.
     * @param {() => void} [what.onWithdrawn] Unconfirmed steps were taken back.
     * @param {(rescued: object[]) => void} [what.onRescued] The whole list, each time.
     * @param {(reset: {epoch: number, mine: object, document: object}) => void} [what.onReset] The text was replaced
     *     elsewhere. The view has the new one already, with each unsent word that had a place in it.
     * @param {(fields: object) => Promise<void>} [what.onFieldsLeft] What a dead tab had handed to `keepFields`. It is
     *     forgotten there when the promise is fulfilled.
     * @param {typeof fetch} [what.fetch] Tests lose answers with one of their own.
     * @param {typeof PACE} [what.pace]
     */
    constructor({ address, session, pm, fetch, pace = PACE, ...on }) {
        this.#pm = pm;
        this.#on = on;
        this.#pace = pace;
        this.#exchange = new Exchange(address, session, fetch);
        this.#standing = new Standing(this, this.#exchange);
        this.#plugin = new SharedTextPlugin(pm, { typed: () => this.#typed(), moved: () => this.#carets.moved() });
        this.#carets = new Carets(pm, this.#plugin, this.passed, (caret) => this.#exchange.post("text/carets", { client: this.client, ...caret }));
        this.address = address;
    }

    /** Asks for the text. Saves nothing. Throws what the server said, as `{status, code, message}`. */
    async open() {
        const { status, body } = await this.#exchange.get("text");
        if (status !== 200) throw failure(status, body);
        if (body.schema !== SCHEMA) throw failure(426, { code: "schema" });
        this.#standing.learn(body);
        this.#savedAt = body.savedAt;
        this.#journal = new Journal({ member: body.member.number, story: this.address, client: this.client }, () => this.tell());
        await this.#journal.unlock(body.journalKey);
        this.#outbox = new Outbox(this, {
            exchange: this.#exchange, standing: this.#standing, journal: this.#journal, client: this.client, schema: SCHEMA,
        });
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
        const { blocked } = this.#standing;
        if (blocked) return blocked.kind === "signedOut" ? { ...blocked, onDevice } : blocked;
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
        if (answer.status === 403 && answer.body.code === "form" && (await this.#standing.refused(answer.body))) {
            answer = await this.#exchange.post(path, body);
        }
        if (answer.status === 401) this.#standing.signedOut();
        return answer;
    }

    /** A question below the story's address. Status 0: nobody answered. */
    async ask(path) {
        const answer = await this.#exchange.get(path);
        if (answer.status === 401) this.#standing.signedOut();
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
        this.#standing.close();
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
        return !this.#standing.blocked && this.#held.count === 0;
    }

    confirm(count, version, at) {
        if (at) this.#savedAt = at;
        const maps = this.shared.unconfirmed.slice(0, count).map(({ step }) => step.getMap());
        this.view.dispatch(this.#plugin.confirm(this.view.state, count, version));
        this.#wentOn({ epoch: this.shared.epoch, version, client: this.client }, maps);
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
        this.#on.onWithdrawn?.();
        this.#outbox.lose(lost);
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

    // What its standing asks

    get isAllSent() {
        return this.#outbox.isEmpty;
    }

    /** Whether the server is away. */
    set isAway(isAway) {
        this.#isStreamAway = isAway;
    }

    /** What the server said at opening. */
    learn(body) {
        this.opened = body;
        this.#rescuedAre(body.rescued ?? []);
    }

    follow() {
        this.#events.open();
    }

    stopFollowing() {
        this.#events?.rest();
    }

    wake() {
        return this.#outbox.wake();
    }

    unlock(key) {
        return this.#journal.unlock(key);
    }

    /** Takes back all that is not in the store: its words go to the rescued text. */
    withdrawAll() {
        this.withdraw(new Set(this.shared.unconfirmed.map(({ dispatch }) => dispatch)));
    }

    /** There is another text: what was typed is rebased over what has changed. */
    replace(body) {
        this.#held.forget();
        const { state } = this.view;
        const mine = state.doc.toJSON();
        const steps = stepsBetween(this.#pm, this.shared.confirmed, state.schema.nodeFromJSON(body.doc));
        const { transaction, lost } = this.#plugin.receive(state, steps, body);
        this.#outbox.overtaken();
        this.view.dispatch(transaction);
        this.#savedAt = body.savedAt;
        this.#outbox.lose(lost);
        this.follow();
        this.#on.onReset?.({ epoch: body.epoch, mine, document: body.doc });
        this.tell();
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
        case "note": return this.#on.onNote?.(data);
        case "pictures": return this.#on.onPictures?.(data);
        case "receipts": return this.#on.onReceipts?.(data);
        case "story": return this.#storyIs(data);
        case "rescued": return this.#rescuedAre([...this.rescued.filter(({ id }) => id !== data.id), data]);
        case "dismissed": return this.#rescuedAre(this.rescued.filter(({ id }) => id !== data.id));
        case "reset":
            this.#standing.textIsOver();
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
            if (!this.#outbox.told(batch)) this.#standing.reopen();
            return;
        }
        this.#outbox.overtaken();
        let steps;
        try {
            steps = batch.steps.map((step) => this.#pm.transform.Step.fromJSON(this.view.state.schema, step));
        } catch {
            return this.#standing.freeze("schema");
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
            return this.#misfits > 3 ? this.#standing.freeze("misfit") : this.#standing.reopen();
        }
        this.view.dispatch(result.transaction.setMeta("writer", batch.client));
        const maps = steps.map((step) => step.getMap());
        this.#wentOn(batch, maps);
        if (batch.at) this.#savedAt = batch.at;
        this.#outbox.lose(result.lost);
        this.tell();
    }

    #wentOn(point, maps) {
        this.passed.add(point, maps);
        this.#carets.passed();
        this.#on.onPassed?.(maps);
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

    /** How the story stands: told when the stream begins, and after each verb. */
    #storyIs(story) {
        Object.assign(this.opened, story);
        if (story.rescued) this.#rescuedAre(story.rescued);
        this.#on.onStory?.(story);
        this.#standing.storyIs(story);
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
        if (status === 401) return this.#standing.signedOut();
        this.#refusals += 1;
        return this.#refusals > 3 ? this.#standing.freeze("gone") : this.#standing.reopen();
    }

    #live = (event) => {
        if (event.type === "pagehide" || document.visibilityState === "hidden") this.#outbox.deliver(true);
        else if (this.#standing.blocked?.kind === "signedOut") this.#standing.look();
        else this.#outbox.wake();
    };

    async #takeUp() {
        if (this.#isTakingUp || this.#standing.blocked || this.#isClosed) return;
        this.#isTakingUp = true;
        try {
            await this.#journal.takeLeftBehind((content, record) => this.#leftBehind.finish(content, record, this.#on.onFieldsLeft));
        } finally {
            this.#isTakingUp = false;
        }
    }

    #settle() {
        if (this.#waiting.length === 0) return;
        const isDone = this.#outbox.isEmpty;
        if (!isDone && !this.#standing.blocked && !this.#outbox.isAway) return;
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
