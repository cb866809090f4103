/** Related stories in the text: what a block shows of another story, and where one is looked for. */
import { insertRelated, mayTakeRelated } from "./commands.js";
import { afterPause, make, quietButton } from "./dom.js";

/** What the newsroom tells of stories: those of some words, or one by its number. */
export async function findStories(address, query) {
    const answer = await fetch(`${address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).stories;
}

/** @type {Map<number, Promise<object|null>>} What is known by number, asked for once in a page. */
const known = new Map();

function storyOf(address, number) {
    if (!known.has(number)) {
        const asked = findStories(address, { number }).then((stories) => stories[0] ?? null);
        known.set(number, asked);
        asked.catch(() => known.delete(number));
    }
    return known.get(number);
}

/** What keeps readers from a story, in words; nothing where they see it. */
const hiddenFrom = (story, words) => (story.isPublic ? null : make("span", { class: "hint", text: `${story.stateWords}. ${words.related_hidden}` }));

/** The block in the text: the story's present headline, once that is known. */
export function relatedCard(number, address, words) {
    const title = make("strong", { text: `#${number}` });
    const card = make("div", { class: "related-card", "data-related": number }, make("span", { class: "label", text: words.related }), title);
    storyOf(address, number).then(
        (story) => {
            title.textContent = story?.headline ?? words.related_none.replace("{number}", number);
            card.append(...[story && hiddenFrom(story, words)].filter(Boolean));
        },
        () => {},
    );
    return card;
}

/** Where a story is looked for by its words, and put in. */
export class RelatedPanel {
    #editor;
    #address;
    #words;
    #asked = 0;
    #choices = [];

    constructor(editor, words, address, close) {
        this.#editor = editor;
        this.#address = address;
        this.#words = words;
        this.input = make("input", {
            type: "search", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": "related-choices",
            "aria-autocomplete": "list", input: afterPause(250, () => this.#search()),
        });
        this.list = make("ul", { id: "related-choices", role: "listbox", class: "choices", "aria-label": words.title });
        this.told = make("p", { class: "hint", role: "status" });
        this.close = () => {
            this.#asked += 1;
        };
        this.#put = (story) => {
            if (!mayTakeRelated(editor.state.doc)) {
                this.told.textContent = words.many;
                return;
            }
            close();
            insertRelated(editor, story.number);
        };
        this.element = make(
            "div",
            { class: "panel-row related-panel", role: "group", "aria-label": words.title, keydown: (event) => this.#key(event) },
            make("div", { class: "line" }, make("label", {}, make("span", { text: words.label }), this.input), quietButton(words.close, close)),
            this.list,
            this.told,
        );
    }

    #put;

    open(typed = "") {
        this.input.value = typed;
        this.input.focus();
        this.#search();
    }

    async #search() {
        const asked = (this.#asked += 1);
        const number = /^\s*(?:#|\S*\/)?(\d+)(?:\/\S*)?\s*$/.exec(this.input.value)?.[1];
        this.told.textContent = this.#words.searching;
        try {
            const query = { words: this.input.value.trim() };
            const found = await findStories(this.#address, number ? { number } : query);
            // Figures may be words as well.
            const stories = found.length || !number ? found : await findStories(this.#address, query);
            if (asked !== this.#asked) return;
            this.#show(stories);
        } catch {
            if (asked === this.#asked) this.told.textContent = this.#words.failed;
        }
    }

    #show(found) {
        // No story is to be read beside itself.
        const own = Number(/\/stories\/(\d+)/.exec(location.pathname)?.[1]);
        const stories = found.filter(({ number }) => number !== own);
        this.#choices = stories;
        this.list.replaceChildren(...stories.map((story, at) => this.#choice(story, at)));
        this.input.setAttribute("aria-expanded", String(stories.length > 0));
        this.told.textContent = stories.length ? "" : this.#words.none;
        this.#choose(stories.length ? 0 : -1);
    }

    #choice(story, at) {
        return make(
            "li",
            { id: `related-${at}`, role: "option", "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => this.#put(story) },
            make("strong", { text: story.headline }),
            make("span", { class: "hint", text: [story.section, story.stateWords, story.time].filter(Boolean).join(" · ") }),
        );
    }

    #choose(at) {
        this.at = at;
        for (const [index, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(index === at));
        this.list.children[at]?.scrollIntoView({ block: "nearest" });
        if (at >= 0) this.input.setAttribute("aria-activedescendant", `related-${at}`);
        else this.input.removeAttribute("aria-activedescendant");
    }

    #key(event) {
        const count = this.#choices.length;
        if (event.target !== this.input || event.isComposing) return;
        if (event.key === "Enter") {
            event.preventDefault();
            if (this.#choices[this.at]) this.#put(this.#choices[this.at]);
        } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
            event.preventDefault();
            this.#choose((this.at + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
        }
    }
}
