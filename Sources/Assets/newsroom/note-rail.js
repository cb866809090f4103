// The notes beside the text, each as high as its words where there is room for it, else below the text in their order.

import { eachFrame, filled, make } from "./dom.js";
import { NoteCard } from "./note-card.js";

/** Pixels between two cards. */
const GAP = 10;

export class NoteRail {
    #notes;
    #cards = new Map();
    #open = make("div", { class: "open-notes" });
    #none;
    #resolved;
    #summary = make("summary");
    #watched;

    /**
     * @param {import("./notes.js").Notes} notes
     * @param {HTMLElement} element The section of the plain page, whose place the cards take.
     */
    constructor(notes, element) {
        const { words } = notes;
        this.#notes = notes;
        this.element = element;
        this.#none = make("p", { class: "hint none-yet", text: words.none });
        this.#resolved = make("details", { class: "resolved-notes", hidden: true, toggle: () => this.arrange() }, this.#summary);
        this.said = make("p", { class: "hidden", role: "status" });
        element.replaceChildren(
            make("h2", { id: "notes-title", text: words.title }),
            make("p", { class: "hint", text: words.never }),
            this.said,
            this.#none,
            this.#open,
            this.#resolved,
        );
        this.arrange = eachFrame(() => this.#arrange());
        this.#watched = new ResizeObserver(() => this.arrange());
        this.#watched.observe(element.parentElement);
    }

    get cards() {
        return [...this.#cards.values()];
    }

    card(number) {
        return this.#cards.get(number);
    }

    /** Shows the notes as they are known now. @param {object[]} all */
    update(all) {
        for (const note of all) {
            const card = this.#cards.get(note.number);
            if (card && card.note !== note) card.update(note);
            if (!card) this.#add(note);
        }
        const resolved = all.filter((note) => note.resolved !== null);
        for (const note of resolved) this.#move(this.#cards.get(note.number).element, this.#resolved);
        this.#resolved.hidden = resolved.length === 0;
        // Somebody has resolved what is being answered here: those words stay in sight.
        if (resolved.some((note) => this.#cards.get(note.number).isUnsent)) this.#resolved.open = true;
        this.#summary.textContent = filled(this.#notes.words.resolved, { count: resolved.length });
        const hasOpen = all.length > resolved.length;
        this.#none.hidden = hasOpen;
        // Without any the text has the whole width.
        this.#notes.form.classList.toggle("with-notes", hasOpen);
        this.#arrange();
    }

    #add(note) {
        const card = new NoteCard(this.#notes, note);
        this.#cards.set(note.number, card);
        this.#watched.observe(card.element);
    }

    #move(element, parent) {
        if (element.parentElement !== parent) parent.append(element);
    }

    /** Puts the open notes into the order of their words, and each beside them. */
    #arrange() {
        const places = this.#notes.places;
        const open = this.cards.filter(({ note }) => note.resolved === null);
        // What is about the whole text comes first, what has lost its words last: it keeps no other from its place.
        const start = ({ note }) => places.get(note.number)?.from ?? (note.quote === null ? -1 : Number.MAX_SAFE_INTEGER);
        open.sort((a, b) => start(a) - start(b) || a.note.number - b.note.number);
        for (const card of open) card.place(places.has(card.note.number));
        const elements = open.map(({ element }) => element);
        // Whoever is typing an answer keeps the focus: only what stands elsewhere is moved.
        elements.forEach((element, at) => {
            if (this.#open.children[at] !== element) this.#insert(element, this.#open.children[at] ?? null);
        });
        const isBeside = getComputedStyle(this.element).position === "absolute";
        this.element.classList.toggle("beside", isBeside);
        if (isBeside) return this.#putBeside(open, elements);
        for (const element of elements) element.style.removeProperty("top");
        for (const element of [this.#open, this.element.parentElement]) element.removeAttribute("style");
    }

    #insert(element, before) {
        const focused = element.contains(document.activeElement) ? document.activeElement : null;
        this.#open.insertBefore(element, before);
        focused?.focus({ preventScroll: true });
    }

    #putBeside(open, elements) {
        const origin = this.#open.getBoundingClientRect().top;
        const heights = elements.map(({ offsetHeight }) => offsetHeight);
        const wanted = open.map(({ note }) => {
            const top = this.#notes.topOf(note.number);
            return top === null ? 0 : Math.max(0, top - origin);
        });
        const tops = [];
        wanted.forEach((top, at) => tops.push(at === 0 ? top : Math.max(top, tops[at - 1] + heights[at - 1] + GAP)));
        // The note that is looked at stands right beside its words, if those above it have room.
        const current = open.findIndex(({ note }) => note.number === this.#notes.current);
        if (current > 0 && tops[current] > wanted[current]) {
            const raised = tops.slice();
            raised[current] = wanted[current];
            for (let at = current - 1; at >= 0; at--) raised[at] = Math.min(raised[at], raised[at + 1] - heights[at] - GAP);
            if (raised[0] >= 0) {
                for (let at = current + 1; at < raised.length; at++) raised[at] = Math.max(wanted[at], raised[at - 1] + heights[at - 1] + GAP);
                tops.splice(0, tops.length, ...raised);
            }
        }
        elements.forEach((element, at) => element.style.setProperty("top", `${Math.round(tops[at])}px`));
        const end = tops.length ? tops.at(-1) + heights.at(-1) : 0;
        this.#open.style.setProperty("height", `${Math.round(end)}px`);
        const { offsetTop, offsetHeight } = this.element;
        this.element.parentElement.style.setProperty("min-height", `${offsetTop + offsetHeight}px`);
    }
}
