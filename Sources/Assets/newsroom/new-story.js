/**
 * A story begins by itself as soon as it has a headline and a section. Until then this device keeps what is typed, so that
 * a reload or a crash loses nothing.
 */
import { afterPause, filled } from "./dom.js";
import { hold, lockOf } from "./journal.js";
import { KeptStories } from "./kept-stories.js";
import { refreshSide } from "./steps.js";

/** @param {object} page The page of `story-editor.js`, whose story is not begun. */
export function beginWhenReady(page) {
    const { form, fields, data } = page;
    const known = new Set([...form.querySelectorAll("#sections option")].map((option) => option.value.trim().toLowerCase()));
    let asked = null;
    const kept = new KeptUnbegun(page);
    page.unbegun = kept;
    page.status.say("not_begun");
    form.elements.headline.focus();
    kept.takeUp().then(() => begin());

    const isReady = () => {
        const { headline, section } = fields.values;
        return headline !== "" && known.has(section.toLowerCase());
    };
    const begin = async () => {
        if (data.address || asked || !isReady()) return asked;
        page.status.say("saving");
        asked = ask(page, kept).finally(() => {
            asked = null;
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
    const keep = afterPause(250, () => kept.keep());
    form.addEventListener("input", keep);
    page.editor.on("update", keep);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && kept.keep());
    form.addEventListener("input", soon);
    form.elements.section.addEventListener("change", begin);
    page.editor.on("update", soon);
    addEventListener("online", begin);
}

/** What is typed before there is a story, on this device. */
class KeptUnbegun {
    #page;
    #stories;
    #isDone = false;
    #key;

    constructor(page) {
        this.#page = page;
        this.#stories = new KeptStories(page.data.member, "begin");
        this.key = crypto.randomUUID().replaceAll("-", "");
    }

    get isKept() {
        return this.#stories.isKept;
    }

    /** By which the server knows the story, however often it is begun. */
    get key() {
        return this.#key;
    }

    set key(key) {
        this.#key = key;
        // For as long as this tab lives, no other takes its words.
        if (navigator.locks) hold(lockOf(key)).catch(() => {});
    }

    /** Shows what a dead tab left, the newest of it. */
    async takeUp() {
        const { data, form, editor, fields, notices, words } = this.#page;
        await this.#stories.unlock(data.journalKey);
        const left = (await this.#stories.all()).toSorted((one, other) => other.at - one.at);
        for (const story of left) {
            const isFree = await navigator.locks.request(lockOf(story.key), { ifAvailable: true }, (lock) => lock !== null);
            if (!isFree || form.elements.headline.value || editor.state.doc.textContent) continue;
            this.key = story.key;
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
        if (!isTyped) return this.#stories.forget(this.key);
        await this.#stories.keep({ key: this.key, at: Date.now(), fields: values, document: editor.getJSON() });
        if (!data.address) this.#page.status.say(this.isKept ? "not_begun_kept" : "not_begun");
    }

    /** It is begun, and the shared text has its words. */
    forget() {
        this.#isDone = true;
        return this.#stories.forget(this.key);
    }
}

async function ask(page, kept) {
    const { fields, data, form } = page;
    const sent = fields.values;
    await kept.keep();
    let answer;
    try {
        answer = await fetch(data.begin, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Warta-Token": data.token },
            body: JSON.stringify({ ...sent, key: kept.key }),
        });
    } catch {
        return page.status.say(kept.isKept ? "away_not_begun_kept" : "away_not_begun");
    }
    const body = await answer.json().catch(() => ({}));
    if (answer.status !== 201) {
        page.status.say(answer.status === 401 ? "signedOut" : "not_begun");
        if (body.message) page.notices.fault(body.message);
        return;
    }
    data.address = body.href;
    page.notices.clear();
    page.fields.begin();
    history.replaceState(null, "", body.href);
    form.action = body.href;
    await page.join(body.href);
    // Sent, or in the journal of the story: either way it is on a disk.
    page.shared.flush().catch(() => {}).then(() => kept.forget());
    await refreshSide(page);
    document.title = document.title.replace(/^.*(?= - )/, sent.headline);
}
