/**
 * Fields that know what could be meant: a list of names becomes a row of chips with a field for the next one, and what
 * is typed is completed from the newspaper's own names. What is sent is still the plain field, one name in a line.
 */
import { afterPause, filled, make } from "./dom.js";

const PAUSE = 120;
let lists = 0;

/**
 * Fills the browser's own list of suggestions for a field while somebody types in it.
 * @param {HTMLInputElement} input
 * @param {(words: string) => Promise<string[]>} find
 */
export function complete(input, find) {
    const list = make("datalist", { id: `completion-${lists++}` });
    input.setAttribute("list", list.id);
    input.after(list);
    let asked = "";
    const ask = afterPause(PAUSE, async () => {
        const words = (asked = input.value.trim());
        const names = words ? await find(words).catch(() => []) : [];
        // Somebody went on typing; what is found for that comes later.
        if (asked === words) list.replaceChildren(...names.map((name) => make("option", { value: name })));
    });
    input.addEventListener("input", ask);
}

/** Asks the newsroom for names. @param {string} address With the kind of names at its end. */
export function namesFrom(address) {
    return async (words) => {
        const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
        return answer.ok ? answer.json() : [];
    };
}

/**
 * A field with one name in a line, as chips.
 *
 * The plain field stays the one that is read and written; it tells of changes by `input`, and is told by `filled`.
 */
export class Chips {
    #plain;
    #words;
    #kind;
    #label;
    #chips;
    #input;

    /**
     * @param {HTMLTextAreaElement} plain
     * @param {object} words
     * @param {object} kind
     * @param {(words: string) => Promise<string[]>} kind.find
     * @param {RegExp} [kind.between] What parts two names that are typed in one go.
     * @param {(typed: string) => string} [kind.read] The name that is meant by what was typed or chosen.
     * @param {(name: string) => string} [kind.label] How a chip shows a name.
     */
    constructor(plain, words, kind) {
        this.#plain = plain;
        this.#words = words;
        this.#kind = { between: /[,\n]/, read: (typed) => typed, label: (name) => name, ...kind };
        const label = plain.form.querySelector(`label[for='${plain.id}']`);
        this.#label = label.textContent;
        this.#chips = make("ul", { class: "names", "aria-label": this.#label });
        this.#input = make("input", {
            id: `${plain.id}-next`, autocomplete: "off", "aria-describedby": plain.getAttribute("aria-describedby"),
            keydown: (event) => this.#key(event), change: () => this.#add(), blur: () => this.#add(),
        });
        label.htmlFor = this.#input.id;
        plain.hidden = true;
        plain.before(make("span", { class: "chips" }, this.#chips, this.#input));
        complete(this.#input, this.#kind.find);
        plain.addEventListener("filled", () => this.draw());
        // A field that may not be written is said to be so by the plain one.
        new MutationObserver(() => this.draw()).observe(plain, { attributes: true, attributeFilter: ["readonly"] });
        this.draw();
    }

    get #names() {
        return this.#plain.value.split("\n").map((line) => line.trim()).filter(Boolean);
    }

    set #names(names) {
        this.#plain.value = names.join("\n");
        this.#plain.dispatchEvent(new Event("input", { bubbles: true }));
        this.draw();
    }

    #key(event) {
        // Enter in a composition chooses a candidate.
        if (event.isComposing) return;
        if (event.key === "Enter" || (event.key === "," && this.#kind.between.test(",") && this.#input.value.trim())) {
            event.preventDefault();
            this.#add();
        } else if (event.key === "Backspace" && !this.#input.value) this.#names = this.#names.slice(0, -1);
    }

    #add() {
        const given = this.#input.value.split(this.#kind.between).map((name) => this.#kind.read(name.trim())).filter(Boolean);
        if (given.length === 0) return;
        this.#input.value = "";
        const known = new Set(this.#names.map((name) => name.toLowerCase()));
        this.#names = [...this.#names, ...given.filter((name) => !known.has(name.toLowerCase()))];
    }

    #remove(name) {
        this.#names = this.#names.filter((one) => one !== name);
        this.#input.focus();
    }

    /** Shows the names, anew where more is known of them. */
    draw() {
        const isFixed = this.#plain.readOnly;
        this.#input.hidden = isFixed;
        const remove = (name) => make("button", {
            type: "button", class: "remove", "aria-label": filled(this.#words.remove, { name: this.#kind.label(name) }), text: "×", click: () => this.#remove(name),
        });
        this.#chips.replaceChildren(...this.#names.map((name) => make("li", {}, make("bdi", { text: this.#kind.label(name) }), !isFixed && remove(name))));
    }
}

/**
 * Chips for stories of the newspaper: found by words of their headlines, shown by them, and kept by number.
 * @param {(question: {words?: string, number?: string}) => Promise<{number: number, headline: string}[]>} findStories
 */
export function storyChips(plain, words, findStories) {
    const headlines = new Map();
    const learn = (stories) => stories.forEach(({ number, headline }) => headlines.set(String(number), headline));
    const chips = new Chips(plain, words, {
        between: /\n/,
        find: async (typed) => {
            const stories = await findStories({ words: typed });
            learn(stories);
            return stories.map(({ number, headline }) => `${headline} · ${number}`);
        },
        read: (typed) => / · (\d+)$/.exec(typed)?.[1] ?? typed,
        label: (number) => {
            if (headlines.has(number)) return headlines.get(number);
            headlines.set(number, number);
            if (/^\d+$/.test(number)) findStories({ number }).then(learn).then(() => chips.draw()).catch(() => headlines.delete(number));
            return number;
        },
    });
    return chips;
}
