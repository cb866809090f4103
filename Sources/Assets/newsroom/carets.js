// Where the others are: a caret with a name for each, and what they have selected.
//
// A caret is told for the shared text of a version, without what its writer has not sent yet. It is moved here through
// the batches that came meanwhile and through one's own unconfirmed steps, and then along with the document. Everything
// is a class name, because the pages allow no inline style: `caret-0` … `caret-7` by the member's number.

import { make } from "./dom.js";

/** At most twice a second. */
const PAUSE = 500;
/** A caret that nothing more was heard of is taken away. */
const LIFE = 10_000;

export class Carets {
    #pm;
    #shared;
    #send;
    #passed;
    #known = new Map();
    #timer = 0;
    #sent = 0;
    #turning = 0;
    #last = "";

    /**
     * @param {{key: object}} shared The plugin of the shared text.
     * @param {import("./passed-batches.js").PassedBatches} passed What the text went through.
     * @param {(caret: {epoch: number, version: number, anchor: number, head: number}) => void} send
     */
    constructor(pm, shared, passed, send) {
        this.#pm = pm;
        this.#shared = shared;
        this.#passed = passed;
        this.#send = send;
        this.key = new pm.state.PluginKey("carets");
        this.view = null;
        /** Nothing is sent while nobody else is here. */
        this.isWatched = false;
    }

    plugin() {
        const { key } = this;
        const { DecorationSet } = this.#pm.view;
        return new this.#pm.state.Plugin({
            key,
            state: {
                init: () => DecorationSet.empty,
                apply: (transaction, decorations) => {
                    const fresh = transaction.getMeta(key);
                    if (fresh) return this.#decorations(transaction.doc);
                    if (!transaction.docChanged || this.#known.size === 0) return decorations;
                    const writer = transaction.getMeta("writer");
                    this.#move(transaction.mapping, writer);
                    return writer ? this.#decorations(transaction.doc) : decorations.map(transaction.mapping, transaction.doc);
                },
            },
            props: { decorations: (state) => key.getState(state) },
            view: () => ({
                update: (view, before) => {
                    const isMoved = view.state.doc !== before.doc || key.getState(view.state) !== key.getState(before);
                    if (isMoved) this.#turnNames(view);
                },
            }),
        });
    }

    /** Somebody's caret, as it came. One for a version that is not here yet waits for it. */
    hear({ client, member, epoch, version, anchor, head }) {
        const until = Date.now() + LIFE;
        const caret = { client, member, epoch, version, anchor, head, until, place: null };
        const shown = this.#known.get(client)?.place;
        this.#known.set(client, caret);
        this.#place(caret);
        // Mostly it went along with its writer's words and is there already: then nothing is drawn.
        const isThere = shown && caret.place && shown.anchor === caret.place.anchor && shown.head === caret.place.head;
        if (!isThere) this.#show();
        setTimeout(() => this.#forgetOld(), LIFE + 50);
    }

    forget(client) {
        if (this.#known.delete(client)) this.#show();
    }

    /** Only these are still here. */
    keepOnly(clients) {
        for (const client of [...this.#known.keys()]) if (!clients.has(client)) this.forget(client);
    }

    /** The text went on: carets that wait for it find their place. */
    passed() {
        let isNew = false;
        for (const caret of this.#known.values()) {
            if (caret.place) continue;
            this.#place(caret);
            isNew ||= caret.place !== null;
        }
        if (isNew) this.#show();
    }

    /** Somebody may have come who has not heard of one's own caret yet. */
    again() {
        this.#last = "";
        this.moved();
    }

    /** One's own caret may have moved. */
    moved() {
        if (!this.isWatched || this.#timer) return;
        this.#timer = setTimeout(() => this.#tell(), Math.max(0, this.#sent + PAUSE - Date.now()));
    }

    close() {
        clearTimeout(this.#timer);
        this.#timer = 0;
        this.isWatched = false;
        this.view = null;
    }

    #tell() {
        this.#timer = 0;
        if (!this.view || !this.isWatched) return;
        const { state } = this.view;
        const { epoch, version, unconfirmed } = this.#shared.key.getState(state);
        const back = new this.#pm.transform.Mapping(unconfirmed.map(({ step }) => step.getMap().invert()).reverse());
        const [anchor, head] = [back.map(state.selection.anchor, -1), back.map(state.selection.head, -1)];
        const caret = { epoch, version, anchor, head };
        if (JSON.stringify(caret) === this.#last) return;
        this.#last = JSON.stringify(caret);
        this.#sent = Date.now();
        this.#send(caret);
    }

    /** Finds where a caret is in the document as it stands here, or leaves it waiting. */
    #place(caret) {
        if (!this.view) return;
        const { epoch, version, unconfirmed } = this.#shared.key.getState(this.view.state);
        const since = this.#passed.since(caret, { epoch, version });
        if (!since) return;
        let { anchor, head } = caret;
        const move = (map, side) => [anchor, head] = [map.map(anchor, side), map.map(head, side)];
        // Behind their own words, and before everybody else's.
        for (const { client, maps } of since) for (const map of maps) move(map, client === caret.client ? 1 : -1);
        for (const { step } of unconfirmed) move(step.getMap(), -1);
        caret.place = { anchor, head };
    }

    /** A writer's caret goes along behind their own words, and stays before everybody else's. */
    #move(mapping, writer) {
        for (const caret of this.#known.values()) {
            if (!caret.place) continue;
            const side = caret.client === writer ? 1 : -1;
            const { anchor, head } = caret.place;
            caret.place = { anchor: mapping.map(anchor, side), head: mapping.map(head, side) };
        }
    }

    /** A name that would end outside the text stands to the left of its caret; found out at most once a frame. */
    #turnNames(view) {
        if (this.#known.size === 0 || this.#turning) return;
        this.#turning = requestAnimationFrame(() => {
            this.#turning = 0;
            const end = view.dom.getBoundingClientRect().right;
            const carets = [...view.dom.querySelectorAll(".caret")];
            const leaves = carets.map((caret) => caret.getBoundingClientRect().left + caret.firstChild.offsetWidth > end);
            carets.forEach((caret, index) => caret.classList.toggle("turned", leaves[index]));
        });
    }

    #forgetOld() {
        const before = this.#known.size;
        for (const [client, { until }] of this.#known) if (until <= Date.now()) this.#known.delete(client);
        if (this.#known.size !== before) this.#show();
    }

    #show() {
        if (!this.view || this.view.isDestroyed) return;
        this.view.dispatch(this.view.state.tr.setMeta(this.key, true).setMeta("addToHistory", false));
    }

    #decorations(document) {
        const { Decoration, DecorationSet } = this.#pm.view;
        const all = [];
        for (const { client, member, place } of this.#known.values()) {
            if (!place || Math.max(place.anchor, place.head) > document.content.size) continue;
            const colour = member.number % 8;
            const draw = () => drawn(member.name, colour);
            all.push(Decoration.widget(place.head, draw, { key: `caret ${client}`, side: 10, ignoreSelection: true }));
            const [from, to] = [Math.min(place.anchor, place.head), Math.max(place.anchor, place.head)];
            if (from < to) all.push(Decoration.inline(from, to, { class: `caret-selection-${colour}` }));
        }
        return DecorationSet.create(document, all);
    }
}

function drawn(name, colour) {
    // Not a part of the text for those who have it read aloud: who is here stands beside the text.
    return make("span", { class: `caret caret-${colour}`, "aria-hidden": "true" }, make("span", { class: "caret-name", text: name }));
}
