/** Words and characters, the length of the headline, and how the story looks where others show it. */
import { afterPause, filled, make } from "./dom.js";

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[-'\u2019.,](?=[\p{L}\p{N}]))*/gu;

/** The words of a text; what a hyphen joins, as *anak-anak*, is one. */
const wordsIn = (text) => text.match(WORD)?.length ?? 0;

/** The text of a document, block by block. */
export const textOf = (doc) => doc.textBetween(0, doc.content.size, "\n", (node) => (node.type.name === "hardBreak" ? " " : ""));

/** Characters as a reader counts them. */
const charactersIn = (text) => [...text].length;

/** What search engines show of a headline before they cut it, and what is hard to read at a glance. */
const HEADLINE = { good: 60, most: 90 };

/** Tells the words and characters of the text when nobody has typed for a moment. */
export function countText(editor, words, locale, element) {
    const number = new Intl.NumberFormat(locale);
    const tell = () => {
        const text = textOf(editor.state.doc);
        const characters = charactersIn(text.replaceAll("\n", ""));
        const count = wordsIn(text);
        const minutes = Math.max(1, Math.round(count / 200));
        element.textContent = filled(words.counts, { words: number.format(count), characters: number.format(characters), minutes });
    };
    const later = afterPause(300, tell);
    editor.on("update", later);
    tell();
}

/** Says below the headline how long it is. */
export function guideHeadline(field, words) {
    const guide = make("span", { class: "hint guide", id: "headline-guide" });
    const tell = () => {
        const length = charactersIn(field.value.trim());
        const kind = length === 0 ? "empty" : length <= HEADLINE.good ? "good" : length <= HEADLINE.most ? "long" : "too_long";
        guide.dataset.kind = kind;
        guide.textContent = filled(words.headline[kind], { count: length, good: HEADLINE.good });
    };
    field.after(guide);
    field.setAttribute("aria-describedby", guide.id);
    field.addEventListener("input", tell);
    tell();
}

/** A text cut at a word, as a search engine does. */
function cut(text, most) {
    if (text.length <= most) return text;
    return `${text.slice(0, most).replace(/\s+\S*$/, "")} …`;
}

/**
 * How a search engine and a social network show the story.
 * @param {() => {headline: string, lead: string, section: string, text: string, picture: ?{src: string}}} now
 * @param {{name: string, host: string}} site
 */
export class Previews {
    #now;
    #site;
    #words;

    constructor(now, site, words) {
        this.#now = now;
        this.#site = site;
        this.#words = words;
        this.element = make("details", { class: "panel previews" });
        this.element.append(make("summary", {}, make("h2", { text: words.title })), make("div", { class: "shown" }));
        this.element.addEventListener("toggle", () => this.show());
        this.later = afterPause(300, () => this.show());
    }

    /** Draws both, if they are looked at. */
    show() {
        if (!this.element.open) return;
        const { headline, lead, section, text, picture } = this.#now();
        const title = headline.trim() || this.#words.no_headline;
        const description = lead.trim() || text.trim().replace(/\s+/g, " ");
        const { name, host } = this.#site;
        const result = make(
            "div",
            { class: "result" },
            make("p", { class: "where" }, `${name} · ${host}${section ? ` › ${section.toLowerCase()}` : ""}`),
            make("p", { class: "title", text: cut(`${title} - ${name}`, 62) }),
            make("p", { class: "words", text: cut(description, 155) }),
        );
        const card = make(
            "div",
            { class: "card" },
            picture?.src ? make("img", { src: picture.src, alt: "", loading: "lazy" }) : null,
            make("p", { class: "where", text: host }),
            make("p", { class: "title", text: cut(title, 90) }),
            make("p", { class: "words", text: cut(description, 110) }),
        );
        const heading = (text) => make("h3", { text });
        this.element.lastChild.replaceChildren(heading(this.#words.search), result, heading(this.#words.card), card);
    }
}
