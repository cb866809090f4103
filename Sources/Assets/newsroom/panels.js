/** What opens below the buttons: the address of a link or of a card. */
import { insertEmbed, linkAt, setLink } from "./commands.js";
import { make, quietButton } from "./dom.js";
import { cleanAddress, meantAddress } from "./links.js";

/** One field for an address, and what is done with it. */
class AddressPanel {
    /**
     * @param {object} words `label`, `apply`, `close`, `wrong`, and `remove` where there is something to remove.
     * @param {(address: string) => boolean} apply
     */
    constructor(words, apply, close) {
        this.words = words;
        this.input = make("input", { type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false" });
        this.wrong = make("span", { class: "fault-line", role: "alert" });
        const submit = () => {
            if (apply(this.input.value)) return close();
            this.wrong.textContent = words.wrong;
            this.input.focus();
        };
        this.line = make(
            "div",
            { class: "line" },
            make("label", {}, make("span", { text: words.label }), this.input),
            make("button", { type: "button", text: words.apply, click: submit }),
        );
        this.element = make(
            "div",
            {
                class: "panel-row",
                role: "group",
                "aria-label": words.title,
                keydown: (event) => {
                    if (event.key !== "Enter" || event.target !== this.input) return;
                    event.preventDefault();
                    submit();
                },
            },
            this.line,
            this.wrong,
        );
        this.end = quietButton(words.close, close);
        this.line.append(this.end);
    }

    open(value = "") {
        this.wrong.textContent = "";
        this.input.value = value;
        this.input.focus();
        this.input.select();
    }
}

export class LinkPanel extends AddressPanel {
    #editor;
    #remove;

    constructor(editor, words, ownHosts, close) {
        super(words, (typed) => {
            const href = meantAddress(typed, ownHosts);
            return href !== null && setLink(editor, href, ownHosts);
        }, close);
        this.#editor = editor;
        this.#remove = quietButton(words.remove, () => {
            setLink(editor, "", ownHosts);
            close();
        });
        this.end.before(this.#remove);
    }

    open() {
        const href = linkAt(this.#editor.state);
        this.#remove.hidden = href === null;
        super.open(href ?? "");
    }
}

export class EmbedPanel extends AddressPanel {
    constructor(editor, words, close) {
        super(words, (typed) => {
            const href = meantAddress(typed);
            return Boolean(href?.startsWith("http") && cleanAddress(href)) && insertEmbed(editor, href);
        }, close);
    }

    open() {
        super.open("");
    }
}
