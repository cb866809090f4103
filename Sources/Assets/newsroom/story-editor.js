/**
 * The page on which a story is written: puts the editor in place of the plain text and lets everything save itself.
 *
 * Without it the page is whole; where it cannot begin, the plain form stays as it was.
 */
import { pm } from "./prose-editor.js";
import { countText, guideHeadline, Previews, textOf } from "./counts.js";
import { Chips, complete, namesFrom, storyChips } from "./completion.js";
import { afterPause, make } from "./dom.js";
import { holds, makeEditor } from "./editor.js";
import { Fields } from "./fields.js";
import { FindPanel } from "./find.js";
import { Notes } from "./notes.js";
import { Notices } from "./notices.js";
import { beginWhenReady } from "./new-story.js";
import { HeroPicture } from "./hero-picture.js";
import { EmbedPanel, LinkPanel } from "./panels.js";
import { PicturePanel } from "./picture-panel.js";
import { showReceipts } from "./receipts.js";
import { findStories, RelatedPanel } from "./related.js";
import { Session } from "./session.js";
import { SharedText } from "./shared-text.js";
import { keysDialog } from "./shortcuts.js";
import { Status } from "./status.js";
import { StoryPictures } from "./story-pictures.js";
import { refreshSide, StepButtons } from "./steps.js";
import { Toolbar } from "./toolbar.js";
import { Uploads } from "./upload-places.js";

const EMPTY = { type: "doc", content: [{ type: "paragraph" }] };

/** The page, and all that the parts of it need of one another. */
class StoryPage {
    /** @param {HTMLFormElement} form */
    constructor(form) {
        this.form = form;
        this.data = JSON.parse(form.dataset.writing);
        this.words = this.data.words;
        this.plain = form.elements.body;
        this.session = new Session(this.data);
        this.shared = null;
        this.editor = null;
        this.panels = {};
        /** What may be done with the story, and what is to be looked at before, follows what is written. */
        this.refresh = afterPause(4000, () => (this.status.kind === "saved" ? refreshSide(this) : undefined));
    }

    /** Whether this page writes in the text now. */
    get mayWrite() {
        return this.editor?.isEditable ?? this.data.mayWrite;
    }

    async start() {
        const { data, words, form } = this;
        this.status = new Status(words, data.zone, data.signIn);
        this.notices = new Notices(words, this);
        this.notes = new Notes(this);
        this.fields = new Fields(form, words.fields, {
            send: (body) => this.shared.send("fields", { ...body, client: this.shared.client }),
            onState: (kind) => {
                if (!this.shared) return;
                if (kind === "saved" && this.fieldsKind === "saving") this.refresh();
                this.fieldsKind = kind;
                this.status.fields(kind);
            },
            keep: (unsent) => this.shared?.keepFields(unsent),
        });
        this.pictures = new StoryPictures(data.pictures, this.fields, words.pictures);
        this.uploads = new Uploads(this, words.upload);
        if (data.address) await this.#open(data.address);
        else this.#mount(EMPTY);
        this.#surround();
        if (data.address) await this.notes.start();
        else beginWhenReady(this);
    }

    /** Opens the text that a story shares, and shows it. */
    async #open(address) {
        const shared = this.#share(address);
        await shared.open();
        this.shared = shared;
        this.data.mayWrite = shared.opened.mayWrite;
        this.#mount(shared.document, [...shared.plugins(), this.notes.plugin()]);
        this.#attach();
    }

    /**
     * The story was begun while its first words were typed: from now on they are shared.
     * @param {string} address
     * @param {object} sent The fields with which it was begun; what was typed since is kept, and saved.
     * @throws Where its text cannot be opened; then nothing has changed.
     */
    async join(address, sent) {
        const shared = this.#share(address);
        await shared.open();
        this.shared = shared;
        this.data.address = address;
        this.fields.begin(sent);
        const { state, view } = this.editor;
        const { content } = state.doc;
        const [from, to] = [state.selection.anchor, state.selection.head];
        const had = view.hasFocus();
        this.toolbar.element.remove();
        this.editor.destroy();
        this.#mount(shared.document, [...shared.plugins(), this.notes.plugin()]);
        const tr = this.editor.state.tr;
        const typed = this.editor.schema.nodeFromJSON({ type: "doc", content: content.toJSON() });
        const { doc } = tr;
        // A story that was begun before, of which the answer was lost, may have a text already.
        if (content.size > 2 && !doc.eq(typed)) {
            const isNew = doc.content.size <= 2;
            tr.replaceWith(isNew ? 0 : doc.content.size, doc.content.size, typed.content);
            if (isNew) tr.setSelection(pm.state.TextSelection.create(tr.doc, from, to));
        }
        if (tr.docChanged) this.editor.view.dispatch(tr);
        if (had) this.editor.view.focus();
        this.#attach();
        this.#tools();
        await this.notes.start();
    }

    #share(address) {
        return new SharedText({
            address,
            session: this.session,
            pm,
            onState: (state) => this.#told(state),
            onHere: (list) => this.status.here([...new Map(list.map(({ member }) => [member.number, { ...member, colour: member.number % 8 }])).values()]),
            onPictures: (pictures) => this.pictures.heard(pictures),
            onField: ({ field, value, client }) => client !== this.shared.client && this.fields.heard(field, value),
            onFieldsLeft: (left) => this.fields.takeUp(left),
            onStory: (story) => {
                this.#changed(story);
                this.notes.storyIs(story);
            },
            onRescued: (list) => this.notices.rescued(list),
            onReset: (change) => {
                this.notices.reset(change);
                this.notes.reset();
            },
            onNote: (note) => this.notes.heard(note),
            onReceipts: (told) => showReceipts(this.form, told),
            onPassed: (maps) => this.notes.passed(maps),
            onWithdrawn: () => this.notes.withdrawn(),
        });
    }

    #attach() {
        const { shared } = this;
        shared.attach(this.editor.view);
        this.pictures.start(shared.opened.pictures);
        this.fields.start(shared.opened.fields);
        this.#told(shared.state);
    }

    /** A step was taken with the story, here or elsewhere; the first of these only says how it stands. */
    #changed({ stage, state }) {
        const stands = `${stage} ${state}`;
        const before = this.stands ?? `${this.shared.opened.stage} ${this.shared.opened.state}`;
        this.stands = stands;
        if (stands !== before) refreshSide(this);
    }

    #told(state) {
        this.status.text(state);
        const writes = !["readOnly", "frozen"].includes(state.kind);
        if (!this.editor || this.editor.isEditable === writes) return;
        this.editor.setEditable(writes, false);
        this.fields.setEditable(writes);
        this.pictures.again();
    }

    #mount(document, plugins = []) {
        this.holder ??= make("div", { class: "body-holder" });
        this.editor = makeEditor(this.holder, document, this, plugins);
        if (!holds(this.editor, document)) throw new Error("The editor shows another text than the story has.");
    }

    /** Puts everything where it belongs; from here on the plain text is hidden. */
    #surround() {
        const { form, words, plain } = this;
        const writing = form.querySelector(".writing");
        const label = form.querySelector("label[for='body']");
        this.bar = make("div", { class: "writing-bar" }, this.status.element);
        writing.prepend(this.bar);
        this.notices.element.hidden = false;
        this.bar.after(this.notices.element);
        const counts = make("p", { class: "hint counts", id: "counts" });
        const keys = make("p", { class: "hint", id: "body-keys", text: words.body_keys });
        plain.closest("p").before(this.holder, make("div", { class: "below" }, counts, keys));
        this.counts = counts;
        for (const old of [plain.closest("p"), form.querySelector(".notation")]) old?.remove();
        label?.remove();
        form.classList.add("live");
        for (const name of ["headline", "lead"]) {
            form.elements[name].rows = 1;
            form.elements[name].placeholder = form.querySelector(`label[for='${name}']`).textContent;
        }
        // Beside the text, as it is what the desk looks at while it writes.
        form.querySelector(".side").insertBefore(form.querySelector(".about"), form.querySelector(".below-fields"));
        this.#completeNames();
        guideHeadline(form.elements.headline, words);
        form.elements.headline.addEventListener("filled", () => form.elements.headline.dispatchEvent(new Event("input")));
        this.hero = new HeroPicture(this, words.media);
        form.elements.lead.closest("p").after(this.hero.element);
        this.#tools();
        this.previews = new Previews(() => this.now, this.data.site, words.previews);
        this.pictures.watch(() => this.previews.later());
        form.querySelector(".side").append(this.previews.element);
        form.addEventListener("input", () => this.previews.later());
        this.steps = new StepButtons(this);
        addEventListener("keydown", (event) => this.#key(event));
        addEventListener("beforeunload", (event) => this.#leave(event));
    }

    #completeNames() {
        const { form, data, words } = this;
        const people = namesFrom(data.names.people);
        new Chips(form.elements.tags, words.fields, { find: namesFrom(data.names.tags) });
        storyChips(form.elements.related, words.fields, (question) => findStories(data.choices, question));
        for (const input of form.querySelectorAll(".bylines input")) complete(input, people);
    }

    /** The tools over an editor that is new. */
    #tools() {
        const { editor, words, data } = this;
        const close = () => this.close();
        this.panels = {
            link: new LinkPanel(editor, words.link, data.site.hosts, close),
            embed: new EmbedPanel(editor, words.embed, close),
            picture: new PicturePanel(this, words.picture, close),
            related: new RelatedPanel(editor, words.related, data.choices, close),
            find: new FindPanel(editor, words.find, close),
        };
        if (this.shared) this.panels.note = this.notes.panel(close);
        this.toolbar = new Toolbar(editor, this, words);
        for (const panel of Object.values(this.panels)) panel.element.hidden = true;
        this.panelPlace ??= make("div", { class: "panels", keydown: (event) => event.key === "Escape" && this.close() });
        this.panelPlace.replaceChildren(...Object.values(this.panels).map(({ element }) => element));
        this.bar.prepend(this.toolbar.element, this.panelPlace);
        countText(editor, words, data.language, this.counts);
        editor.on("update", () => {
            this.previews?.later();
            if (this.shared) this.refresh();
        });
    }

    /** What the previews show. */
    get now() {
        const { headline, lead, section } = this.fields.values;
        return { headline, lead, section, text: textOf(this.editor.state.doc), picture: this.pictures.list[this.pictures.hero] ?? null };
    }

    /** Opens a panel below the buttons. */
    open(name, field) {
        const wasOpen = !this.panels[name].element.hidden;
        this.close(false);
        if (wasOpen && name !== "find") return this.editor.view.focus();
        this.panels[name].element.hidden = false;
        this.toolbar.element.querySelector(`[data-tool='${name}']`)?.setAttribute("aria-expanded", "true");
        this.panels[name].open(field);
    }

    close(focuses = true) {
        for (const panel of Object.values(this.panels)) {
            if (panel.element.hidden) continue;
            panel.element.hidden = true;
            panel.close?.();
        }
        for (const button of this.toolbar.element.querySelectorAll("[aria-expanded]")) button.setAttribute("aria-expanded", "false");
        if (focuses) this.editor.view.focus();
    }

    /** Opens the field for a note on what is selected, or leads to the note at the caret. */
    writeNote() {
        const known = this.notes.atCaret;
        if (known === null) this.open("note");
        else this.notes.focus(known);
    }

    showKeys() {
        // The steps among them follow where the story stands.
        this.keys?.remove();
        this.keys = keysDialog(this.words);
        this.keys.showModal();
    }

    /** Says what a paste has left out. */
    told(taken) {
        this.notices.taken(taken);
    }

    /** Resolves when everything that was written is with the server. */
    async flush() {
        if (this.uploads.count) throw new Error("uploading");
        await this.fields.flush();
        await this.shared.flush();
    }

    #key(event) {
        const isWord = event.target.closest?.("input, textarea, select, [contenteditable='true']");
        const isMod = event.ctrlKey || event.metaKey;
        if (isMod && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
            event.preventDefault();
            this.steps.saveVersion();
        } else if (isMod && event.altKey && event.code === "KeyP") {
            event.preventDefault();
            this.form.querySelector("[name=then][value=preview], a.preview")?.click();
        } else if ((isMod && event.key === "/" && !event.defaultPrevented) || (event.key === "?" && !isWord)) {
            event.preventDefault();
            this.showKeys();
        } else if (isMod && event.altKey && event.key.toLowerCase() === "m" && !event.defaultPrevented && this.shared) {
            event.preventDefault();
            this.writeNote();
        }
    }

    #leave(event) {
        const { kind } = this.status;
        const isSafe = ["saved", "readOnly", "opening"].includes(kind) || kind === "not_begun_kept" || kind === "away_not_begun_kept" || (kind === "not_begun" && !this.now.text.trim() && !this.now.headline);
        if (!isSafe || this.uploads.count || this.notes.isUnsent) event.preventDefault();
    }
}

const form = document.querySelector("form[data-writing]");
if (form) {
    const page = new StoryPage(form);
    page.start().catch((error) => {
        console.error(error);
        page.shared?.close();
    });
}
