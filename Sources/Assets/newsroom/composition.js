// Others' words while a writer composes (an input method for Japanese, or any keyboard of a telephone).
//
// The browser holds the composed word in the page until it is done. A change of the same block would end the
// composition half-way and write its letters twice, so batches that touch that block wait.

/** After this the page tells that others' words wait. */
const LONG = 5_000;
/** Browsers still change the page right after the end, each in its own way; so it is looked again and again. */
const LOOK_AGAIN = 50;

/** Batches that wait for the end of a composition, and all that came after them. */
export class HeldBatches {
    #view;
    #on;
    #batches = [];
    #since = 0;
    #timer = 0;

    /** @param {{released: (batches: object[]) => void, waiting: () => void}} on */
    constructor(view, on) {
        this.#view = view;
        this.#on = on;
    }

    get count() {
        return this.#batches.length;
    }

    /** Whether the page should tell of it. */
    get isLong() {
        return this.count > 0 && Date.now() - this.#since > LONG;
    }

    add(batch) {
        if (this.count === 0) this.#since = Date.now();
        this.#batches.push(batch);
        this.#timer ||= setTimeout(() => this.#look(), LOOK_AGAIN);
    }

    /** They are in what was opened anew. */
    forget() {
        clearTimeout(this.#timer);
        this.#timer = 0;
        this.#batches = [];
    }

    #look() {
        this.#timer = 0;
        if (this.#view.composing) {
            this.#timer = setTimeout(() => this.#look(), LOOK_AGAIN);
            this.#on.waiting();
            return;
        }
        const batches = this.#batches;
        this.#batches = [];
        this.#on.released(batches);
    }
}

/**
 * Whether steps of others touch the block in which the view composes.
 * @param steps Others' steps, for the document without the unconfirmed ones.
 * @param {{step: object}[]} unconfirmed
 */
export function touchesComposition(view, steps, unconfirmed) {
    if (!view.composing) return false;
    const { $from, $to } = view.state.selection;
    const depth = $from.sharedDepth($to.pos);
    let [from, to] = depth > 0 ? [$from.before(depth), $from.after(depth)] : [$from.pos, $to.pos];
    for (const { step } of [...unconfirmed].reverse()) {
        const back = step.getMap().invert();
        [from, to] = [back.map(from, -1), back.map(to, 1)];
    }
    return steps.some((step) => {
        const map = step.getMap();
        let touches = step.from < to && step.to > from && map.ranges.length === 0;
        map.forEach((start, end) => { touches ||= start < to && end > from; });
        touches ||= step.pos >= from && step.pos < to;
        [from, to] = [map.map(from, -1), map.map(to, 1)];
        return touches;
    });
}
