/** The panel of pictures: one from this device, or one that the story has already, to stand where the cursor is. */
import { insertPicture } from "./commands.js";
import { make, quietButton } from "./dom.js";
import { picturesAmong } from "./upload-places.js";

export class PicturePanel {
    #page;
    #words;
    #close;

    constructor(page, words, close) {
        this.#page = page;
        this.#words = words;
        this.#close = close;
        this.input = make("input", {
            type: "file", accept: "image/*", multiple: true, class: "hidden", tabindex: -1, "aria-hidden": "true",
            change: () => {
                const files = picturesAmong(this.input.files);
                close();
                page.uploads.intoText(files);
                this.input.value = "";
            },
        });
        this.choose = make("button", { type: "button", text: words.choose, click: () => this.input.click() });
        this.pictures = make("ul", { class: "pictures" });
        this.element = make(
            "div",
            { class: "panel-row", role: "group", "aria-label": words.title },
            make("div", { class: "line" }, this.choose, make("span", { class: "hint", text: words.choose_hint }), this.input, quietButton(words.close, () => close())),
            this.pictures,
        );
    }

    open() {
        const { pictures, editor } = this.#page;
        const used = new Set();
        editor.state.doc.descendants((node) => {
            if (node.type.name === "picture") used.add(node.attrs.index);
        });
        const shown = pictures.list.flatMap((picture, index) => (picture.vacant ? [] : [this.#choice(picture, index, used)]));
        this.pictures.replaceChildren(...shown);
        this.pictures.hidden = shown.length === 0;
        this.choose.focus();
    }

    #choice({ src, width, height }, index, used) {
        const { pictures, editor } = this.#page;
        const words = this.#words;
        const isHero = pictures.hero === index;
        const below = make("input", { type: "checkbox", change: () => pictures.setBelow(index, below.checked) });
        below.checked = pictures.isBelow(index);
        const state = isHero ? words.states.hero : used.has(index) ? words.states.text : below.checked ? words.states.below : words.states.nowhere;
        const put = () => {
            this.#close();
            insertPicture(editor, index);
        };
        return make(
            "li",
            {},
            make(
                "button",
                { type: "button", class: "choice-of-picture", click: put, title: words.put },
                src ? make("img", { src, width, height, alt: "", loading: "lazy" }) : null,
                make("span", { text: pictures.name(index) }),
                make("span", { class: "hint", text: state }),
            ),
            isHero || used.has(index) ? null : make("label", { class: "option" }, below, make("span", { text: words.below })),
            isHero ? null : quietButton(words.make_hero, () => {
                pictures.hero = index;
                this.#close();
            }),
        );
    }
}
