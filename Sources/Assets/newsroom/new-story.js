/**
 * A story begins by itself as soon as it has a headline and a section. Until then this device keeps what is typed, so that
 * a reload or a crash loses nothing.
 *
 * Its answer may be lost, and the writer types on meanwhile. So what is sent again is what was sent, word for word: the
 * server knows the key under which it began a story, and begins nothing else under it. What was typed since goes out field
 * by field once the page has the story.
 */
import { afterPause, filled } from "./dom.js";
import { Exchange, isAway } from "./exchange.js";
import { KeptStories, newKey } from "./kept-stories.js";
import { refreshSide } from "./steps.js";

/** Tries again after that long, in milliseconds. */
const RETRY = 5_000;

/** @param {object} page The page of `story-editor.js`, whose story is not begun. */
export function beginWhenReady(page) {
    const { form, fields, data } = page;
    const known = new Set([...form.querySelectorAll("#sections option")].map((option) => option.value.trim().toLowerCase()));
    let asked = null;
    let again = 0;
    const unbegun = new Unbegun(page);
    page.status.say("not_begun");
    form.elements.headline.focus();
    unbegun.takeUp().then(() => begin());

    const isReady = () => {
        const { headline, section } = fields.values;
        return headline !== "" && known.has(section.toLowerCase());
    };
    const begin = async () => {
        if (data.address || asked || !isReady()) return asked;
        clearTimeout(again);
        page.status.say("saving");
        asked = unbegun.begin().finally(() => {
            asked = null;
            if (unbegun.isWaiting) again = setTimeout(begin, RETRY);
        });
        return asked;
    };
    /** Begins at once, for a button that was pressed. */
    page.beginNow = async () => {
        if (data.address) return;
        if (!isReady()) {
            const empty = fields.values.headline ? form.elements.section : form.elements.headline;
            empty.focus();
            empty.reportValidity();
            throw new Error("not_begun");
        }
        await begin();
    };
    const soon = afterPause(900, begin);
    const keep = afterPause(250, () => unbegun.keep());
    form.addEventListener("input", keep);
    page.editor.on("update", keep);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && unbegun.keep());
    form.addEventListener("input", soon);
    form.elements.section.addEventListener("change", begin);
    page.editor.on("update", soon);
    addEventListener("online", begin);
}

/** A story before there is one: on this device, and on its way. */
class Unbegun {
    #page;
    #stories;
    #exchange;
    #key = newKey();
    /** The fields with which it may have been begun already. */
    #sent = null;
    #isSending = false;
    #isDone = false;

    /** Whether it is to be sent again, without anything being typed. */
    isWaiting = false;

    constructor(page) {
        this.#page = page;
        this.#stories = new KeptStories(page.data.member, "begin/");
        this.#exchange = new Exchange(page.data.begin, page.session);
        this.#stories.claim(this.#key);
    }

    /** Shows what a dead tab left, the newest of it. */
    async takeUp() {
        const { data, form, editor, fields, notices, words } = this.#page;
        await this.#stories.unlock(data.journalKey);
        const left = (await this.#stories.all()).toSorted((one, other) => other.at - one.at);
        for (const { key } of left) {
            if (!(await this.#stories.claim(key))) continue;
            // Whoever had it may have begun it before they let it go.
            const story = await this.#stories.latest({ key });
            if (!story || form.elements.headline.value || editor.state.doc.textContent) {
                this.#stories.letGo(key);
                continue;
            }
            this.#key = key;
            this.#sent = story.sent ?? null;
            fields.show(story.fields);
            editor.commands.setContent(story.document);
            notices.tell(filled(words.taken_up, { at: this.#page.status.time(story.at) }));
            return;
        }
    }

    async keep() {
        const { data, fields, editor } = this.#page;
        if (data.address || this.#isDone) return;
        const { values } = fields;
        const isTyped = values.headline || values.lead || editor.state.doc.textContent.trim() || editor.state.doc.childCount > 1;
        if (!isTyped) return this.#stories.forget(this.#key);
        await this.#stories.keep({ key: this.#key, at: Date.now(), fields: values, document: editor.getJSON(), sent: this.#sent });
        if (!data.address && !this.#isSending && !this.isWaiting) this.#page.status.say(this.#stories.isKept ? "not_begun_kept" : "not_begun");
    }

    /** Has the server begin it, and shares its text from then on. */
    async begin() {
        this.isWaiting = false;
        this.#isSending = true;
        try {
            await this.#begin();
        } finally {
            this.#isSending = false;
        }
    }

    async #begin() {
        const page = this.#page;
        this.#sent ??= page.fields.values;
        const sent = this.#sent;
        await this.keep();
        const answer = await page.session.send(() => this.#exchange.post("", { ...sent, key: this.#key }));
        if (answer.status !== 201) return this.#isRefused(answer);
        const { href } = answer.body;
        try {
            await page.join(href, sent);
        } catch (error) {
            return this.#isRefused({ status: error.status === 401 ? 401 : 0, body: {} });
        }
        page.notices.clear();
        history.replaceState(null, "", href);
        page.form.action = href;
        this.#forget();
        await refreshSide(page);
        document.title = document.title.replace(/^.*(?= - )/, sent.headline);
    }

    /** @param {{status: number, body: {code?: string, message?: string}}} answer */
    #isRefused({ status, body }) {
        const { status: line, notices } = this.#page;
        const { isKept } = this.#stories;
        const isOver = status === 401 || body.code === "form";
        this.isWaiting = isOver || isAway(status);
        if (isOver) return line.text({ kind: "signedOut", onDevice: isKept });
        if (isAway(status)) return line.say(isKept ? "away_not_begun_kept" : "away_not_begun");
        // With these fields nothing was begun: others may be tried.
        this.#sent = null;
        line.say(isKept ? "not_begun_kept" : "not_begun");
        if (status === 409) return this.#beginAnother();
        if (body.message) notices.fault(body.message);
    }

    /** Other words were begun under the key: these become a story of their own. */
    #beginAnother() {
        this.#stories.forget(this.#key);
        this.#key = newKey();
        this.#stories.claim(this.#key);
        this.isWaiting = true;
    }

    /** It is begun: what is not sent of it is kept with the shared text. */
    async #forget() {
        this.#isDone = true;
        const { shared, fields } = this.#page;
        await Promise.all([shared.flush().catch(() => {}), fields.onDevice()]);
        await this.#stories.forget(this.#key);
        this.#stories.letGo(this.#key);
    }
}
