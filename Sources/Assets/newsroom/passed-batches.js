// What the text went through lately, version by version: by it, a place that is told for an earlier version is brought
// forward to the one that is here.

/** So many batches back a place can be brought forward. */
const MEMORY = 256;

export class PassedBatches {
    #batches = [];

    /**
     * A batch has come in, or one's own is confirmed.
     * @param {{epoch: number, version: number, client: string}} point The version that it made, and whose it is.
     * @param {import("prosemirror-transform").StepMap[]} maps
     */
    add({ epoch, version, client }, maps) {
        this.#batches.push({ epoch, version, client, maps });
        if (this.#batches.length > MEMORY) this.#batches.shift();
    }

    /**
     * The batches between a version and the newest one.
     * @param {{epoch: number, version: number}} point
     * @param {{epoch: number, version: number}} now
     * @returns {{client: string, maps: import("prosemirror-transform").StepMap[]}[] | null} Null where not all are known.
     */
    since(point, now) {
        if (point.epoch !== now.epoch || point.version > now.version) return null;
        const since = this.#batches.filter(({ epoch, version }) => epoch === now.epoch && version > point.version && version <= now.version);
        return since.length === now.version - point.version ? since : null;
    }
}
