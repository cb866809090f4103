// A field in which a note or an answer is written: it names colleagues, says what became of it, and keeps its words until
// the server has them.

import { make } from "./dom.js";
import { Mentions } from "./mentions.js";

export class NoteField {
    #notes;
    #send;
    #told;
    #attempt = null;
    #isSending = false;

    /**
     * @param {import("./notes.js").Notes} notes
     * @param {{label: string, rows: number, button: string, buttonLabel?: string}} what
     * @param {(said: {text: string, mentioned: number[], seq: number}) => Promise<{status: number, body: object}>} send
     */
    constructor(notes, { label, rows, button, buttonLabel }, send) {
        const { words } = notes;
        this.#notes = notes;
        this.#send = send;
        this.input = make("textarea", { rows, maxlength: 2000, "aria-label": label, placeholder: label });
        this.mentions = new Mentions(this.input, () => notes.others, words);
        this.#told = make("p", { class: "note-told", role: "status" });
        this.button = make("button", { type: "button", text: button, "aria-label": buttonLabel, click: () => this.send() });
        this.element = make("div", { class: "note-field" }, this.input, this.mentions.element, this.#told);
        this.input.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            this.send();
        });
    }

    /** Whether there are words in it that the server does not have. */
    get isUnsent() {
        return this.input.value.trim() !== "";
    }

    say(text, isFault = false) {
        this.#told.textContent = text;
        this.#told.classList.toggle("wrong", isFault);
    }

    async send() {
        if (this.#isSending) return;
        const { words } = this.#notes;
        const text = this.input.value;
        if (!text.trim()) {
            this.say(words.faults.empty, true);
            return this.input.focus();
        }
        // What is sent again is the same; where it was changed since, it is something else.
        if (this.#attempt?.text !== text) this.#attempt = { text, seq: this.#notes.nextSequence() };
        this.#isSending = true;
        this.say(words.sending);
        try {
            const { status, body } = await this.#send({ text, mentioned: this.mentions.numbers, seq: this.#attempt.seq });
            if (status !== 201) return this.say(body.message ?? words.not_sent, true);
            this.#attempt = null;
            // What was typed while it was under way is another note.
            if (this.input.value === text) this.input.value = "";
            this.say("");
        } finally {
            this.#isSending = false;
        }
    }
}
