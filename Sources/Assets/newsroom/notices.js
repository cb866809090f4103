/** What the page has to say above the text: words that were saved from a change, a new beginning, a paste. */
import { filled, make, quietButton } from "./dom.js";

export class Notices {
    #page;
    #words;
    #rescued = make("section", { class: "warning rescued", hidden: true, "aria-labelledby": "rescued-title" });
    #other = make("div", { class: "notice-of-text", role: "status" });

    constructor(words, page) {
        this.#words = words;
        this.#page = page;
        this.element = make("div", { class: "notices" }, this.#rescued, this.#other);
    }

    /** Words that could not be placed: each with who wrote it, when, and what stood around it. */
    rescued(list) {
        const words = this.#words.rescued;
        this.#rescued.hidden = list.length === 0;
        if (!list.length) return;
        this.#rescued.replaceChildren(
            make("h2", { id: "rescued-title", text: words.title }),
            make("p", { text: words.what }),
            make("ul", { class: "rescues" }, ...list.map((one) => this.#rescue(one))),
        );
    }

    #rescue({ id, member, at, before, text, after }) {
        const words = this.#words.rescued;
        const copied = make("span", { class: "hint", role: "status" });
        const copy = async () => {
            await navigator.clipboard?.writeText(text).then(
                () => {
                    copied.textContent = words.copied;
                },
                () => getSelection().selectAllChildren(shown),
            );
        };
        const shown = make("mark", { text });
        const name = member?.name ?? member ?? "";
        return make(
            "li",
            {},
            make("p", { class: "who-when" }, make("bdi", { text: name }), at ? ` · ${this.#page.status.time(at)}` : ""),
            make("p", { class: "around" }, before ? `… ${before}` : "", shown, after ? `${after} …` : ""),
            make(
                "p",
                {},
                quietButton(words.copy, copy),
                " ",
                quietButton(words.dismiss, () => this.#page.shared.dismiss(id)),
                " ",
                copied,
            ),
        );
    }

    /** The text was put in place of by another one: both, where something of one's own was not sent yet. */
    reset({ mine, document: theirs }) {
        const words = this.#words.reset;
        const { schema } = this.#page.editor;
        const text = (json) => schema.nodeFromJSON(json);
        const isSame = !mine || !theirs || text(mine).textContent === text(theirs).textContent;
        if (isSame) return this.#say(words.plain);
        const side = (title, json) => {
            const body = make("div", { class: "words" });
            text(json).forEach((block) => body.append(make("p", { text: block.textBetween(0, block.content.size, " ", " ") })));
            return make("div", {}, make("h3", { text: title }), body);
        };
        this.#put(
            make("h2", { text: words.title }),
            make("p", { text: words.what }),
            make("div", { class: "both" }, side(words.mine, mine), side(words.theirs, theirs)),
        );
    }

    /** What a paste has left out. @param {Record<string, number>} taken */
    taken(taken) {
        const words = this.#words.taken;
        const parts = Object.entries(taken)
            .filter(([, count]) => count > 0)
            .map(([kind, count]) => filled(words[kind], { count }))
            .filter(Boolean);
        if (parts.length) this.#say(filled(words.what, { list: parts.join(", ") }) + (taken.pictures ? ` ${words.save_pictures}` : ""));
        else this.#other.replaceChildren();
    }

    /** Why something was refused. */
    fault(message) {
        this.#other.replaceChildren(make("p", { class: "fault", text: message }));
    }

    /** Something that is good to know, and can be closed. */
    tell(text) {
        this.#say(text);
    }

    /** What was told no longer holds. */
    clear() {
        this.#other.replaceChildren();
    }

    #say(text) {
        this.#put(make("p", { text }));
    }

    #put(...content) {
        const close = quietButton(this.#words.close, () => this.#other.replaceChildren());
        this.#other.replaceChildren(make("div", { class: "warning" }, ...content, close));
    }
}
