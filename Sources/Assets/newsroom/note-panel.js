/** What opens below the buttons to write a note about the words that are selected, or about the whole text. */
import { make, quietButton } from "./dom.js";
import { NoteField } from "./note-field.js";

export class NotePanel {
    #notes;
    #about;

    /**
     * @param {import("./notes.js").Notes} notes
     * @param {() => void} close
     */
    constructor(notes, close) {
        const { words } = notes;
        this.#notes = notes;
        this.#about = make("blockquote", { class: "of" });
        this.field = new NoteField(notes, { label: words.text_hint, rows: 3, button: words.send }, async (said) => {
            const answer = await notes.add(said);
            if (answer.status === 201) {
                close();
                notes.choose(answer.body.number, { shows: true });
                notes.announce(words.sent);
            }
            return answer;
        });
        this.element = make(
            "div",
            { class: "panel-row note-panel", role: "group", "aria-label": words.new },
            this.#about,
            this.field.element,
            make("div", { class: "line" }, this.field.button, quietButton(words.close, close), make("span", { class: "hint", text: words.keys })),
        );
    }

    open() {
        const { words } = this.#notes;
        const quote = this.#notes.mark();
        /** Whether it is about words, and not about the whole text. */
        this.isOnWords = quote !== null;
        this.#about.textContent = quote === null ? words.whole : quote || words.picture;
        this.#about.classList.toggle("whole", quote === null);
        this.field.say("");
        this.field.input.focus();
    }

    /** Its words stay for the next time that it is opened. */
    close() {
        this.field.mentions.close();
        this.#notes.unmark();
    }
}
