/**
 * The fields beside the text save themselves, each by itself: what was seen and what is wanted go to the server, and
 * where somebody else was faster, both are shown.
 */
import { afterPause, filled, make, quietButton } from "./dom.js";
import { isAway } from "./exchange.js";

/** How each field is read from its inputs and written into them; a value is a text or a list. */
const KINDS = {
    text: {
        read: (form, name) => form.elements[name].value.trim(),
        write: (form, name, value) => {
            form.elements[name].value = value;
        },
        inputs: (form, name) => [form.elements[name]],
    },
    lines: {
        read: (form, name) => form.elements[name].value.split("\n").map((line) => line.trim()).filter(Boolean),
        write: (form, name, value) => {
            form.elements[name].value = value.join("\n");
        },
        inputs: (form, name) => [form.elements[name]],
    },
    bylines: {
        read: (form) => rows(form).map(([name, role]) => ({ name: name.value.trim(), role: role.value })).filter(({ name }) => name),
        write: (form, _, value) => rows(form).forEach(([name, role], at) => {
            name.value = value[at]?.name ?? "";
            role.value = value[at]?.role ?? "author";
        }),
        inputs: (form) => rows(form).flat(),
    },
};

const FIELDS = {
    headline: "text", lead: "text", section: "text", genre: "text", place: "text", zone: "text", language: "text", tags: "lines", bylines: "bylines", slug: "text", related: "lines",
};

const rows = (form) => [...form.querySelectorAll(".bylines p")].map((row) => [row.querySelector("input"), row.querySelector("select")]);
/** Whether it is known what the server has; of a field that joined it may be nothing. */
const isKnown = (field) => field.kept !== null || field.hasJoined;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const shown = (value) => (typeof value === "boolean" ? (value ? "✓" : "–") : Array.isArray(value) ? value.map((one) => one.name ?? one).join(", ") : value);

const PAUSE = 700;
const RETRY = 4000;

export class Fields {
    #form;
    #words;
    #send;
    #onState;
    #keep;
    #fields = new Map();
    #waiting = [];
    #told = "[]";
    #keeping = Promise.resolve();

    /**
     * @param {HTMLFormElement} form
     * @param {object} words
     * @param {object} links
     * @param {(body: object) => Promise<{status: number, body: object}>} links.send
     * @param {(kind: string) => void} links.onState
     * @param {(unsent: ?object) => void} links.keep Keeps on the device what is not sent yet.
     */
    constructor(form, words, { send, onState, keep }) {
        this.#form = form;
        this.#words = words;
        this.#send = send;
        this.#onState = onState;
        this.#keep = keep;
        for (const [name, kind] of Object.entries(FIELDS)) {
            const { read, write, inputs } = KINDS[kind];
            const field = { name, read, write, inputs: inputs(form, name), kept: null, isSent: false, fault: null, box: null };
            field.soon = afterPause(PAUSE, () => this.#save(field));
            this.#fields.set(name, field);
            for (const input of field.inputs) {
                input.addEventListener("input", () => this.#typed(field));
                input.addEventListener("change", () => this.#save(field));
            }
        }
        addEventListener("online", () => this.#saveAll());
    }

    /** What the fields hold now. */
    get values() {
        return Object.fromEntries([...this.#fields.values()].map((field) => [field.name, this.#read(field)]));
    }

    /**
     * A field that is not of the form, as what is written to a picture: it is shown where and while `bind` says.
     * @param {string} name
     * @param {object} what
     * @param {unknown} what.kept What the server has, when the field is new.
     * @param {string} what.label What it is called, where somebody else was faster.
     * @param {(value: unknown) => string} [what.show]
     * @param {() => void} [what.changed] Called whenever it says something else.
     */
    join(name, { kept, label, show = shown, changed = () => {} }) {
        if (this.#fields.has(name)) return;
        const field = { name, inputs: [], kept, value: kept, label, show, hasJoined: true, isSent: false, fault: null, box: null };
        field.read = () => field.value;
        field.write = (_, __, value) => {
            field.value = value;
            for (const input of field.inputs) if (input.value !== value) input.value = value;
            changed();
        };
        field.soon = afterPause(PAUSE, () => this.#save(field));
        field.changed = changed;
        this.#fields.set(name, field);
    }

    /** What a field of `join` says. */
    value(name) {
        return this.#fields.get(name)?.value ?? null;
    }

    /** Something was chosen, not typed: it is saved at once. */
    set(name, value) {
        const field = this.#fields.get(name);
        this.#write(field, value);
        this.#typed(field);
        this.#save(field);
    }

    /** Shows a field of `join` in an input, one of several perhaps. Returns what ends that. */
    bind(name, input) {
        const field = this.#fields.get(name);
        input.value = field.value;
        const typed = () => {
            field.value = input.value.replace(/\s+/g, " ").trim();
            for (const other of field.inputs) if (other !== input) other.value = field.value;
            field.changed();
            this.#typed(field);
        };
        const left = () => this.#save(field);
        input.addEventListener("input", typed);
        input.addEventListener("change", left);
        field.inputs.push(input);
        return () => {
            input.removeEventListener("input", typed);
            input.removeEventListener("change", left);
            field.inputs = field.inputs.filter((one) => one !== input);
        };
    }

    /** What the server has. Fields that were typed in meanwhile keep what was typed, and save it. */
    start(kept) {
        for (const field of this.#fields.values()) {
            if (!(field.name in kept)) continue;
            const before = field.kept;
            const isDirty = before !== null && !same(this.#read(field), before);
            field.kept = kept[field.name];
            if (!isDirty) this.#write(field, field.kept);
        }
        this.#saveAll();
    }

    /** Fills the form with what was typed before. */
    show(values) {
        for (const field of this.#fields.values()) if (field.name in values && field.inputs.length) this.#write(field, values[field.name]);
    }

    /** What the server has of a story that was begun with it; nothing is sent before. */
    begin(sent) {
        for (const field of this.#fields.values()) if (field.name in sent && !field.hasJoined) field.kept = sent[field.name];
    }

    /** Resolves once the device keeps what is not with the server. */
    onDevice() {
        return this.#keeping;
    }

    /** What a dead tab had not sent. Fulfilled when it is kept on the device once more. */
    async takeUp(left) {
        for (const [name, { from, to }] of Object.entries(left)) {
            const field = this.#fields.get(name);
            if (!field || same(field.kept, to)) continue;
            if (same(field.kept, from) && same(this.#read(field), field.kept)) {
                this.#write(field, to);
                this.#save(field);
            } else this.#ask(field, to, field.kept);
        }
        await this.#tell();
    }

    /** Somebody else has changed a field. */
    heard(name, value) {
        const field = this.#fields.get(name);
        if (!field || same(field.kept, value)) return;
        const isDirty = !same(this.#read(field), field.kept);
        if (!isDirty && !field.isSent) {
            field.kept = value;
            this.#write(field, value);
        } else if (!field.isSent) this.#stale(field, value);
        this.#tell();
    }

    /** Resolves when every field is with the server; rejects with what is in the way. */
    async flush() {
        this.#saveAll();
        while (this.#unsent.length) {
            const kind = this.#kindOf(this.#unsent);
            if (kind !== "saving") throw new Error(kind);
            await new Promise((done) => this.#waiting.push(done));
        }
    }

    setEditable(isEditable) {
        for (const field of this.#fields.values()) {
            for (const input of field.inputs) {
                if (input.localName === "select") input.disabled = !isEditable;
                else input.readOnly = !isEditable;
            }
        }
    }

    #read(field) {
        return field.read(this.#form, field.name);
    }

    #write(field, value) {
        if (same(this.#read(field), value)) return;
        field.write(this.#form, field.name, value);
        for (const input of field.inputs) input.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
    }

    get #unsent() {
        return [...this.#fields.values()].filter((field) => isKnown(field) && (field.isSent || !same(this.#read(field), field.kept)));
    }

    #typed(field) {
        this.#fault(field, null);
        this.#tell();
        field.soon();
    }

    #saveAll() {
        for (const field of this.#fields.values()) this.#save(field);
    }

    async #save(field) {
        const to = this.#read(field);
        if (!isKnown(field) || field.isSent || field.box || same(to, field.kept)) return this.#tell();
        field.isSent = true;
        this.#tell();
        const from = field.kept;
        const { status, body } = await this.#answer({ field: field.name, from, to });
        field.isSent = false;
        if (status === 200) {
            field.kept = body.value;
            this.#fault(field, null);
            // Somebody may have gone on typing; then that is saved next.
            if (same(this.#read(field), to) && !field.inputs.includes(document.activeElement)) this.#write(field, body.value);
        } else if (status === 409) this.#stale(field, body.value);
        else if (status === 401 || isAway(status)) {
            field.isAway = status === 401 ? "signedOut" : "offline";
            setTimeout(() => this.#save(field), RETRY);
            return this.#tell();
        } else this.#fault(field, body?.message ?? this.#words.refused);
        field.isAway = null;
        // Where the server keeps another spelling of it, as without spaces, there is nothing more to send.
        if (status === 200 && same(this.#read(field), to)) {
            if (!same(to, field.kept) && field.inputs.includes(document.activeElement)) field.kept = to;
        } else if (status === 200) field.soon();
        this.#tell();
    }

    /** What the server says; whatever else goes wrong is like no answer, and tried again. */
    async #answer(change) {
        try {
            return await this.#send(change);
        } catch (error) {
            console.error(error);
            return { status: 0, body: {} };
        }
    }

    /** Somebody else was faster: their text is shown below one's own. */
    #stale(field, theirs) {
        field.kept = theirs;
        if (same(this.#read(field), theirs)) return this.#close(field);
        this.#ask(field, null, theirs);
    }

    #ask(field, mine, theirs) {
        this.#close(field);
        if (mine !== null) this.#write(field, mine);
        const [input] = field.inputs;
        const choose = (value) => () => {
            this.#close(field);
            if (value !== undefined) this.#write(field, value);
            this.#save(field);
            input?.focus();
        };
        field.box = make(
            "div",
            { class: "stale", role: "alert" },
            make("p", { text: filled(this.#words.stale, { field: field.label ?? this.#words.names[field.name] }) }),
            make("blockquote", { text: (field.show ?? shown)(theirs) || this.#words.empty }),
            make("p", {}, quietButton(this.#words.take_theirs, choose(theirs)), " ", quietButton(this.#words.keep_mine, choose())),
        );
        const place = input?.closest("fieldset.bylines") ?? input?.closest("p");
        if (place) place.after(field.box);
        else this.#form.querySelector(".notices").append(field.box);
        this.#tell();
    }

    #close(field) {
        field.box?.remove();
        field.box = null;
    }

    #fault(field, message) {
        const [input] = field.inputs;
        field.fault?.remove();
        field.fault = message ? make("span", { class: "fault-line", role: "alert", text: message }) : null;
        if (message && input) input.after(field.fault);
        else if (message) this.#form.querySelector(".notices").append(field.fault);
        for (const one of field.inputs) {
            if (message) one.setAttribute("aria-invalid", "true");
            else one.removeAttribute("aria-invalid");
        }
    }

    #kindOf(unsent) {
        if (unsent.some(({ box }) => box)) return "stale";
        if (unsent.some(({ fault }) => fault)) return "refused";
        const away = unsent.find(({ isAway }) => isAway);
        return away ? away.isAway : unsent.length ? "saving" : "saved";
    }

    #tell() {
        const fields = this.#unsent;
        const unsent = fields.map((field) => [field.name, { from: field.kept, to: this.#read(field) }]);
        const told = JSON.stringify(unsent);
        const isNew = told !== this.#told;
        this.#told = told;
        this.#onState(this.#kindOf(fields));
        for (const done of this.#waiting.splice(0)) done();
        if (isNew) this.#keeping = Promise.resolve(this.#keep(unsent.length ? Object.fromEntries(unsent) : null));
        return this.#keeping;
    }
}
