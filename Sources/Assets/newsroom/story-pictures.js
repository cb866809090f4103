/**
 * The pictures of a story: which there are, what is written to each, and which one is above the text.
 *
 * What is written to a picture is a field like those beside the text: it saves itself, is kept on the device until it is
 * saved, and says so where somebody else was faster. It is shown wherever the picture is shown.
 */
import { filled } from "./dom.js";

/** What is written to a picture: by the names of the server. */
export const WORDS = ["caption", "credit", "alternative"];

export class StoryPictures {
    #fields;
    #words;
    #watching = new Set();

    /** By their numbers; one that is gone is `vacant`. @type {{src: ?string, width: number, height: number, vacant: ?boolean}[]} */
    list = [];

    /** @param {{list: object[], hero: ?number}} pictures */
    constructor(pictures, fields, words) {
        this.#fields = fields;
        this.#words = words;
        fields.join("hero", { kept: pictures.hero, label: words.names.hero, show: (index) => this.name(index), changed: () => this.again() });
        this.heard(pictures);
    }

    /** The number of the picture above the text; null where there is none. */
    get hero() {
        return this.#fields.value("hero");
    }

    set hero(index) {
        this.#fields.set("hero", index);
    }

    /** The server has put a picture above the text. */
    isHero(index) {
        this.#fields.heard("hero", index);
    }

    /** Whether a picture stands below the text where the text does not have it. */
    isBelow(index) {
        return Boolean(this.#fields.value(`picture.${index}.below`));
    }

    setBelow(index, isBelow) {
        this.#fields.set(`picture.${index}.below`, isBelow);
    }

    words(index, name) {
        return this.#fields.value(`picture.${index}.${name}`) ?? "";
    }

    /** Lets a field of the page show and change what is written to a picture. Returns what ends that. */
    bind(index, name, input) {
        return this.#fields.bind(`picture.${index}.${name}`, input);
    }

    /** What a picture is called where there is little room. */
    name(index) {
        if (index === null || index === undefined) return this.#words.none;
        return this.words(index, "caption") || filled(this.#words.number, { number: index + 1 });
    }

    /** How the pictures are as the story is opened, perhaps after a while without a line. */
    start(pictures) {
        this.heard(pictures);
        this.#fields.heard("hero", pictures.hero);
        pictures.list.forEach((picture, index) => {
            for (const name of [...WORDS, "below"]) this.#fields.heard(`picture.${index}.${name}`, picture[name]);
        });
    }

    /** The server tells which pictures there are; what is written to known ones it tells field by field. */
    heard({ list }) {
        this.list = list;
        list.forEach((picture, index) => {
            for (const name of [...WORDS, "below"]) {
                const label = filled(this.#words.names[name], { number: index + 1 });
                this.#fields.join(`picture.${index}.${name}`, { kept: picture[name], label, changed: () => this.again() });
            }
        });
        this.again();
    }

    /** Calls at once, and whenever something of the pictures is another. Returns what ends that. */
    watch(look) {
        this.#watching.add(look);
        look();
        return () => this.#watching.delete(look);
    }

    /** Shows all pictures once more: what the page may do with them has changed. */
    again() {
        for (const look of this.#watching) look();
    }
}
