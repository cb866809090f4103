/** The line that always says in words where the text is, and who else is here. */
import { filled, make } from "./dom.js";

/** For so long, in milliseconds, all must be saved before the line says so. */
const CALM = 400;

export class Status {
    #words;
    #clock;
    #zone;
    #text;
    #people;
    #fields = "saved";
    #state = null;
    #signIn;
    #calm = 0;

    /**
     * @param {object} words
     * @param {{zone: string, label: string}} time The newspaper's zone and what it is called.
     */
    constructor(words, time, signIn) {
        this.#words = words;
        this.#signIn = signIn;
        this.#zone = time.label;
        this.#clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: time.zone });
        this.#text = make("p", { class: "state", role: "status" });
        this.#people = make("ul", { class: "here", "aria-label": words.here });
        this.element = make("div", { class: "status-line" }, this.#text, this.#people);
    }

    /** What is known of the text of the story. @param {{kind: string}} state */
    text(state) {
        const wasSaving = this.#state?.kind === "saving";
        this.#state = state;
        clearTimeout(this.#calm);
        // Between two words of somebody who types on, all is saved for a moment: the line must not flicker.
        if (wasSaving && state.kind === "saved") this.#calm = setTimeout(() => this.#tell(), CALM);
        else this.#tell();
    }

    /** What is known of the fields beside it: `saved`, `saving`, `offline`, `signedOut`, `stale` or `refused`. */
    fields(kind) {
        this.#fields = kind;
        this.#tell();
    }

    /** Says something else, for a page whose story is not begun. */
    say(kind) {
        this.#state = { kind };
        this.#tell();
    }

    /** A time as `09:41 WIB`. */
    time(milliseconds) {
        return `${this.#clock.format(milliseconds)} ${this.#zone}`;
    }

    /** @param {{name: string, colour: number, number: number}[]} others */
    here(others) {
        const chip = ({ name, colour }) => make("li", { class: `chip chip-${colour}` }, make("bdi", { text: name }));
        this.#people.replaceChildren(...others.map(chip));
        this.#people.hidden = others.length === 0;
    }

    get kind() {
        const kind = this.#state?.kind ?? "opening";
        return kind === "saved" && this.#fields !== "saved" ? this.#fields : kind;
    }

    #tell() {
        const state = this.#state ?? { kind: "opening" };
        const kind = this.kind;
        const words = this.#words.states;
        const why = kind === "frozen" ? (this.#words.frozen_why[state.why] ?? "") : (state.why ?? "");
        const key = kind === "saving" && state.composing ? "composing" : { offline: state.onDevice === false ? "offline_only_here" : "offline", signedOut: state.onDevice === false ? "signed_out_only_here" : "signed_out" }[kind] ?? kind;
        const text = filled(words[key] ?? key, { at: state.at ? this.time(state.at) : "", why }).trim();
        const shown = kind === "saved" && !state.at ? words.unchanged : text;
        if (this.#text.dataset.shown === shown) return;
        this.#text.dataset.shown = shown;
        this.#text.dataset.kind = kind;
        this.#text.replaceChildren(shown);
        if (kind === "signedOut" && state.other) this.#text.append(" ", filled(this.#words.other_member, { member: state.other.name }));
        else if (kind === "signedOut") this.#text.append(" ", make("a", { href: this.#signIn, target: "_blank", text: this.#words.sign_in }));
    }
}
