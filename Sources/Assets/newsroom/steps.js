/** The buttons beside the text: each first brings what was written to the server, and then leads on. */
import { filled, make } from "./dom.js";
import { showStepKeys } from "./step-keys.js";

export class StepButtons {
    #page;
    #told;

    constructor(page) {
        this.#page = page;
        this.#told = make("p", { class: "told", role: "status" });
        page.form.addEventListener("submit", (event) => this.#submit(event));
        this.place();
    }

    /** Puts the line that says what the last button did where the buttons are, and their keys on them. */
    place() {
        showStepKeys();
        this.#page.form.querySelector(".save p")?.after(this.#told);
    }

    async #submit(event) {
        event.preventDefault();
        const href = event.submitter?.dataset.href;
        const verb = event.submitter?.value;
        if (!verb) return this.saveVersion();
        await this.#try(async () => {
            await this.#page.flush();
            const to = href ?? this.#page.form.querySelector(`[value='${verb}']`)?.dataset.href;
            if (to) location.assign(to);
        });
    }

    /** Keeps the text as a version of its own, which the history shows. */
    async saveVersion() {
        await this.#try(async () => {
            await this.#page.flush();
            const reason = this.#page.form.elements.reason;
            const kept = await this.#page.shared.version(reason?.value.trim() ?? "");
            if (reason) reason.value = "";
            this.#say(filled(kept.isNew === false ? this.#page.words.version_same : this.#page.words.version, kept));
        });
    }

    async #try(act) {
        const { words } = this.#page;
        try {
            this.#say(words.sending);
            await this.#page.beginNow?.();
            await act();
            if (this.#told.textContent === words.sending) this.#say("");
        } catch (error) {
            // What the server said, or the state that keeps the words from there.
            const why = error.kind ?? error.message;
            this.#say(words.why_not[why] ?? (error.status ? why : words.why_not.offline));
        }
    }

    #say(text) {
        this.#told.textContent = text;
    }
}

/** Shows what has become of the story: its stage, its state and the buttons that may be pressed now. */
export async function refreshSide(page) {
    const answer = await fetch(page.data.address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const side = fresh.querySelector("aside.side");
    if (!side) return;
    const reason = page.form.elements.reason?.value;
    const focused = document.activeElement?.closest("aside.side") ? document.activeElement.id : null;
    const old = page.form.querySelector("aside.side");
    // What is about the story is another; what the script has put there stays.
    for (const panel of old.querySelectorAll(":scope > .panel:not(.previews)")) panel.remove();
    const about = old.querySelector(".about");
    about.before(...side.querySelectorAll(":scope > .panel:not(.below-fields)"));
    about.after(...side.querySelectorAll(":scope > .below-fields"));
    if (reason && page.form.elements.reason) page.form.elements.reason.value = reason;
    page.steps?.place();
    if (focused) document.getElementById(focused)?.focus();
}
