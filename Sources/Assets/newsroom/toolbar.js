/** The bar of buttons above the text: one stop of Tab, arrows within (WAI-ARIA *toolbar*). */
import { afterPause, drawing, eachFrame, make } from "./dom.js";
import { shownKeys } from "./shortcuts.js";
import { GROUPS, TABLE_ITEMS } from "./toolbar-items.js";
import { isInTable } from "./commands.js";

export class Toolbar {
    #editor;
    #page;
    #words;
    #buttons = [];
    #tableTools;

    /**
     * @param {import("./prose-editor.js").Editor} editor
     * @param {object} page What panels there are: `open(name)`, `showKeys()`, `pictures`.
     * @param {object} words
     */
    constructor(editor, page, words) {
        this.#editor = editor;
        this.#page = page;
        this.#words = words;
        this.element = make("div", {
            class: "toolbar",
            role: "toolbar",
            "aria-label": words.toolbar,
            "aria-controls": "body-editor",
            keydown: (event) => this.#move(event),
            // The text keeps its selection while a button is pressed.
            mousedown: (event) => event.preventDefault(),
        });
        for (const { name, items } of GROUPS) this.element.append(this.#group(name, items));
        this.#tableTools = this.#group("table_tools", TABLE_ITEMS);
        this.#tableTools.hidden = true;
        this.element.append(this.#tableTools);
        this.#buttons[0].button.tabIndex = 0;
        this.#update();
        const now = eachFrame(() => this.#update());
        // What others write changes a button at most where one's own caret is: no frame is made for that.
        const soon = afterPause(300, () => this.#update());
        editor.on("transaction", ({ transaction }) => (transaction.getMeta("remote") ? soon() : now()));
    }

    /** Puts the focus on the button that had it last. */
    focus() {
        this.#stop.focus();
    }

    get #stop() {
        return this.element.querySelector("button[tabindex='0']");
    }

    get #shown() {
        return [...this.element.querySelectorAll("button")].filter((button) => !button.closest("[hidden]"));
    }

    #group(name, items) {
        const buttons = items.filter((item) => !item.isMissing?.(this.#page)).map((item) => this.#button(item));
        return make("div", { class: `group group-${name}`, role: "group", "aria-label": this.#words.groups[name] }, ...buttons);
    }

    #button(item) {
        const label = this.#words.tools[item.name];
        const keys = item.keys ? ` (${shownKeys(item.keys[0])})` : "";
        const face = item.path ? drawing(item.path) : make("span", { class: item.look ?? (item.glyph ? "glyph" : "words"), "aria-hidden": item.glyph ? "true" : null, text: item.glyph ?? label });
        const button = make("button", { type: "button", tabindex: -1, title: label + keys, "aria-label": label, "data-tool": item.name }, face);
        if (item.panel) button.setAttribute("aria-expanded", "false");
        button.addEventListener("click", () => {
            if (button.getAttribute("aria-disabled") === "true") return;
            this.#stopAt(button);
            item.run(this.#editor, this.#page);
        });
        this.#buttons.push({ item, button });
        return button;
    }

    #update() {
        const { state } = this.#editor;
        const writes = this.#editor.isEditable;
        this.#tableTools.hidden = !isInTable(state);
        for (const { item, button } of this.#buttons) {
            if (item.isOn && !item.panel) set(button, "aria-pressed", String(item.isOn(state)));
            else if (item.isOn) button.classList.toggle("on", item.isOn(state));
            const can = ["note", "find", "keys"].includes(item.name) || (writes && (item.can?.(state) ?? true));
            set(button, "aria-disabled", can ? null : "true");
        }
        if (this.#stop?.closest("[hidden]")) this.#stopAt(this.#shown[0]);
    }

    #stopAt(button) {
        if (this.#stop) this.#stop.tabIndex = -1;
        button.tabIndex = 0;
    }

    #move(event) {
        const shown = this.#shown;
        const at = shown.indexOf(document.activeElement);
        const to = {
            ArrowRight: (at + 1) % shown.length,
            ArrowLeft: (at - 1 + shown.length) % shown.length,
            Home: 0,
            End: shown.length - 1,
        }[event.key];
        if (event.key === "Escape") this.#editor.view.focus();
        else if (to === undefined || at < 0) return;
        else {
            this.#stopAt(shown[to]);
            shown[to].focus();
        }
        event.preventDefault();
    }
}

function set(element, name, value) {
    if (element.getAttribute(name) === value) return;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
}
