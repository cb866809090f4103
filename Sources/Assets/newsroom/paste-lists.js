/** Lists in pasted HTML: those of HTML, and those that Word writes as paragraphs with a level each. */

const ORDERED = /^[([]?(\d+|[a-z]|[ivxlcdm]+)[.)\]]/i;

/**
 * What a paragraph of Word or an item of Word on the web says of the list in which it is; null for any other.
 * The sign before its words is taken out.
 */
export function listLine(element, style) {
    const level = /mso-list\s*:[^;]*\blevel(\d+)/i.exec(style)?.[1];
    if (!level) return null;
    const sign = [...element.querySelectorAll("[data-style]")].find((one) => /mso-list\s*:\s*Ignore/i.test(one.dataset.style));
    const text = (sign?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
    sign?.remove();
    const ordered = ORDERED.exec(text);
    const start = ordered && /^\d+$/.test(ordered[1]) ? Number(ordered[1]) : 1;
    return { level: Number(level), ordered: ordered !== null, start };
}

/** Puts lines with levels together to lists in lists. */
export class ListLines {
    #out;
    #open = [];
    #finished = [];

    constructor(out) {
        this.#out = out;
    }

    get isOpen() {
        return this.#open.length > 0;
    }

    /** Another line of the list, or the first of a new one. */
    add({ level, ordered, start }, blocks) {
        const name = ordered ? "ol" : "ul";
        while (this.#open.length && this.#open.at(-1).level > level) this.#open.pop();
        let top = this.#open.at(-1);
        if (top && top.level === level && top.list.localName !== name) {
            this.#open.pop();
            top = this.#open.at(-1);
        }
        if (!top || top.level < level) {
            const list = this.#out.createElement(name);
            if (ordered && start !== 1) list.setAttribute("start", String(start));
            const item = top?.list.lastElementChild;
            if (item) item.append(list);
            else this.#finished.push(list);
            top = { level, list };
            this.#open.push(top);
        }
        const item = this.#out.createElement("li");
        item.append(...blocks);
        top.list.append(item);
    }

    /** Blocks that belong to the last item. */
    goOn(blocks) {
        this.#open.at(-1).list.lastElementChild.append(...blocks);
    }

    /** Hands over the lists that are whole. */
    end(blocks) {
        blocks.push(...this.#finished);
        this.#finished = [];
        this.#open = [];
    }

    /** A list of HTML. Word on the web writes each item as a list of its own, with its level. */
    read(list, reader, marks, blocks) {
        const wrapper = list.closest("div.ListContainerWrapper");
        if (!wrapper) {
            this.end(blocks);
            const made = this.#made(list, reader, marks);
            if (made) blocks.push(made);
            return;
        }
        for (const item of list.children) {
            const level = Number(item.getAttribute("data-aria-level") ?? item.getAttribute("aria-level") ?? 1);
            const start = Number(list.getAttribute("start") ?? 1);
            const words = reader.blocks(item, marks);
            if (words.length) this.add({ level, ordered: list.localName === "ol", start }, words);
        }
    }

    #made(list, reader, marks) {
        const made = this.#out.createElement(list.localName === "ol" ? "ol" : "ul");
        const start = Number.parseInt(list.getAttribute("start") ?? "1", 10);
        if (made.localName === "ol" && start !== 1 && start >= 0) made.setAttribute("start", String(start));
        for (const child of list.childNodes) {
            const isList = child.nodeType === Node.ELEMENT_NODE && /^(ul|ol|menu|dir)$/.test(child.localName);
            const inner = isList ? [this.#made(child, reader, marks)].filter(Boolean) : itemBlocks(child, reader, marks);
            if (!inner.length) continue;
            // A list between two items belongs to the one before it.
            if (isList && made.lastElementChild) made.lastElementChild.append(...inner);
            else {
                const item = this.#out.createElement("li");
                item.append(...inner);
                made.append(item);
            }
        }
        return made.childElementCount ? made : null;
    }
}

function itemBlocks(child, reader, marks) {
    if (child.nodeType === Node.ELEMENT_NODE) return child.localName === "li" ? reader.blocks(child, marks) : holder(child, reader, marks);
    return child.nodeType === Node.TEXT_NODE && child.data.trim() ? holder(child, reader, marks) : [];
}

/** Something in a list that is no item. */
function holder(child, reader, marks) {
    const box = child.ownerDocument.createElement("div");
    box.append(child.cloneNode(true));
    return reader.blocks(box, marks);
}
