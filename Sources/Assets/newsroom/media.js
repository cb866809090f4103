/** How pictures and cards of other sites look in the text. */
import { filled, make, quietButton } from "./dom.js";
import { hostOf } from "./links.js";
import { WORDS } from "./story-pictures.js";

/**
 * A picture as readers will see it, and below it in place what is written to it.
 * @param {number} index
 * @param {import("./story-pictures.js").StoryPictures} pictures
 * @param {object} words
 * @param {{name: string, act: () => void}[]} acts Buttons: what may be done with it here.
 */
export class PictureFigure {
    #unwatch;
    #bound = [];
    #shown = null;
    #isEditable;

    constructor(index, pictures, words, { acts = () => [], isEditable = () => true } = {}) {
        this.index = index;
        this.pictures = pictures;
        this.words = words;
        this.acts = acts;
        this.#isEditable = isEditable;
        this.element = make("figure", { class: "picture", "data-picture": index, contenteditable: "false" });
        this.#unwatch = pictures.watch(() => this.#look());
    }

    destroy() {
        this.#unwatch();
        for (const end of this.#bound) end();
    }

    /** Builds it anew where it is another picture; else only what depends on the others. */
    #look() {
        const { index, pictures, words, element } = this;
        const picture = pictures.list[index];
        const shown = picture && !picture.vacant ? `${picture.src ?? ""} ${this.#isEditable()}` : "";
        if (shown !== this.#shown) {
            this.#shown = shown;
            for (const end of this.#bound.splice(0)) end();
            if (shown) this.#build(picture);
            else element.replaceChildren(make("p", { class: "none", text: filled(words.no_picture, { number: index + 1 }) }));
        }
        if (!shown) return;
        element.querySelector("img")?.setAttribute("alt", pictures.words(index, "alternative"));
        this.buttons?.replaceChildren(...this.acts(index).map(({ name, act }) => quietButton(name, act)));
        element.classList.toggle("is-hero", pictures.hero === index);
    }

    #build({ src, width, height }) {
        const { index, pictures, words, element } = this;
        const field = (name, makeInput) => {
            const input = makeInput();
            input.readOnly = !this.#isEditable();
            this.#bound.push(pictures.bind(index, name, input));
            return make("p", { class: `words-${name}` }, make("label", {}, make("span", { text: words.labels[name] }), input));
        };
        const inputs = WORDS.map((name) =>
            field(name, () =>
                name === "credit"
                    ? make("input", { autocomplete: "off", placeholder: words.placeholders[name], maxlength: 200 })
                    : make("textarea", { rows: 1, placeholder: words.placeholders[name], maxlength: name === "caption" ? 5000 : 1000 }),
            ),
        );
        this.buttons = make("p", { class: "buttons" });
        element.replaceChildren(
            ...(src ? [make("img", { src, width, height, alt: "", loading: "lazy", decoding: "async", draggable: "false" })] : []),
            make("figcaption", {}, ...inputs, this.buttons),
        );
    }
}

/** What stands for something of another site: its host and its address. */
export function embedCard(url, words) {
    return make(
        "div",
        { class: "embed-card", "data-embed": url },
        make("strong", { text: hostOf(url) }),
        make("span", { class: "address", text: url }),
        make("span", { class: "hint", text: words.embed_hint }),
    );
}
