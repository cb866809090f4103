/** The picture above the text: it, or where one is dropped or chosen. */
import { make, quietButton } from "./dom.js";
import { PictureFigure } from "./media.js";
import { picturesAmong } from "./upload-places.js";

export class HeroPicture {
    #page;
    #words;
    #figure = null;
    #index = null;
    #shown = "";

    constructor(page, words) {
        this.#page = page;
        this.#words = words;
        this.input = make("input", { type: "file", accept: "image/*", class: "hidden", tabindex: -1, "aria-hidden": "true", change: () => this.#chosen() });
        this.place = make("div", {});
        this.sending = make("div", {});
        this.element = make(
            "section",
            {
                class: "hero-picture",
                "aria-label": words.hero,
                dragover: (event) => this.#over(event, true),
                dragleave: (event) => this.#over(event, false),
                drop: (event) => this.#drop(event),
            },
            this.place,
            this.sending,
            this.input,
        );
        page.pictures.watch(() => this.#look());
    }

    get #writes() {
        return this.#page.mayWrite;
    }

    #look() {
        const { pictures } = this.#page;
        const shown = `${pictures.hero} ${this.#writes}`;
        if (shown === this.#shown) return;
        this.#shown = shown;
        this.#index = pictures.hero;
        this.#figure?.destroy();
        this.#figure = null;
        this.element.hidden = this.#index === null && !this.#writes;
        if (this.#index === null) {
            return this.place.replaceChildren(
                make("p", { class: "empty" }, quietButton(this.#words.choose_hero, () => this.input.click()), make("span", { class: "hint", text: this.#words.hero_hint })),
            );
        }
        this.#figure = new PictureFigure(this.#index, pictures, this.#words, {
            isEditable: () => this.#writes,
            acts: () =>
                this.#writes
                    ? [
                          { name: this.#words.other_hero, act: () => this.input.click() },
                          { name: this.#words.no_hero, act: () => { pictures.hero = null; } },
                      ]
                    : [],
        });
        this.place.replaceChildren(make("p", { class: "label", text: this.#words.hero }), this.#figure.element);
    }

    #chosen() {
        const [file] = this.input.files;
        if (file) this.#page.uploads.asHero(file, this.sending);
        this.input.value = "";
    }

    #over(event, isOver) {
        if (!event.dataTransfer?.types.includes("Files") || !this.#writes) return;
        event.preventDefault();
        this.element.classList.toggle("over", isOver);
    }

    #drop(event) {
        const [file] = picturesAmong(event.dataTransfer?.files);
        this.element.classList.remove("over");
        if (!file || !this.#writes) return;
        event.preventDefault();
        this.#page.uploads.asHero(file, this.sending);
    }
}
