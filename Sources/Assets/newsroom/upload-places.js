/** Places in the text where a picture will stand as soon as it is sent: each shows it, how far it is, and what went wrong. */
import { Extension, pm } from "./prose-editor.js";
import { insertPictureAt } from "./commands.js";
import { filled, make, quietButton } from "./dom.js";
import { sendPicture } from "./picture-upload.js";

const { Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const key = new PluginKey("uploads");

/**
 * The places belong to the page, not to the text: nobody else sees them. Each goes along with the text around it, and
 * stays where the text around it is deleted, as the picture is still under way.
 */
export const UploadPlaces = Extension.create({
    name: "uploadPlaces",
    addProseMirrorPlugins: () => [
        new Plugin({
            key,
            state: {
                /** @type {() => {places: {at: number, element: Element}[], shown: DecorationSet}} */
                init: () => ({ places: [], shown: DecorationSet.empty }),
                apply(tr, before) {
                    const { add = null, remove = null } = tr.getMeta(key) ?? {};
                    if (!tr.docChanged && !add && !remove) return before;
                    // What is put in at one place stands behind those that were there before it.
                    const turn = before.places.findIndex(({ element }) => element === remove);
                    const moved = before.places.map(({ at, element }, order) => ({ at: tr.mapping.map(at, order < turn ? -1 : 1), element }));
                    const places = moved.filter(({ element }) => element !== remove).concat(add ?? []);
                    return { places, shown: DecorationSet.create(tr.doc, places.map(widget)) };
                },
            },
            props: { decorations: (state) => key.getState(state).shown },
        }),
    ],
});

const widget = ({ at, element }) => Decoration.widget(at, element, { key: element, side: 1, ignoreSelection: true, stopEvent: () => true });

/** What is under way from this page into the text and above it. */
export class Uploads {
    #page;
    #words;
    #open = new Set();

    constructor(page, words) {
        this.#page = page;
        this.#words = words;
    }

    /** How many pictures are not with the server. */
    get count() {
        return this.#open.size;
    }

    /**
     * Sends files, and puts each where it was dropped: behind the block at a position of the text.
     * @param {Iterable<File>} files
     * @param {number} [at]
     */
    async intoText(files, at) {
        if (!(await this.#isBegun())) return;
        for (const file of [...files]) {
            const { view } = this.#page.editor;
            const place = blockEnd(view.state.doc, Math.min(at ?? view.state.selection.to, view.state.doc.content.size));
            const box = this.#box(file, "text", () => view.dispatch(view.state.tr.setMeta(key, { remove: box.element })), (index) => {
                const { places } = key.getState(view.state);
                const { at: now } = places.find(({ element }) => element === box.element);
                insertPictureAt(this.#page.editor, index, now, (tr) => tr.setMeta(key, { remove: box.element }));
            });
            view.dispatch(view.state.tr.setMeta(key, { add: { at: place, element: box.element } }));
            box.send();
        }
    }

    /** Sends a picture that is to stand above the text; its place is within an element. */
    async asHero(file, holder) {
        if (!(await this.#isBegun())) return;
        const box = this.#box(file, "hero", () => box.element.remove(), () => box.element.remove());
        holder.append(box.element);
        box.send();
    }

    /** A picture needs a story that has it. */
    async #isBegun() {
        const page = this.#page;
        if (page.data.address) return true;
        try {
            await page.beginNow();
        } catch {
            page.notices.fault(this.#words.begin_first);
        }
        return Boolean(page.data.address);
    }

    /**
     * @param {() => void} close Takes the box away.
     * @param {(index: number) => void} arrive Puts the picture in the place of the box.
     */
    #box(file, placement, close, arrive) {
        const words = this.#words;
        const page = this.#page;
        const stop = new AbortController();
        const state = make("p", { role: "status" });
        const bar = make("progress", { max: 1, value: 0, "aria-label": words.progress });
        const buttons = make("p", { class: "buttons" });
        const sketch = make("canvas", { "aria-hidden": "true" });
        const element = make("div", { class: "uploading", contenteditable: "false" }, sketch, make("div", {}, make("p", { class: "name", text: file.name || words.unnamed }), state, bar, buttons));
        draw(file, sketch);
        const discard = quietButton(words.discard, () => {
            stop.abort();
            this.#open.delete(element);
            close();
        });
        const say = (kind, text, isFault = false) => {
            state.textContent = text;
            element.dataset.kind = kind;
            bar.hidden = isFault;
            buttons.replaceChildren(...(isFault ? [quietButton(words.again, () => send()), " ", discard] : [discard]));
        };
        const send = async () => {
            this.#open.add(element);
            say("waiting", words.waiting);
            try {
                const sent = await sendPicture(`${page.data.address}/pictures`, page.session, file, {
                    fields: { placement },
                    signal: stop.signal,
                    onState: ({ kind, part }) => {
                        if (element.dataset.kind !== kind || kind !== "sending") say(kind, filled(words[kind], { part: 0 }));
                        if (kind !== "sending") return;
                        bar.value = part;
                        state.textContent = part < 1 ? filled(words.sending, { part: Math.floor(100 * part) }) : words.developing;
                    },
                });
                page.pictures.heard(sent.pictures);
                if (placement === "hero") page.pictures.isHero(sent.index);
                this.#open.delete(element);
                arrive(sent.index);
            } catch (error) {
                if (error.code === "aborted") return;
                say("failed", error.said ?? words.faults[error.code] ?? words.faults.failed, true);
            }
        };
        addEventListener("online", () => element.dataset.kind === "failed" && this.#open.has(element) && send());
        return { element, send };
    }
}

/** Where the outermost block around a position ends. */
function blockEnd(doc, position) {
    const $at = doc.resolve(position);
    return $at.depth ? $at.after(1) : position;
}

/** A sketch of a picture that is not sent yet: the policy of the page lets no picture come from elsewhere than the server. */
async function draw(file, canvas) {
    canvas.hidden = true;
    try {
        const picture = await createImageBitmap(file, { resizeWidth: 320, resizeQuality: "medium" });
        Object.assign(canvas, { width: picture.width, height: picture.height, hidden: false });
        canvas.getContext("2d").drawImage(picture, 0, 0);
        picture.close();
    } catch {
        // A kind of picture that this browser does not know: the server may.
    }
}

/** The pictures among files. A file without a type may be one. */
export const picturesAmong = (files) => [...(files ?? [])].filter(({ type }) => type === "" || type.startsWith("image/"));
