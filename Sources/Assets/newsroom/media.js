/** How pictures and cards of other sites look in the text. */
import { filled, make } from "./dom.js";
import { hostOf } from "./links.js";

/**
 * A picture of the story with its caption and its credit, which are not written here.
 * @param {number} index
 * @param {{src: string, width: number, height: number, alt: string, caption: string, credit: string}[]} pictures
 */
export function pictureFigure(index, pictures, words) {
    const picture = pictures[index];
    const figure = make("figure", { class: "picture", "data-picture": index });
    if (!picture) {
        figure.append(make("p", { class: "none", text: filled(words.no_picture, { number: index + 1 }) }));
        return figure;
    }
    if (picture.src) {
        const { src, width, height, alt } = picture;
        figure.append(make("img", { src, width, height, alt, loading: "lazy", decoding: "async", draggable: "false" }));
    }
    const caption = make("figcaption", {}, picture.caption || words.no_caption);
    if (picture.credit) caption.append(make("span", { class: "credit", text: `/${picture.credit}` }));
    figure.append(caption);
    return figure;
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
