// What a writer has typed in a shared text and the server has not confirmed, kept on the device (device.js).
//
// Each tab writes a record of its own *before* it sends anything, so a tab that dies, a browser that is killed or a
// server that is away loses nothing.
//
// While a tab lives it holds a lock with its name. A record whose lock can be had is left behind by a dead tab; whoever
// has the lock, and nobody else, sends it (see left-behind.js).

import { DeviceRecords, hold, lockOf } from "./device.js";

/** After this a record that nobody could open any more (the key was changed) is deleted. */
const DAYS = 60;

export class Journal {
    #records;
    #story;
    #client;
    #lock = null;

    /**
     * @param {{member: number, story: string, client: string}} place
     * @param {() => void} onForgotten Called when the member has signed out, in this tab or another.
     */
    constructor({ member, story, client }, onForgotten = () => {}) {
        this.#records = new DeviceRecords(member, onForgotten);
        this.#story = story;
        this.#client = client;
    }

    /** Whether what is written is kept on this device. */
    get isKept() {
        return this.#lock !== null && this.#records.isKept;
    }

    /** Takes the key, as the server gives it: 32 bytes in base64. */
    async unlock(base64) {
        await this.#records.unlock(base64);
        if (this.#records.isKept) this.#lock ??= await hold(lockOf(this.#client)).catch(() => null);
    }

    /** Writes this tab's record, or deletes it if there is nothing (null). On disk when it returns. */
    keep(content) {
        return this.#write(this.#client, content);
    }

    /**
     * Gives each record that a dead tab of this member left in this story to `take`, one after the other, and holds its
     * lock meanwhile.
     * @param {(content: object, record: {keep: (content: object | null) => Promise<void>, client: string}) => Promise<void>} take
     */
    async takeLeftBehind(take) {
        if (!this.isKept) return;
        for (const dead of await this.#records.clients(this.#story)) {
            if (dead === this.#client) continue;
            await navigator.locks.request(lockOf(dead), { ifAvailable: true }, async (lock) => {
                const record = lock && (await this.#records.record(this.#story, dead));
                if (!record) return;
                const content = await this.#read(record);
                if (content) await take(content, { client: dead, keep: (rest) => this.#write(dead, rest) });
                else if (record.at < Date.now() - DAYS * 86_400_000) await this.#write(dead, null);
            });
        }
    }

    /** Lets go of the lock once all is written: what is still kept may be taken by another tab. */
    close() {
        this.#records.close();
        this.#records.written().then(() => this.#lock?.());
    }

    #write(client, content) {
        if (content === null) return this.#records.delete(this.#story, client);
        return this.#records.put(this.#story, client, new TextEncoder().encode(JSON.stringify(content)));
    }

    async #read(record) {
        const bytes = await this.#records.open(record);
        return bytes && JSON.parse(new TextDecoder().decode(bytes));
    }
}
