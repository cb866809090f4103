// Naming colleagues: an `@` in a field opens the list of those who can be named. A field of several
// lines may be no *combobox* (ARIA in HTML), so it stays a text field that has a *listbox*.

import { filled, make } from "./dom.js";

const MOST = 8;
/** An `@` that begins a word, and what is typed behind it. */
const TYPED = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}][\p{L}\p{N}.'’ -]{0,39})?$/u;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

let count = 0;

export class Mentions {
    #field;
    #members;
    #words;
    #told;
    #shown = [];
    #active = 0;
    #chosen = new Map();
    #id = `mentions-${++count}`;

    /**
     * @param {HTMLTextAreaElement} field
     * @param {() => {number: number, name: string, role: string}[]} members Those who can be named.
     * @param {object} words
     */
    constructor(field, members, words) {
        this.#field = field;
        this.#members = members;
        this.#words = words;
        this.list = make("ul", { class: "mentions", role: "listbox", id: this.#id, "aria-label": words.members, hidden: true });
        this.#told = make("span", { class: "hidden", role: "status" });
        this.element = make("div", { class: "mentions-of" }, this.list, this.#told);
        field.addEventListener("input", () => this.#look());
        field.addEventListener("click", () => this.#look());
        field.addEventListener("blur", () => this.close());
        field.addEventListener("keydown", (event) => this.#key(event));
    }

    get isOpen() {
        return !this.list.hidden;
    }

    /** The numbers of those who were chosen from the list and are still named. */
    get numbers() {
        return [...this.#chosen].filter(([, name]) => this.#field.value.includes(`@${name}`)).map(([number]) => number);
    }

    close() {
        this.list.hidden = true;
        for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete", "aria-haspopup"]) {
            this.#field.removeAttribute(name);
        }
    }

    #look() {
        const { value, selectionStart, selectionEnd } = this.#field;
        const typed = selectionStart === selectionEnd ? TYPED.exec(value.slice(0, selectionStart)) : null;
        if (!typed) return this.close();
        const query = folded(typed[1] ?? "");
        const fits = ({ name }) => folded(name).startsWith(query) || folded(name).split(" ").some((word) => word.startsWith(query));
        this.#shown = this.#members().filter(fits).slice(0, MOST);
        const isDone = this.#shown.some(({ name }) => query.trimEnd() === folded(name) && query !== query.trimEnd());
        if (this.#shown.length === 0 || isDone) return this.close();
        this.list.replaceChildren(...this.#shown.map((member, index) => this.#option(member, index)));
        this.list.hidden = false;
        const roles = { "aria-controls": this.#id, "aria-autocomplete": "list", "aria-haspopup": "listbox" };
        for (const [name, set] of Object.entries(roles)) this.#field.setAttribute(name, set);
        this.#activate(0);
    }

    #option({ name, role }, index) {
        return make(
            "li",
            {
                role: "option",
                id: `${this.#id}-${index}`,
                "aria-selected": "false",
                // The field keeps the focus.
                mousedown: (event) => event.preventDefault(),
                click: () => this.#choose(index),
            },
            make("bdi", { text: name }),
            make("span", { class: "hint", text: role }),
        );
    }

    #activate(index) {
        this.#active = index;
        [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
        this.#field.setAttribute("aria-activedescendant", `${this.#id}-${index}`);
        this.list.children[index]?.scrollIntoView({ block: "nearest" });
    }

    #choose(index) {
        const { number, name } = this.#shown[index];
        const field = this.#field;
        const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionStart)];
        const start = before.lastIndexOf("@");
        const put = `@${name} `;
        field.value = before.slice(0, start) + put + after.replace(/^ /, "");
        field.setSelectionRange(start + put.length, start + put.length);
        this.#chosen.set(number, name);
        this.#told.textContent = filled(this.#words.chosen, { name });
        this.close();
        field.focus();
    }

    #key(event) {
        if (!this.isOpen || event.isComposing) return;
        const { length } = this.#shown;
        const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
        if (event.key === "ArrowDown") this.#activate((this.#active + 1) % length);
        else if (event.key === "ArrowUp") this.#activate((this.#active - 1 + length) % length);
        else if ((event.key === "Enter" || event.key === "Tab") && isPlain) this.#choose(this.#active);
        else if (event.key === "Escape") this.close();
        else return;
        event.preventDefault();
        event.stopPropagation();
    }
}
