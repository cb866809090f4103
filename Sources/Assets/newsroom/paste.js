/** What happens when something is pasted or dropped into the text. */
import { Extension, pm } from "./prose-editor.js";
import { mayTakeRelated } from "./commands.js";
import { loneAddress } from "./links.js";
import { PasteReader } from "./paste-html.js";
import { picturesAmong } from "./upload-places.js";

const { Plugin } = pm.state;
const { Fragment, Slice } = pm.model;

/** Sites whose address, alone on a line, is meant as a card. */
const EMBEDDED = /^https:\/\/([a-z0-9-]+\.)*(youtube\.com\/watch|youtu\.be\/|vimeo\.com\/\d|x\.com\/\w+\/status\/|twitter\.com\/\w+\/status\/|instagram\.com\/(p|reel)\/|tiktok\.com\/@[^/]+\/video|facebook\.com\/[^/]+\/(posts|videos)|open\.spotify\.com\/)/i;

const BULLET = /^\s*[-*•·–▪◦]\s+(?=\S)/;
const NUMBER = /^\s*(\d{1,6})[.)]\s+(?=\S)/;

/**
 * Plain text as blocks: a blank line parts paragraphs, where there is one; signs at the beginnings of lines make lists.
 */
function plainBlocks(text, schema, marks = []) {
    const { paragraph, bulletList, orderedList, listItem, hardBreak } = schema.nodes;
    const inline = (line) => (line ? [schema.text(line, marks)] : []);
    const lines = text.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "").split("\n").map((line) => line.replace(/[\t\u00a0 ]+/g, " ").trimEnd());
    const joinsLines = lines.some((line) => line.trim() === "");
    const blocks = [];
    let open = [];
    const end = () => {
        if (open.length) blocks.push(paragraph.create(null, open.flatMap((line, at) => [...(at ? [hardBreak.create()] : []), ...inline(line)])));
        open = [];
    };
    for (let at = 0; at < lines.length; at += 1) {
        const sign = [BULLET, NUMBER].find((one) => one.test(lines[at]) && (one.test(lines[at + 1] ?? "") || one.test(lines[at - 1] ?? "")));
        if (sign) {
            end();
            const items = [];
            const start = Number(NUMBER.exec(lines[at])?.[1] ?? 1);
            for (; at < lines.length && sign.test(lines[at]); at += 1) items.push(listItem.create(null, paragraph.create(null, inline(lines[at].replace(sign, "")))));
            at -= 1;
            blocks.push(sign === BULLET ? bulletList.create(null, items) : orderedList.create({ start }, items));
        } else if (lines[at].trim() === "") end();
        else {
            open.push(lines[at].trimStart());
            if (!joinsLines) end();
        }
    }
    end();
    return blocks;
}

export const Paste = Extension.create({
    name: "pasting",
    addOptions: () => ({ ownHosts: [], pictures: null, onTaken: () => {}, onFiles: () => {} }),
    addProseMirrorPlugins() {
        const { options } = this;
        return [
            new Plugin({
                props: {
                    transformPastedHTML(html) {
                        // Out of this text, or another story's: it is in our schema already.
                        if (/<[^>]* data-pm-slice=/.test(html)) return html;
                        const reader = new PasteReader({ ownHosts: options.ownHosts, pictureCount: options.pictures?.list.length ?? 0 });
                        const read = reader.read(html);
                        options.onTaken(reader.taken);
                        // Once the words are there: pictures that came as bytes stand behind them.
                        if (reader.files.length) setTimeout(() => options.onFiles(reader.files));
                        return read;
                    },
                    clipboardTextParser(text, $context, _, view) {
                        options.onTaken({});
                        const marks = $context.marks().filter((mark) => mark.type.name !== "link");
                        const blocks = plainBlocks(text, view.state.schema, marks);
                        const isOpen = blocks.length > 0 && blocks[0].type.name === "paragraph" && blocks.at(-1).type.name === "paragraph";
                        return new Slice(Fragment.from(blocks), isOpen ? 1 : 0, isOpen ? 1 : 0);
                    },
                    handlePaste(view, event) {
                        const { clipboardData } = event;
                        const text = clipboardData?.getData("text/plain") ?? "";
                        const files = picturesAmong(clipboardData?.files);
                        // A picture alone; beside words, a picture of the words comes along, which nobody means.
                        if (files.length && !text.trim() && view.editable) {
                            options.onFiles(files);
                            return true;
                        }
                        return pasteAddress(view, loneAddress(text, options.ownHosts), text.trim());
                    },
                    handleDrop(view, event) {
                        const all = [...(event.dataTransfer?.files ?? [])];
                        if (!all.length) return false;
                        event.preventDefault();
                        const files = picturesAmong(all);
                        if (files.length < all.length) options.onTaken({ files: all.length - files.length });
                        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
                        if (files.length) options.onFiles(files, at);
                        return true;
                    },
                },
            }),
        ];
    },
});

/** Puts a related story in place of the paragraph that begins at a position, as a step of its own that can be undone. */
function putRelated(view, position, story) {
    const { state } = view;
    if (!mayTakeRelated(state.doc)) return true;
    const $inside = state.doc.resolve(position + 1);
    const { nodes } = state.schema;
    const isLast = $inside.indexAfter(-1) === $inside.node(-1).childCount;
    const blocks = [nodes.related.create({ story }), ...(isLast ? [nodes.paragraph.create()] : [])];
    const tr = pm.history.closeHistory(state.tr).replaceWith($inside.before(), $inside.after(), blocks);
    view.dispatch(tr.scrollIntoView());
    return true;
}

/** An address that is pasted alone: a link on the selection, a card on a line of its own, or a link of itself. */
function pasteAddress(view, href, written) {
    const { state } = view;
    const { $from, empty, from, to } = state.selection;
    if (!href || $from.parent.type.spec.code || !$from.parent.isTextblock) return false;
    const { link } = state.schema.marks;
    const isLine = $from.parent.type.name === "paragraph" && $from.parent.content.size === 0 && !$from.parent.type.spec.isolating;
    const story = Number(/^\/(?!-\/)[^/?#]+\/([1-9]\d{0,14})\/[^/?#]+$/.exec(href)?.[1]);
    const tr = pm.history.closeHistory(state.tr);
    if (!empty) tr.removeMark(from, to, link).addMark(from, to, link.create({ href }));
    else if (isLine && (story || EMBEDDED.test(href))) {
        // A story of ours alone on a line is meant to be read as well; undoing leaves its link.
        if (story) {
            tr.insert($from.pos, state.schema.text(written, [link.create({ href })]));
            view.dispatch(tr);
            return putRelated(view, $from.before(), story);
        }
        const isLast = $from.indexAfter(-1) === $from.node(-1).childCount;
        const blocks = [state.schema.nodes.embed.create({ url: href }), ...(isLast ? [state.schema.nodes.paragraph.create()] : [])];
        tr.replaceWith($from.before(), $from.after(), blocks);
    } else tr.replaceSelectionWith(state.schema.text(written, [...$from.marks().filter((mark) => mark.type !== link), link.create({ href })]), false);
    view.dispatch(tr.scrollIntoView());
    return true;
}
