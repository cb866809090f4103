/** One note beside the text: what was said, the answers, and what can be done with it. */
import { filled, make, quietButton } from "./dom.js";
import { NoteField } from "./note-field.js";

export class NoteCard {
    #notes;
    #about = make("div", { class: "about-words" });
    #remarks = make("div", { class: "remarks" });
    #end = make("div", { class: "end-of-note" });
    #reply = null;
    #told = make("p", { class: "note-told", role: "status" });

    /**
     * @param {import("./notes.js").Notes} notes
     * @param {object} note As the server tells it.
     */
    constructor(notes, note) {
        this.#notes = notes;
        this.element = make(
            "article",
            {
                class: "note",
                id: `note-${note.number}`,
                tabindex: -1,
                focusin: () => notes.choose(this.note.number),
                click: () => notes.choose(this.note.number),
                focusout: (event) => this.#left(event),
            },
            this.#about,
            this.#remarks,
            this.#end,
            this.#told,
        );
        this.update(note);
    }

    /** Whether an answer is being written that is not sent. */
    get isUnsent() {
        return this.#reply !== null && this.#reply.isUnsent && this.#reply.input.value !== this.#opening;
    }

    /** @param {object} note */
    update(note) {
        const { words } = this.#notes;
        this.note = note;
        this.element.classList.toggle("is-resolved", note.resolved !== null);
        this.element.setAttribute("aria-label", filled(words.of, { name: note.member.name, at: this.#notes.time(note.at) }));
        this.#about.replaceChildren(this.#subject(note));
        this.#remarks.replaceChildren(this.#remark(note), ...note.replies.map((reply) => this.#remark(reply, true)));
        const wasOpen = this.#reply !== null;
        if (note.resolved === null && !wasOpen) this.#open(note);
        if (note.resolved !== null) this.#resolved(note);
    }

    /** Says whether its words are in the text. */
    place(isThere) {
        const { note } = this;
        this.#about.classList.toggle("lost", note.quote !== null && note.resolved === null && !isThere);
    }

    #subject({ quote }) {
        const { words } = this.#notes;
        if (quote === null) return make("p", { class: "of whole hint", text: words.whole });
        return make(
            "div",
            {},
            make("button", { type: "button", class: "plain of", title: words.show, text: quote || words.picture, click: () => this.#notes.show(this.note.number) }),
            make("p", { class: "lost-words", text: words.lost }),
        );
    }

    #remark({ number, member, at, text, mentioned }, isReply = false) {
        return make(
            "div",
            { class: isReply ? "remark reply" : "remark", id: isReply ? `note-${number}` : null },
            make(
                "p",
                { class: "by-whom" },
                make("span", { class: `dot chip-${member.number % 8}`, "aria-hidden": "true" }),
                make("strong", {}, make("bdi", { text: member.name })),
                " ",
                make("time", { datetime: new Date(at).toISOString(), text: this.#notes.time(at) }),
            ),
            make("p", { class: "words" }, ...withNames(text, mentioned, this.#notes.member)),
        );
    }

    /** With what an answer begins: the name of whoever of the others spoke last. */
    get #opening() {
        const last = [this.note, ...this.note.replies].filter(({ member }) => member.number !== this.#notes.member).at(-1);
        return last ? `@${last.member.name} ` : "";
    }

    #open(note) {
        const { words } = this.#notes;
        const name = note.member.name;
        this.#reply = new NoteField(
            this.#notes,
            { label: words.reply_text, rows: 1, button: words.reply, buttonLabel: filled(words.reply_to, { name }) },
            (said) => this.#notes.reply(this.note.number, said),
        );
        const { input } = this.#reply;
        input.addEventListener("focus", () => {
            if (input.value === "" && this.#opening) input.value = this.#opening;
            this.element.classList.add("answering");
        });
        input.addEventListener("keydown", (event) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            event.preventDefault();
            this.#notes.backToText();
        });
        const resolve = quietButton(words.resolve, () => this.#resolve(true));
        resolve.setAttribute("aria-label", filled(words.resolve_one, { name }));
        this.#reply.button.classList.add("send-answer");
        this.#end.replaceChildren(this.#reply.element, make("p", { class: "do" }, this.#reply.button, resolve));
    }

    /** An answer that was not begun leaves nothing behind. */
    #left({ relatedTarget }) {
        if (this.element.contains(relatedTarget)) return;
        if (!this.isUnsent) {
            if (this.#reply) this.#reply.input.value = "";
            this.element.classList.remove("answering");
        }
        this.#notes.arrange();
    }

    #resolved(note) {
        const { words } = this.#notes;
        const { member, at } = note.resolved;
        const kept = this.isUnsent ? this.#reply : null;
        this.#reply = kept;
        const reopen = quietButton(words.reopen, () => this.#resolve(false));
        reopen.setAttribute("aria-label", filled(words.reopen_one, { name: note.member.name }));
        this.#end.replaceChildren(
            make("p", { class: "hint", text: `${filled(words.resolved_by, { by: member.name })} · ${this.#notes.time(at)}` }),
            // An answer that is not sent stays where it was typed.
            kept ? kept.element : "",
            make("p", { class: "do" }, kept ? kept.button : "", reopen),
        );
    }

    async #resolve(isResolved) {
        const { words } = this.#notes;
        this.#told.textContent = words.sending;
        const { status, body } = await this.#notes.resolve(this.note.number, isResolved);
        this.#told.textContent = status === 200 ? "" : (body.message ?? words.not_sent);
        this.#told.classList.toggle("wrong", status !== 200);
        if (status === 200 && !isResolved) this.element.focus();
    }
}

/** A text in which the names of those to whom it is said stand out, one's own most. */
function withNames(text, mentioned, own) {
    const names = mentioned
        .flatMap(({ number, name }) => name.split(" ").map((_, at, parts) => ({ number, name: `@${parts.slice(0, at + 1).join(" ")}` })))
        .sort((a, b) => b.name.length - a.name.length);
    const parts = [];
    let rest = text;
    while (rest) {
        const at = rest.indexOf("@");
        if (at < 0) break;
        const found = names.find(({ name }) => rest.slice(at, at + name.length).toLowerCase() === name.toLowerCase());
        const length = found ? found.name.length : 1;
        const said = rest.slice(at, at + length);
        parts.push(rest.slice(0, at), found ? make("strong", { class: found.number === own ? "mention own" : "mention", text: said }) : said);
        rest = rest.slice(at + length);
    }
    return [...parts, rest];
}
