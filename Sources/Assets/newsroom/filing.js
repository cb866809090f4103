/** The page on which a story is filed from a phone: keeps it on the device as it is written, and hands it to the outbox. */
import { isSigningOutHere } from "./device.js";
import { afterPause, filled, make, quietButton } from "./dom.js";
import { FilingOutbox } from "./filing-outbox.js";
import { KeptStories, newKey } from "./kept-stories.js";
import { OutboxView } from "./outbox-view.js";
import { Session } from "./session.js";

class FilingPage {
    #form;
    #data;
    #words;
    #kept;
    #outbox;
    #view;
    #draft;
    #blobs = new Map();
    /** Photographs that are not on the device yet. */
    #storing = 0;

    constructor(form) {
        this.#form = form;
        this.#data = JSON.parse(form.dataset.outbox);
        this.#words = this.#data.words;
        this.#kept = new KeptStories(this.#data.member, "filing/", () => this.#forgotten());
        this.#outbox = new FilingOutbox(this.#data, new Session(this.#data), this.#kept, this.#blobs, () => this.#show());
        const { zone, signIn } = this.#data;
        const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone.zone });
        const time = (at) => `${clock.format(at)} ${zone.label}`;
        this.#view = new OutboxView(this.#outbox, { words: this.#words, signIn, time, edit: (story) => this.#edit(story) });
    }

    async start() {
        await this.#kept.unlock(this.#data.journalKey);
        this.#draft = await this.#nextDraft();
        const { headline, body } = this.#form.elements;
        const isTyped = Boolean(headline.value || body.value);
        // What was typed before this page was ready is a story of its own; a browser may also have put a draft's words back.
        const isOther = headline.value.trim() !== (this.#draft.headline ?? "") || body.value !== (this.#draft.body ?? "");
        if (isTyped && isOther) {
            this.#kept.letGo(this.#draft.key);
            this.#draft = this.#blank();
        }
        this.#surround();
        if (!isTyped) this.#fill();
        await this.#keep();
        await this.#outbox.start((await this.#kept.all()).filter(({ state }) => state !== "draft"));
    }

    /** A draft that stands in no tab's form, or an empty one. It is this tab's own. */
    async #nextDraft() {
        for (const { key, state } of await this.#kept.all()) {
            if (state !== "draft" || key === this.#draft?.key || !(await this.#kept.claim(key))) continue;
            // Whoever had it may have filed it before they let it go.
            const draft = await this.#kept.latest({ key });
            if (draft?.state === "draft") return draft;
            this.#kept.letGo(key);
        }
        return this.#blank();
    }

    #blank() {
        const key = newKey();
        this.#kept.claim(key);
        return { key, begins: null, state: "draft", at: Date.now(), photographs: [], href: null, number: null };
    }

    #surround() {
        const form = this.#form;
        const words = this.#words;
        const plain = form.querySelector("#picture");
        plain.closest("p").remove();
        // Only where something is kept is it said so.
        if (this.#kept.isKept) document.querySelector(".filing .message").firstChild.textContent = `${words.what} `;
        const take = (field) => {
            const files = [...field.files];
            field.value = "";
            if (files.length) this.#addPhotographs(files);
        };
        const input = (label, more) => {
            const field = make("input", { type: "file", accept: "image/*", class: "hidden", tabindex: -1, "aria-hidden": "true", ...more });
            field.addEventListener("change", () => take(field));
            return [quietButton(label, () => field.click()), field];
        };
        this.photographs = make("ul", { class: "chosen" });
        form.querySelector(".photographs").append(
            make("p", { class: "label", text: words.photographs_title }),
            this.photographs,
            make("p", { class: "decide" }, ...input(words.camera, { capture: "environment" }), " ", ...input(words.library, { multiple: true })),
        );
        this.keeping = make("p", { class: "hint kept", role: "status" });
        form.append(this.keeping);
        // What was chosen before this page was ready is the writer's too, and so is what a camera brings that was opened before.
        plain.addEventListener("change", () => take(plain));
        take(plain);
        form.after(this.#view.element);
        const keep = afterPause(400, () => this.#keep());
        form.addEventListener("input", keep);
        document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#keep());
        form.addEventListener("submit", (event) => this.#file(event));
        addEventListener("beforeunload", (event) => {
            const isEmpty = this.#outbox.isEmpty && !this.#isTyped;
            if (isEmpty || (this.#kept.isKept && this.#storing === 0)) return;
            event.preventDefault();
        });
    }

    get #isTyped() {
        const { headline, body } = this.#form.elements;
        return Boolean(headline.value.trim() || body.value.trim() || this.#draft.photographs.length);
    }

    /** Shows the draft in the form; the section and the credit of the last one stay where it has none. */
    #fill() {
        const { elements } = this.#form;
        for (const name of ["headline", "body"]) elements[name].value = this.#draft[name] ?? "";
        for (const name of ["section", "credit"]) elements[name].value = this.#draft[name] ?? elements[name].value;
        this.#showPhotographs();
        this.#sayKept();
    }

    #read() {
        const { headline, section, body, credit } = this.#form.elements;
        return Object.assign(this.#draft, { headline: headline.value.trim(), section: section.value.trim(), body: body.value, credit: credit.value.trim() });
    }

    async #keep() {
        this.#read();
        if (this.#isTyped) await this.#kept.keep(this.#draft);
        else await this.#kept.forget(this.#draft.key);
        this.#sayKept();
    }

    #sayKept() {
        const { kept, keeping, not_kept } = this.#words;
        const said = () => (this.#storing ? keeping : this.#kept.isKept ? kept : not_kept);
        this.keeping.textContent = this.#isTyped ? said() : "";
    }

    async #addPhotographs(files) {
        // The story may be filed while they are still being kept: they are its own at once.
        const { key, photographs } = this.#draft;
        const added = files.map((file) => ({ file, id: newKey() }));
        for (const { file, id } of added) {
            this.#blobs.set(id, file);
            photographs.push({ id, name: file.name, type: file.type, caption: "", state: "waiting", why: null, sentAt: null });
        }
        this.#storing += added.length;
        this.#showPhotographs();
        this.#sayKept();
        for (const { file, id } of added) {
            await this.#kept.keepPhotograph(key, id, file);
            this.#storing -= 1;
        }
        await this.#keep();
    }

    #showPhotographs() {
        const words = this.#words;
        const row = (photograph, at) => {
            const canvas = make("canvas", { "aria-hidden": "true", hidden: true });
            const fault = make("span", { class: "fault-line", hidden: true, text: words.faults.missing });
            this.#sketch(photograph, canvas, fault);
            const caption = make("input", { autocomplete: "off", enterkeyhint: "done", placeholder: words.caption, "aria-label": `${words.caption} ${at + 1}`, maxlength: 5000 });
            caption.value = photograph.caption;
            caption.addEventListener("input", () => {
                photograph.caption = caption.value.trim();
            });
            const remove = async () => {
                this.#draft.photographs = this.#draft.photographs.filter((one) => one !== photograph);
                this.#showPhotographs();
                await this.#kept.forgetPhotograph(this.#draft.key, photograph.id);
                await this.#keep();
            };
            const title = photograph.name || filled(words.photograph, { number: at + 1 });
            return make("li", {}, canvas, make("div", {}, make("span", { class: "name", text: title }), fault, caption, make("button", { type: "button", class: "plain", text: words.remove_photograph, click: remove })));
        };
        this.photographs.replaceChildren(...this.#draft.photographs.map(row));
    }

    /** Draws a photograph small; where the page was closed before it was on the device, its row says that it is missing. */
    async #sketch({ id, type }, canvas, fault) {
        const file = this.#blobs.get(id) ?? (await this.#kept.photograph(this.#draft.key, id, type));
        fault.hidden = Boolean(file);
        const picture = file && (await createImageBitmap(file, { resizeWidth: 240, resizeQuality: "medium" }).catch(() => null));
        if (!picture) return;
        Object.assign(canvas, { width: picture.width, height: picture.height, hidden: false });
        canvas.getContext("2d").drawImage(picture, 0, 0);
        picture.close();
    }

    async #file(event) {
        event.preventDefault();
        const then = event.submitter?.value === "draft" ? "draft" : "submit";
        const story = Object.assign(this.#read(), { then, state: "waiting", at: Date.now() });
        const isFiled = this.#outbox.add(story);
        this.#draft = this.#blank();
        this.#fill();
        await isFiled;
        this.#kept.letGo(story.key);
        await this.#takeUpAnother();
        this.#view.element.scrollIntoView({ block: "start" });
    }

    /** A draft that was left from before comes into the form, unless somebody types there already. */
    async #takeUpAnother() {
        const next = await this.#nextDraft();
        if (this.#isTyped) return this.#kept.letGo(next.key);
        this.#draft = next;
        this.#fill();
    }

    #forgotten() {
        this.#outbox.stop();
        if (!isSigningOutHere) location.assign(this.#data.signIn);
    }

    #show() {
        this.#view.show(this.#kept.isKept);
    }

    /** Puts a story that was refused back into the form; what stood there becomes a draft to come back to. */
    async #edit(story) {
        if (!(await this.#outbox.giveBack(story))) return;
        // Read and replaced at once: nothing can be typed in between.
        const left = this.#isTyped ? this.#read() : null;
        this.#draft = Object.assign(story, { state: "draft", why: null });
        this.#fill();
        this.#form.elements.headline.focus();
        if (left) await this.#kept.keep(left);
        await this.#keep();
    }
}

const form = document.querySelector("form[data-outbox]");
if (form) new FilingPage(form).start();
