/** The outbox as it is shown below the form: its nodes stay while a story is sent, and with them the focus in them. */
import { filled, make, quietButton } from "./dom.js";
import { become } from "./morph.js";

/** States that are worth being read aloud; the others pass by. */
const TOLD = ["offline", "signedOut", "refused", "sent"];

export class OutboxView {
    #outbox;
    #words;
    #signIn;
    #time;
    #list;
    #empty;
    #notKept;
    #clear;
    #told;
    /** What was told last of each story. */
    #toldOf = new Map();
    #asked = 0;

    /**
     * @param {import("./filing-outbox.js").FilingOutbox} outbox
     * @param {object} page
     * @param {object} page.words
     * @param {string} page.signIn
     * @param {(at: number) => string} page.time
     * @param {(story: object) => void} page.edit Puts a story back into the form.
     */
    constructor(outbox, { words, signIn, time, edit }) {
        this.#outbox = outbox;
        this.#words = words;
        this.#signIn = signIn;
        this.#time = time;
        this.#list = make("ul", { class: "filed" });
        this.#empty = make("p", { class: "hint", text: words.empty });
        this.#notKept = make("p", { class: "hint", text: words.not_kept });
        this.#told = make("p", { class: "hidden", role: "status" });
        this.#clear = quietButton(words.clear, () => outbox.stories.filter(({ state }) => state === "sent").forEach((story) => outbox.remove(story)));
        const title = make("h2", { id: "outbox-title", text: words.title });
        this.element = make("section", { class: "outbox", "aria-labelledby": "outbox-title" }, title, this.#notKept, this.#empty, this.#list, this.#clear, this.#told);
        const acts = {
            again: (story) => outbox.again(story),
            leave: (story, photograph) => outbox.again(story, photograph),
            edit,
            discard: (story) => confirm(words.discard_sure) && outbox.remove(story),
        };
        this.#list.addEventListener("click", ({ target }) => {
            const { act } = target.closest("button")?.dataset ?? {};
            const story = outbox.story(target.closest(".filed > li")?.dataset.key);
            if (act && story) acts[act](story, target.closest("[data-photograph]")?.dataset.photograph);
        });
    }

    /** Shows how everything is, once in a frame. */
    show(isKept) {
        this.isKept = isKept;
        this.#asked ||= requestAnimationFrame(() => {
            this.#asked = 0;
            this.#draw();
        });
    }

    #draw() {
        const stories = this.#outbox.stories.toReversed();
        this.#notKept.hidden = this.isKept;
        this.#empty.hidden = stories.length > 0;
        this.#list.hidden = stories.length === 0;
        this.#clear.hidden = !stories.some(({ state }) => state === "sent");
        const known = new Map([...this.#list.children].map((row) => [row.dataset.key, row]));
        stories.forEach((story, at) => {
            const now = this.#story(story);
            const row = known.get(story.key) ?? now;
            known.delete(story.key);
            if (row !== now) become(row, now);
            if (this.#list.children[at] !== row) this.#list.insertBefore(row, this.#list.children[at] ?? null);
        });
        for (const row of known.values()) row.remove();
        this.#tell(stories);
    }

    #tell(stories) {
        const news = stories.filter(({ key, state }) => TOLD.includes(state) && this.#toldOf.get(key) !== state);
        for (const { key, state } of news) this.#toldOf.set(key, state);
        if (news.length) this.#told.textContent = news.map((story) => `${story.headline}: ${this.#state(story)}`).join("; ");
    }

    #state({ state, why, sentAt }) {
        return filled(this.#words.states[state], { why: why ?? "", at: sentAt ? this.#time(sentAt) : "" });
    }

    #story(story) {
        const words = this.#words;
        const { state, href } = story;
        const isRefused = state === "refused";
        const text = make("li", { "data-state": href ? "sent" : state }, make("span", { text: words.text }), make("span", { class: "state", text: href ? words.arrived : this.#state(story) }));
        // What cannot be done now is hidden, not left out: a button stays the button that it was.
        return make(
            "li",
            { "data-key": story.key, "data-state": state },
            make("p", { class: "title" }, href ? make("a", { href, text: story.headline }) : make("span", { text: story.headline })),
            make("p", { class: "state", text: this.#state(story) }),
            make("ul", {}, text, ...story.photographs.map((photograph, at) => this.#photograph(story, photograph, at))),
            make(
                "p",
                { class: "decide" },
                make("button", { type: "button", class: "quiet", "data-act": "again", hidden: !isRefused, text: words.again }),
                make("button", { type: "button", class: "quiet", "data-act": "edit", hidden: !isRefused || href !== null, text: words.edit }),
                make("a", { class: "button", href: this.#signIn, target: "_blank", hidden: state !== "signedOut", text: words.sign_in }),
                make("button", { type: "button", class: "plain", "data-act": "discard", hidden: state === "sent", text: words.discard }),
            ),
        );
    }

    #photograph(story, photograph, at) {
        const words = this.#words;
        const sending = this.#outbox.sending?.id === photograph.id ? this.#outbox.sending : null;
        const { state } = photograph;
        const text = () => {
            if (sending) return filled(words.states[sending.kind], { part: Math.floor(100 * sending.part) });
            if (state === "left") return words.left_out;
            return story.state === "offline" && state === "waiting" ? words.states.offline : this.#state(photograph);
        };
        return make(
            "li",
            { "data-photograph": photograph.id, "data-state": sending ? "sending" : state },
            make("span", { text: photograph.name || filled(words.photograph, { number: at + 1 }) }),
            make("span", { class: "state", text: text() }),
            make("progress", { max: 1, value: sending?.part ?? 0, "aria-hidden": "true", hidden: sending?.kind !== "sending" }),
            make("button", { type: "button", class: "quiet", "data-act": "leave", hidden: state !== "refused", text: words.leave_out }),
        );
    }
}
