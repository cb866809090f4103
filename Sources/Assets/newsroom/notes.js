// Notes on a story's text: what members say to one another about words of it.
//
// The server keeps them and moves them with their words; a page moves those that it shows by the same rule and is told
// only what cannot be known from that. For each open note the page knows its place in the confirmed text, which moves with
// confirmed batches alone, exactly as the server moves it; what is shown is that place seen through one's own unconfirmed
// steps. (A place that moved with what is shown would differ for good where others write beside words that one has just
// deleted.) The parts: note-places.js (the lines in the text), note-rail.js and note-card.js (beside it), note-panel.js (a
// new one), mentions.js (the names).

import { make } from "./dom.js";
import { isAway } from "./exchange.js";
import { NotePanel } from "./note-panel.js";
import { moved, NotePlaces } from "./note-places.js";
import { NoteRail } from "./note-rail.js";
import { pm } from "./prose-editor.js";

export class Notes {
    #page;
    #places;
    #known = new Map();
    /** Places in the confirmed text, by the notes' numbers. @type {Map<number, {from: number, to: number}>} */
    #confirmed = new Map();
    /** Places that wait for the version for which they were told. */
    #waiting = new Map();
    #members = [];
    #stamp = -1;
    #sequence = 0;
    #isLoading = false;
    /** Whether they are to be asked for once more. */
    #isStale = false;
    #again = 0;
    #rail = null;
    #panel = null;
    current = null;

    /** @param {object} page See `story-editor.js`. */
    constructor(page) {
        this.#page = page;
        this.words = page.data.notes;
        this.#places = new NotePlaces(pm, {
            changed: () => this.arrange(),
            clicked: (note) => this.choose(note, { shows: true }),
        });
    }

    /** Asks for the notes and shows them; the page's editor is there, and its text is shared. */
    async start() {
        const { form } = this.#page;
        const section = document.getElementById("notes") ?? make("section", { class: "notes", id: "notes", "aria-labelledby": "notes-title" });
        form.querySelector(".writing").append(section);
        this.#rail = new NoteRail(this, section);
        await this.#load();
        this.#follow(location.hash);
        addEventListener("hashchange", () => this.#follow(location.hash));
    }

    plugin() {
        return this.#places.plugin();
    }

    /** @param {() => void} close */
    panel(close) {
        this.#panel ??= new NotePanel(this, close);
        return this.#panel;
    }

    // What the parts ask

    get #view() {
        return this.#page.editor.view;
    }

    get form() {
        return this.#page.form;
    }

    /** One's own number. */
    get member() {
        return this.#page.shared.member.number;
    }

    /** Those who can be named, without oneself. */
    get others() {
        return this.#members.filter(({ number }) => number !== this.member);
    }

    /** Where the words of the notes stand, by the notes' numbers. */
    get places() {
        return this.#places.of(this.#view.state);
    }

    /** Whether there are words in a field of a note that the server does not have. */
    get isUnsent() {
        return (this.#panel?.field.isUnsent ?? false) || (this.#rail?.cards ?? []).some((card) => card.isUnsent);
    }

    nextSequence() {
        return this.#sequence++;
    }

    /** A time with its day, unless that is today. */
    time(at) {
        const { language, zone } = this.#page.data;
        const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: zone.zone });
        const clock = this.#page.status.time(at);
        return day.format(at) === day.format(Date.now()) ? clock : `${day.format(at)}, ${clock}`;
    }

    /** How high the words of a note stand in the window; null where they stand nowhere. */
    topOf(number) {
        const range = this.places.get(number);
        return range ? this.#view.coordsAtPos(range.from).top : null;
    }

    arrange() {
        this.#rail?.arrange();
    }

    announce(text) {
        if (!this.#rail) return;
        this.#rail.said.textContent = text;
        setTimeout(() => this.#rail.said.replaceChildren(), 6000);
    }

    backToText() {
        this.#view.focus();
    }

    /** Looks at a note, or at none: its words and its card stand out. @param {{shows?: boolean}} how Whether its card is brought into sight. */
    choose(number, { shows = false } = {}) {
        const card = this.#rail?.card(number);
        if (this.current !== number) {
            this.#rail.card(this.current)?.element.classList.remove("current");
            this.current = number;
            this.#places.tell(this.#view, { current: number });
        }
        card?.element.classList.add("current");
        this.arrange();
        if (!card || !shows) return;
        const details = card.element.closest("details");
        if (details) details.open = true;
        // Once it stands beside its words.
        requestAnimationFrame(() => requestAnimationFrame(() => card.element.scrollIntoView({ block: "nearest" })));
    }

    /** Selects the words of a note in the text. */
    show(number) {
        const range = this.places.get(number);
        if (!range) return;
        const { state } = this.#view;
        const { TextSelection } = pm.state;
        const selection = TextSelection.between(state.doc.resolve(range.from), state.doc.resolve(range.to));
        this.#view.dispatch(state.tr.setSelection(selection).scrollIntoView());
        this.#view.focus();
    }

    /** Marks the selection as that about which a note is written. @returns {string | null} Its words; null for the whole text. */
    mark() {
        const { selection, doc } = this.#view.state;
        if (selection.empty) {
            this.unmark();
            return null;
        }
        const { from, to } = selection;
        this.#places.tell(this.#view, { marked: { from, to } });
        return doc.textBetween(from, to, " ", " ").trim();
    }

    unmark() {
        if (this.#places.marked(this.#view.state)) this.#places.tell(this.#view, { marked: null });
    }

    /** The note at the caret, where nothing is selected. */
    get atCaret() {
        const { selection } = this.#view.state;
        return selection.empty ? this.#places.at(this.#view.state, selection.from) : null;
    }

    /** Leads from the caret to the note about the words at it. */
    focus(number) {
        this.choose(number, { shows: true });
        this.#rail.card(number).element.focus({ preventScroll: true });
    }

    // What is sent

    /** @param {{text: string, mentioned: number[], seq: number}} said */
    async add(said) {
        const { shared } = this.#page;
        const { isOnWords } = this.#panel;
        try {
            await shared.flush();
        } catch {
            if (isOnWords) return { status: 0, body: { message: this.words.not_saved } };
        }
        const stretch = isOnWords ? this.#stretch() : {};
        if (stretch === null) return { status: 422, body: { message: this.words.faults.words_gone } };
        return this.#send("notes", 201, { ...said, ...stretch });
    }

    reply(number, said) {
        return this.#send(`notes/${number}/replies`, 201, said);
    }

    resolve(number, isResolved) {
        return this.#send(`notes/${number}/resolution`, 200, { resolved: isResolved });
    }

    async #send(path, done, body) {
        const { shared } = this.#page;
        const answer = await shared.send(path, { client: shared.client, ...body });
        if (answer.status === done) this.heard(answer.body);
        return answer;
    }

    /** The marked stretch in the version that the server has; null where nothing is left of it. */
    #stretch() {
        const { shared, editor } = this.#page;
        const { state } = editor;
        const marked = this.#places.marked(state);
        if (!marked) return null;
        const { epoch, version, unconfirmed } = shared.shared;
        const back = new pm.transform.Mapping(unconfirmed.map(({ step }) => step.getMap().invert()).reverse());
        const [from, to] = [back.map(marked.from, 1), back.map(marked.to, -1)];
        const quote = state.doc.textBetween(marked.from, marked.to, " ", " ").trim().slice(0, 1000);
        return from < to ? { epoch, version, from, to, quote } : null;
    }

    // What is heard

    /** A note is new, or something happened to it. */
    heard(note) {
        const known = this.#known.get(note.number);
        if (known && known.stamp > note.stamp) return;
        this.#known.set(note.number, note);
        this.#stamp = Math.max(this.#stamp, note.stamp);
        this.#place([note]);
        this.#rail?.update([...this.#known.values()]);
    }

    /** How the story stands: what happened to its notes while the page did not listen is asked for. */
    storyIs({ notes }) {
        if (this.#rail && notes !== undefined && (this.#isStale || notes > this.#stamp)) this.#load();
    }

    /** A batch has come in, or one's own is confirmed. */
    passed(maps) {
        for (const [note, place] of this.#confirmed) this.#confirm(note, through(place, maps));
        this.#place([...this.#waiting.values()]);
    }

    /** Steps of one's own were taken back. */
    withdrawn() {
        this.#show();
    }

    /** The text was replaced by another: the server has found the words in it. */
    reset() {
        this.#confirmed.clear();
        this.#load();
    }

    async #load() {
        if (this.#isLoading) {
            this.#isStale = true;
            return;
        }
        this.#isLoading = true;
        this.#isStale = false;
        const { status, body } = await this.#page.shared.ask("notes").finally(() => {
            this.#isLoading = false;
        });
        if (status !== 200) {
            // They come with the stream, which begins again where a line or a session was lost, or else in a while.
            this.#isStale = true;
            if (isAway(status)) this.#loadIn(4_000);
            return;
        }
        if (this.#isStale) this.#load();
        this.#members = body.members;
        this.#stamp = Math.max(this.#stamp, body.stamp);
        // What was heard while the answer was on its way is newer.
        const news = body.notes.filter(({ number, stamp }) => (this.#known.get(number)?.stamp ?? 0) <= stamp);
        for (const note of news) this.#known.set(note.number, note);
        this.#place(news);
        this.#rail?.update([...this.#known.values()]);
    }

    /** Puts notes where the server says that their words are. */
    #place(notes) {
        const now = this.#page.shared.shared;
        for (const note of notes) {
            this.#waiting.delete(note.number);
            const place = note.place ? this.#broughtForward(note, now) : null;
            if (place !== undefined) this.#confirm(note.number, place);
        }
        this.#show();
    }

    #confirm(note, place) {
        if (place) this.#confirmed.set(note, place);
        else this.#confirmed.delete(note);
    }

    /** The place in the confirmed text: null where nothing is left of the words, undefined where it cannot be known yet. */
    #broughtForward(note, now) {
        const { place } = note;
        if (place.epoch > now.epoch || (place.epoch === now.epoch && place.version > now.version)) {
            this.#waiting.set(note.number, note);
            return undefined;
        }
        const since = this.#page.shared.passed.since(place, now);
        if (since) return through(place, since.flatMap(({ maps }) => maps));
        // So old a version that what came since is no longer known.
        this.#loadIn(500);
        return undefined;
    }

    #loadIn(milliseconds) {
        clearTimeout(this.#again);
        this.#again = setTimeout(() => this.#load(), milliseconds);
    }

    /** Draws the lines where the words are in the text that is shown, if they are not there already. */
    #show() {
        const maps = this.#page.shared.shared.unconfirmed.map(({ step }) => step.getMap());
        const shown = this.places;
        const ranges = new Map();
        for (const [note, place] of this.#confirmed) {
            const range = through(place, maps);
            if (range) ranges.set(note, range);
        }
        const isShown = ([note, { from, to }]) => shown.get(note)?.from === from && shown.get(note)?.to === to;
        if (ranges.size !== shown.size || ![...ranges].every(isShown)) this.#places.tell(this.#view, { ranges });
    }

    /** A notification leads to a note, or to an answer. */
    #follow(hash) {
        const [, number] = /^#note-(\d+)$/.exec(hash) ?? [];
        if (!number) return;
        const asked = [...this.#known.values()].find((note) => [note, ...note.replies].some((remark) => remark.number === Number(number)));
        if (!asked) return;
        this.choose(asked.number, { shows: true });
        for (const old of document.querySelectorAll(".asked-for")) old.classList.remove("asked-for");
        const element = document.getElementById(`note-${number}`);
        element?.classList.add("asked-for");
        this.#rail.card(asked.number).element.focus({ preventScroll: true });
        this.#showWords(asked.number);
    }

    #showWords(number) {
        const range = this.places.get(number);
        if (!range) return;
        const { node } = this.#view.domAtPos(range.from);
        (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "center" });
    }
}

/** Where a place is after steps, by their maps; null where nothing is left of it. */
function through(place, maps) {
    return maps.reduce((range, map) => range && moved(range, map), { from: place.from, to: place.to });
}
