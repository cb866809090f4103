/**
 * The list while it is open: one stream tells what happens to its stories.
 *
 * A row changes where it stands. What comes and what goes moves rows, so it is only told, in the line above, while
 * somebody is at work in the list: points at it, has the focus in it, has ticked a box, or reads further down. When
 * nobody is, it is shown at once.
 */
import { afterPause, filled, make, quietButton } from "./dom.js";
import { Exchange } from "./exchange.js";
import { become } from "./morph.js";
import { StoryEvents } from "./story-events.js";

/** Rows of a list that has grown; what comes beyond them is read by reloading. */
const MOST_ROWS = 200;
/** How long nobody must have been at work in the list. */
const QUIET = 1_500;
/** How often it is looked whether something has become overdue. */
const MINUTE = 60_000;

class LiveList {
    #form;
    #told;
    #words;
    #body;
    #line;
    /** Until when all that happened is known here, as the server says it. */
    #known;
    #state = "on";
    #title = document.title;
    /** Rows that are not shown yet, by their stories; what happened last stands last. */
    #coming = new Map();
    #isTooMuch = false;

    constructor(form) {
        this.#form = form;
        this.#told = JSON.parse(form.dataset.live);
        this.#words = this.#told.words;
        this.#known = this.#told.known;
        this.#body = form.querySelector("tbody");
        this.#line = form.querySelector(".news");
        const { address, query } = this.#told;
        const events = new StoryEvents(new Exchange(address, { token: "" }), () => `${query}&after=${this.#known}`, {
            event: (name, data) => this.#hear(name, data),
            opened: () => this.#turn("on"),
            away: (times) => times > 0 && this.#turn("away"),
            refused: (status) => this.#turn(status === 401 ? "signed_out" : "off"),
        });
        events.open();
        const settle = afterPause(QUIET, () => this.#settle());
        for (const name of ["pointerleave", "focusout", "change"]) form.addEventListener(name, settle);
        for (const name of ["scroll", "visibilitychange"]) document.addEventListener(name, settle, { passive: true });
        setInterval(() => this.#markOverdue(), MINUTE);
        this.#tell();
    }

    #hear(name, { known, rows = [], others = [] }) {
        this.#known = known;
        if (name === "anew") this.#isTooMuch = true;
        for (const { story, html } of rows) this.#take(story, html);
        for (const story of others) this.#lose(story);
        if (this.#coming.size + this.#body.rows.length > MOST_ROWS) this.#isTooMuch = true;
        this.#settle();
    }

    #take(story, html) {
        const row = this.#row(story);
        if (row) {
            become(row, parsed(html));
            lighten(row);
            return;
        }
        this.#coming.delete(story);
        this.#coming.set(story, html);
    }

    /** A row that no longer belongs here stays where it is, and says so, until the list is put in order. */
    #lose(story) {
        this.#coming.delete(story);
        const row = this.#row(story);
        if (!row || row.classList.contains("gone")) return;
        row.classList.add("gone");
        row.querySelector("th").append(make("p", { class: "marks", text: this.#words.gone }));
    }

    /** Puts the list in order if nobody is at work in it; else says what waits. */
    #settle() {
        if (this.#told.isNewest && !this.#isTooMuch && this.#isQuiet()) this.#show();
        this.#tell();
    }

    #isQuiet() {
        if (document.hidden) return !this.#form.querySelector(":checked");
        const isReadFurtherDown = this.#body.getBoundingClientRect().top < 0;
        const isAtWork = this.#form.matches(":hover, :focus-within") || this.#form.querySelector(".pick :checked");
        return !isReadFurtherDown && !isAtWork;
    }

    #show() {
        for (const row of this.#body.querySelectorAll(".gone")) row.remove();
        for (const html of this.#coming.values()) {
            const row = parsed(html);
            this.#body.prepend(row);
            lighten(row);
        }
        this.#coming.clear();
        this.#form.classList.toggle("rowless", this.#body.rows.length === 0);
        document.querySelector(".none.empty")?.toggleAttribute("hidden", this.#body.rows.length > 0);
    }

    #tell() {
        const { came, left, newest, reload, show } = this.#words;
        const gone = this.#body.querySelectorAll(".gone").length;
        const said = [
            this.#coming.size > 0 && filled(came, { count: this.#coming.size }),
            gone > 0 && filled(left, { count: gone }),
        ].filter(Boolean);
        document.title = this.#coming.size > 0 ? `(${this.#coming.size}) ${this.#title}` : this.#title;
        const again = () => make("a", { href: this.#told.newest, text: this.#told.isNewest ? reload : newest });
        if (this.#state === "signed_out") {
            this.#say(this.#words.signed_out, make("a", { href: this.#told.signIn, text: this.#words.sign_in }));
        } else if (this.#isTooMuch) {
            this.#say(this.#words.anew, again());
        } else if (said.length > 0) {
            this.#say(said.join(", "), this.#told.isNewest ? quietButton(show, () => this.#asked()) : again());
        } else if (this.#state === "off") {
            this.#say(this.#words.off, again());
        } else {
            this.#say(this.#words[this.#state]);
        }
    }

    /** Only what is new is said: whoever listens to the page would hear it again and again. */
    #say(words, act = null) {
        const now = this.#line.querySelector("span");
        this.#line.classList.toggle("waits", act !== null);
        if (now?.textContent === words && (this.#line.children.length > 1) === (act !== null)) return;
        this.#line.replaceChildren(make("span", { text: words }), ...(act ? [" ", act] : []));
    }

    /** Shown because it was asked for: the focus goes where the news is, as the button is gone. */
    #asked() {
        const isNew = this.#coming.size > 0;
        this.#show();
        this.#tell();
        this.#form.scrollIntoView({ block: "nearest" });
        const place = isNew ? this.#body.querySelector("th a") : this.#form.querySelector(".table-of");
        place?.focus({ preventScroll: true });
    }

    #turn(state) {
        if (state === this.#state) return;
        this.#state = state;
        this.#tell();
    }

    #row(story) {
        return this.#body.querySelector(`tr[data-story="${Number(story)}"]`);
    }

    /** Time passes without anybody's doing: nothing is asked of the server for it. */
    #markOverdue() {
        const now = Date.now();
        for (const due of this.#body.querySelectorAll(".marks .due:not(.over)")) {
            const isWritten = due.closest("tr").querySelector(".stage .tag");
            if (!isWritten || Date.parse(due.querySelector("time").dateTime) > now) continue;
            due.classList.add("over");
            due.append(`, ${this.#words.over}`);
        }
    }
}

/** The row that the server made. */
function parsed(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.querySelector("tr");
}

/** Draws the eye, once and quietly. */
function lighten(row) {
    row.classList.remove("fresh");
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    // Read, so that an animation that runs begins anew.
    void row.offsetWidth;
    row.classList.add("fresh");
}

const form = document.querySelector("form[data-live]");
if (form) new LiveList(form);
