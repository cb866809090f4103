/**
 * What is pasted, as HTML of our own schema: nothing of it runs or loads, no word of it is lost.
 *
 * It walks over what Word, Google Docs, LibreOffice, a mail or a page put on the clipboard and builds blocks anew.
 */
import { cleanAddress } from "./links.js";
import { ListLines, listLine } from "./paste-lists.js";
import { marksOf } from "./paste-marks.js";
import { readTable } from "./paste-tables.js";

const BLOCKS = new Set(
    ("address article aside body center details dd dialog div dl dt fieldset figcaption figure footer form header hgroup " +
        "html legend li main nav p search section summary tbody td tfoot th thead tr").split(" "),
);
const UNSEEN = new Set("base head link meta noscript script style template title xml".split(" "));
const FIELDS = new Set("button input option select textarea".split(" "));
const MEDIA = new Set("audio embed iframe object video".split(" "));

/** Reads what stands on a clipboard. */
export class PasteReader {
    /**
     * @param {{ownHosts: string[], pictureCount: number}} story
     */
    constructor(story) {
        this.story = story;
        /** What was taken out, by kind. @type {Record<string, number>} */
        this.taken = {};
        /** Pictures whose bytes came along. @type {File[]} */
        this.files = [];
    }

    /** @param {string} html @returns {string} */
    read(html) {
        this.source = new DOMParser().parseFromString(withoutStyle(withoutSupportComments(html)), "text/html");
        this.isGoogle = this.source.querySelector("[id^='docs-internal-guid']") !== null;
        this.out = document.implementation.createHTMLDocument("");
        const holder = this.out.createElement("div");
        holder.append(...this.blocks(this.source.body, []));
        return holder.innerHTML;
    }

    take(kind, count = 1) {
        this.taken[kind] = (this.taken[kind] ?? 0) + count;
    }

    /** The blocks inside an element. */
    blocks(parent, marks) {
        const place = { blocks: [], line: [], list: new ListLines(this.out) };
        this.#walk(parent, marks, place);
        this.endLine(place);
        place.list.end(place.blocks);
        return place.blocks;
    }

    /** The words inside an element as one line of text, its blocks parted by line breaks. */
    line(parent, marks) {
        const lines = this.blocks(parent, marks).flatMap((block) => linesOf(block));
        return lines.flatMap((line, at) => (at ? [this.out.createElement("br"), ...line] : line));
    }

    make(name, ...children) {
        const element = this.out.createElement(name);
        element.append(...children);
        return element;
    }

    /** Makes a paragraph of the line that is open; two line breaks part paragraphs. */
    endLine(place, name = "p") {
        for (const words of paragraphs(place.line)) this.#add(place, this.make(name, ...words));
        place.line = [];
    }

    #add(place, block) {
        place.list.end(place.blocks);
        place.blocks.push(block);
    }

    #walk(parent, marks, place) {
        for (const node of parent.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) this.#words(node.data, marks, place);
            else if (node.nodeType === Node.ELEMENT_NODE) this.#element(node, marks, place);
        }
    }

    #words(data, marks, place) {
        const text = data.replace(/[\s\u00a0]+/g, " ").replace(/[\u0000-\u001f\u007f\ufeff\u200b]/g, "");
        if (!text) return;
        let node = this.out.createTextNode(text);
        for (const mark of marks.toReversed()) {
            const element = this.out.createElement(mark.name);
            if (mark.href) element.setAttribute("href", mark.href);
            element.append(node);
            node = element;
        }
        place.line.push(node);
    }

    #element(element, marks, place) {
        const name = element.localName;
        const style = element.dataset?.style ?? "";
        if (UNSEEN.has(name)) return;
        if (isComment(element, style)) return this.take("comments", /comment-list/.test(style) ? element.querySelectorAll("[id^='_com_']").length || 1 : 0);
        if (element.hidden || /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(style)) return;
        if (/(^|[;\s])(color|font-family|font-size|background(-color)?)\s*:/i.test(style) || name === "font") this.taken.looks = 1;
        if (FIELDS.has(name)) return this.#field(element, marks, place);
        if (MEDIA.has(name)) {
            this.#media(element, place);
            // What stands in place of what cannot be shown.
            return name === "object" ? this.#walk(element, marks, place) : undefined;
        }
        switch (name) {
            case "br":
                place.line.push(this.out.createElement("br"));
                return;
            case "img":
                return this.#image(element, marks, place);
            case "svg":
            case "canvas":
                for (const text of element.querySelectorAll("text")) this.#words(` ${text.textContent} `, marks, place);
                return this.take("pictures");
            case "hr":
                this.endLine(place);
                return this.#add(place, this.make("hr"));
            case "pre":
                this.endLine(place);
                return this.#pre(element, place);
            case "q":
                this.#words("\u201c", marks, place);
                this.#walk(element, marks, place);
                return this.#words("\u201d", marks, place);
            case "ul":
            case "ol":
            case "menu":
            case "dir":
                this.endLine(place);
                return place.list.read(element, this, marks, place.blocks);
            case "table":
                this.endLine(place);
                return readTable(element, this, marks).forEach((block) => this.#add(place, block));
            case "blockquote":
                this.endLine(place);
                return this.#quote(element, marks, place);
            default:
        }
        if (/^h[1-6]$/.test(name) || element.role === "heading") return this.#heading(element, marks, place);
        const inner = [...marks, ...marksOf(element, style, this).filter((mark) => !marks.some((one) => one.name === mark.name))];
        if (!BLOCKS.has(name)) return this.#walk(element, inner, place);
        this.endLine(place);
        this.#block(element, style, inner, place);
    }

    #block(element, style, marks, place) {
        if (element.matches("figure[data-picture]")) {
            const index = Number(element.dataset.picture);
            if (index < this.story.pictureCount) {
                const figure = this.make("figure");
                figure.dataset.picture = String(index);
                return this.#add(place, figure);
            }
        }
        if (element.matches("aside.also[data-story]")) {
            const aside = this.make("aside");
            Object.assign(aside, { className: "also" }).dataset.story = element.dataset.story;
            return this.#add(place, aside);
        }
        const item = listLine(element, style);
        if (item) {
            const blocks = this.blocks(element, marks);
            return place.list.add(item, blocks.length ? blocks : [this.make("p")]);
        }
        if (place.list.isOpen && /MsoListParagraph/.test(element.className)) return place.list.goOn(this.blocks(element, marks));
        if (/Mso(Intense)?Quote/.test(element.className)) {
            const quote = place.blocks.at(-1);
            const words = this.blocks(element, marks);
            if (quote?.dataset?.word === "quote" && !place.list.isOpen) quote.append(...words);
            else if (words.length) {
                const made = this.make("blockquote", ...words);
                made.dataset.word = "quote";
                this.#add(place, made);
            }
            return;
        }
        if (element.localName === "p" && /\bpull-quote\b/.test(element.className)) {
            const line = this.line(element, marks);
            if (line.length) this.#add(place, Object.assign(this.make("p", ...line), { className: "pull-quote" }));
            return;
        }
        if (element.matches("div.ListContainerWrapper")) return this.#walk(element, marks, place);
        const begun = place.blocks.length;
        const wasOpen = place.list.isOpen;
        this.#walk(element, marks, place);
        if (place.line.length || place.blocks.length > begun || !wasOpen) this.endLine(place);
    }

    #heading(element, marks, place) {
        this.endLine(place);
        const line = this.line(element, [...marks.filter(({ name }) => name !== "strong"), { name: "strong" }]);
        const plain = line.flatMap(withoutStrong);
        const isLarge = Number(element.ariaLevel ?? element.localName.slice(1)) <= 2;
        if (plain.some(isVisible)) this.#add(place, this.make(isLarge ? "h2" : "h3", ...plain));
    }

    #quote(element, marks, place) {
        const blocks = this.blocks(element, marks);
        if (!blocks.length) return;
        const isPull = element.matches(".pull, .pullquote, .wp-block-pullquote");
        if (!isPull) return this.#add(place, this.make("blockquote", ...blocks));
        const words = blocks.flatMap(linesOf).flatMap((line, at) => (at ? [this.make("br"), ...line] : line));
        this.#add(place, Object.assign(this.make("p", ...words), { className: "pull-quote" }));
    }

    #pre(element, place) {
        for (const br of element.querySelectorAll("br")) br.replaceWith("\n");
        const text = element.textContent.replace(/^\n+|\s+$/g, "");
        if (text) this.#add(place, this.make("pre", text));
    }

    #image(image, marks, place) {
        const alt = image.getAttribute("alt") ?? "";
        if (image.closest("[role=checkbox]")) return;
        const isTiny = ["width", "height"].some((side) => image.hasAttribute(side) && Number.parseFloat(image.getAttribute(side)) <= 2);
        if (/^\p{Extended_Pictographic}/u.test(alt)) this.#words(alt, marks, place);
        else if (!isTiny && !this.#embedded(image)) this.take("pictures");
    }

    /** A picture whose bytes the clipboard has, as word processors write them. */
    #embedded(image) {
        const [, type, bytes] = /^data:(image\/(?:png|jpe?g|gif|webp|tiff|avif|heic));base64,([a-z0-9+/=\s]+)$/i.exec(image.getAttribute("src") ?? "") ?? [];
        if (!bytes) return false;
        try {
            const data = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
            this.files.push(new File([data], image.getAttribute("alt") || "", { type }));
            return true;
        } catch {
            return false;
        }
    }

    #media(element, place) {
        const source = element.getAttribute("src") ?? element.getAttribute("data") ?? element.querySelector("source")?.getAttribute("src");
        const url = source && cleanAddress(source);
        this.endLine(place);
        if (!url?.startsWith("http")) return this.take("media");
        const link = this.make("a", url);
        link.setAttribute("href", url);
        this.#add(place, Object.assign(this.make("p", link), { className: "embed" }));
    }

    #field(element, marks, place) {
        const words = element.localName === "input" ? "" : ` ${element.textContent} `;
        if (element.localName === "input") this.take("fields");
        this.#words(words, marks, place);
    }
}

/** What Word writes beside the text, and the sign that leads there; the words that are spoken of stay. */
function isComment(element, style) {
    return /mso-element\s*:\s*comment|mso-comment-author/i.test(style) || element.matches(".MsoCommentReference, .MsoCommentText, .MsoCommentSubject, .msocomanchor");
}

/** The lines of a block, each a list of words with their marks. */
function linesOf(block) {
    const inner = [...block.children].filter((child) => /^(p|h2|h3|blockquote|ul|ol|li|pre|table|tbody|tr|td|th)$/.test(child.localName));
    return inner.length ? inner.flatMap(linesOf) : [[...block.childNodes]].filter((line) => line.some(isVisible));
}

const isVisible = (node) => node.textContent.trim() !== "" && node.localName !== "br";
const isBreak = (node) => node.localName === "br";

/** A line as paragraphs, without spaces and breaks at their ends. */
function paragraphs(line) {
    const parts = [[]];
    let breaks = 0;
    for (const node of line) {
        if (isBreak(node)) breaks += 1;
        else if (node.textContent === " " && breaks) continue;
        else {
            if (breaks > 1) parts.push([]);
            else if (breaks && parts.at(-1).length) parts.at(-1).push(node.ownerDocument.createElement("br"));
            breaks = 0;
            parts.at(-1).push(node);
        }
    }
    return parts.filter((part) => part.some(isVisible));
}

/** A heading is bold by itself. */
function withoutStrong(node) {
    const holder = node.ownerDocument.createElement("div");
    holder.append(node);
    for (const strong of [...holder.querySelectorAll("strong")].toReversed()) strong.replaceWith(...strong.childNodes);
    return [...holder.childNodes];
}

/**
 * A style is read, never set, and what runs at an event is neither: the page's policy would complain of each, even in a
 * document that nobody sees. Style sheets go out for the same reason.
 */
function withoutStyle(html) {
    const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
    return html.replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, "").replace(tag, (whole) => whole.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"));
}

/** Word's `<![if !supportLists]>` is no comment to a browser everywhere, and its content must stay. */
function withoutSupportComments(html) {
    return html.replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/gi, "").replace(/<!(--)?\[(if [^\]]*|endif)\](--)?>/gi, "");
}
