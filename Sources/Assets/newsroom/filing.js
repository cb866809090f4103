/** The page on which a story is filed from a phone: keeps it on the device as it is written, and hands it to the outbox. */
import { afterPause, filled, make, quietButton } from "./dom.js";
import { FilingOutbox } from "./filing-outbox.js";
import { KeptStories } from "./kept-stories.js";

const random = () => crypto.randomUUID().replaceAll("-", "");
/** What was sent is shown for that long, in milliseconds. */
const SHOWN = 7 * 86_400_000;

class FilingPage {
    #form;
    #data;
    #words;
    #kept;
    #outbox;
    #draft;
    #blobs = new Map();
    #isShown = 0;

    constructor(form) {
        this.#form = form;
        this.#data = JSON.parse(form.dataset.outbox);
        this.#words = this.#data.words;
        this.#kept = new KeptStories(this.#data.member, "filing", () => this.#forgotten());
        this.#outbox = new FilingOutbox(this.#data, this.#kept, this.#blobs, () => this.#show());
        const { zone } = this.#data;
        const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone.zone });
        this.time = (at) => `${clock.format(at)} ${zone.label}`;
    }

    async start() {
        await this.#kept.unlock(this.#data.journalKey);
        const stories = await this.#kept.all();
        for (const old of stories.filter(({ state, sentAt }) => state === "sent" && sentAt < Date.now() - SHOWN)) this.#kept.forget(old.key);
        this.#draft = stories.find(({ state }) => state === "draft") ?? this.#blank();
        this.#surround();
        if (!this.#form.elements.headline.value && !this.#form.elements.body.value) this.#fill();
        this.#outbox.stories = stories.filter(({ state, sentAt }) => state !== "draft" && !(state === "sent" && sentAt < Date.now() - SHOWN)).toSorted((one, other) => one.at - other.at);
        this.#show();
        this.#outbox.wake();
    }

    #blank() {
        return { key: random(), state: "draft", at: Date.now(), photographs: [], href: null, number: null };
    }

    #surround() {
        const form = this.#form;
        const words = this.#words;
        form.querySelector("#picture").closest("p").remove();
        // Only where something is kept is it said so.
        if (this.#kept.isKept) document.querySelector(".filing .message").firstChild.textContent = `${words.what} `;
        const input = (label, more) => {
            const field = make("input", { type: "file", accept: "image/*", class: "hidden", tabindex: -1, "aria-hidden": "true", ...more });
            field.addEventListener("change", () => {
                this.#addPhotographs([...field.files]);
                field.value = "";
            });
            return [quietButton(label, () => field.click()), field];
        };
        this.photographs = make("ul", { class: "chosen" });
        form.querySelector(".photographs").append(
            make("p", { class: "label", text: words.photographs_title }),
            this.photographs,
            make("p", { class: "decide" }, ...input(words.camera, { capture: "environment" }), " ", ...input(words.library, { multiple: true })),
        );
        this.kept = make("p", { class: "hint kept", role: "status" });
        form.append(this.kept);
        this.box = make("section", { class: "outbox", "aria-labelledby": "outbox-title" });
        form.after(this.box);
        const keep = afterPause(400, () => this.#keep());
        form.addEventListener("input", keep);
        document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#keep());
        form.addEventListener("submit", (event) => this.#file(event));
        addEventListener("beforeunload", (event) => {
            if (this.#kept.isKept || (this.#outbox.isEmpty && !this.#isTyped)) return;
            event.preventDefault();
        });
    }

    get #isTyped() {
        const { headline, body } = this.#form.elements;
        return Boolean(headline.value.trim() || body.value.trim() || this.#draft.photographs.length);
    }

    /** Shows what was typed before the page was closed. */
    #fill() {
        const { elements } = this.#form;
        for (const name of ["headline", "section", "body", "credit"]) if (this.#draft[name] !== undefined) elements[name].value = this.#draft[name];
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
        this.kept.textContent = this.#isTyped ? (this.#kept.isKept ? this.#words.kept : this.#words.not_kept) : "";
    }

    async #addPhotographs(files) {
        // The story may be filed while they are still being kept: they are its own at once.
        const { key, photographs } = this.#draft;
        const added = files.map((file) => ({ file, id: random() }));
        for (const { file, id } of added) {
            this.#blobs.set(id, file);
            photographs.push({ id, name: file.name, type: file.type, caption: "", state: "waiting", why: null, sentAt: null });
        }
        this.#showPhotographs();
        for (const { file, id } of added) await this.#kept.keepPhotograph(key, id, file);
        await this.#keep();
    }

    #showPhotographs() {
        const words = this.#words;
        const row = (photograph, at) => {
            const canvas = make("canvas", { "aria-hidden": "true", hidden: true });
            this.#sketch(photograph, canvas);
            const caption = make("input", { autocomplete: "off", placeholder: words.caption, "aria-label": `${words.caption} ${at + 1}`, maxlength: 5000 });
            caption.value = photograph.caption;
            caption.addEventListener("input", () => {
                photograph.caption = caption.value.trim();
            });
            const remove = async () => {
                this.#draft.photographs = this.#draft.photographs.filter((one) => one !== photograph);
                await this.#kept.forgetPhotograph(this.#draft.key, photograph.id);
                await this.#keep();
                this.#showPhotographs();
            };
            const title = photograph.name || filled(words.photograph, { number: at + 1 });
            return make("li", {}, canvas, make("div", {}, make("span", { class: "name", text: title }), caption, make("button", { type: "button", class: "plain", text: words.remove_photograph, click: remove })));
        };
        this.photographs.replaceChildren(...this.#draft.photographs.map(row));
    }

    async #sketch({ id, type }, canvas) {
        const file = this.#blobs.get(id) ?? (await this.#kept.photograph(this.#draft.key, id, type));
        const picture = file && (await createImageBitmap(file, { resizeWidth: 240, resizeQuality: "medium" }).catch(() => null));
        if (!picture) return;
        Object.assign(canvas, { width: picture.width, height: picture.height, hidden: false });
        canvas.getContext("2d").drawImage(picture, 0, 0);
        picture.close();
    }

    async #file(event) {
        event.preventDefault();
        const then = event.submitter?.value === "draft" ? "draft" : "submit";
        const story = this.#read();
        Object.assign(story, { then, state: "waiting", at: Date.now() });
        this.#draft = this.#blank();
        const { headline, body } = this.#form.elements;
        headline.value = "";
        body.value = "";
        this.#showPhotographs();
        this.kept.textContent = "";
        await this.#outbox.add(story);
        this.box.scrollIntoView({ block: "start" });
    }

    #forgotten() {
        this.#outbox.stop();
        location.assign(this.#data.signIn);
    }

    /** Shows the outbox, once in a frame. */
    #show() {
        this.#isShown ||= requestAnimationFrame(() => {
            this.#isShown = 0;
            this.#draw();
        });
    }

    #draw() {
        const words = this.#words;
        const { stories } = this.#outbox;
        const sent = stories.filter(({ state }) => state === "sent");
        const clear = quietButton(words.clear, () => sent.forEach((story) => this.#outbox.remove(story)));
        const list = stories.length ? make("ul", { class: "filed" }, ...stories.toReversed().map((story) => this.#story(story))) : make("p", { class: "hint", text: words.empty });
        const told = make("div", { role: "status" }, list);
        this.box.replaceChildren(
            make("h2", { id: "outbox-title", text: words.title }),
            ...(this.#kept.isKept ? [] : [make("p", { class: "hint", text: words.not_kept })]),
            told,
            ...(sent.length ? [clear] : []),
        );
    }

    #state({ state, why, sentAt }) {
        return filled(this.#words.states[state], { why: why ?? "", at: sentAt ? this.time(sentAt) : "", part: 0 });
    }

    #story(story) {
        const words = this.#words;
        const photograph = (one, at) => {
            const { sending } = this.#outbox;
            const isMoving = sending?.id === one.id;
            const text = one.state === "left" ? words.left_out : isMoving ? filled(words.states[sending.kind], { part: Math.floor(100 * sending.part) }) : story.state === "offline" && one.state === "waiting" ? words.states.offline : this.#state(one);
            return make(
                "li",
                { "data-state": isMoving ? "sending" : one.state },
                make("span", { text: one.name || filled(words.photograph, { number: at + 1 }) }),
                make("span", { class: "state", text }),
                isMoving && sending.kind === "sending" ? make("progress", { max: 1, value: sending.part, "aria-hidden": "true" }) : null,
                one.state === "refused" ? quietButton(words.leave_out, () => this.#outbox.again(story, () => Object.assign(one, { state: "left", why: null }))) : null,
            );
        };
        const isRefused = story.state === "refused";
        return make(
            "li",
            { "data-state": story.state },
            make("p", { class: "title" }, story.href ? make("a", { href: story.href, text: story.headline }) : story.headline),
            make("p", { class: "state", text: this.#state(story) }),
            make(
                "ul",
                {},
                make("li", { "data-state": story.href ? "sent" : story.state }, make("span", { text: words.text }), make("span", { class: "state", text: story.href ? words.arrived : this.#state(story) })),
                ...story.photographs.map(photograph),
            ),
            make(
                "p",
                { class: "decide" },
                isRefused ? quietButton(words.again, () => this.#outbox.again(story)) : null,
                isRefused && !story.href ? quietButton(words.edit, () => this.#mend(story)) : null,
                story.state === "signedOut" ? make("a", { class: "button", href: this.#data.signIn, target: "_blank", text: words.sign_in }) : null,
                story.state === "sent" ? null : make("button", { type: "button", class: "plain", text: words.discard, click: () => confirm(words.discard_sure) && this.#outbox.remove(story) }),
            ),
        );
    }

    /** Puts a story that was refused back into the form. */
    async #mend(story) {
        if (this.#isTyped) await this.#keep();
        this.#outbox.stories = this.#outbox.stories.filter((one) => one !== story);
        this.#draft = Object.assign(story, { state: "draft", why: null });
        this.#fill();
        this.#show();
        this.#form.elements.headline.focus();
        await this.#keep();
    }
}

const form = document.querySelector("form[data-outbox]");
if (form) new FilingPage(form).start();
