/**
 * Stories that are not begun, as this device keeps them (device.js): of each a record for its words and how far it is,
 * and one for each photograph.
 *
 * A story whose words stand in a form is *claimed* by its tab: for as long as the tab lives, no other takes it up.
 */
import { DeviceRecords, hold, lockOf } from "./device.js";

const WORDS = "words";

/** By which a story is known before it has a number. */
export const newKey = () => crypto.randomUUID().replaceAll("-", "");

export class KeptStories {
    #records;
    #beginning;
    /** What lets go of a story that this tab has claimed, by the stories' keys. */
    #claims = new Map();

    /**
     * @param {number} member
     * @param {string} beginning With which their names begin, as `filing/`.
     * @param {() => void} onForgotten Called when the member signs out.
     */
    constructor(member, beginning, onForgotten) {
        this.#records = new DeviceRecords(member, onForgotten);
        this.#beginning = beginning;
    }

    /** Whether this device keeps all of them as they are. */
    get isKept() {
        return this.#records.isKept;
    }

    /** Takes the key, as the server gives it: 32 bytes in base64. */
    unlock(base64) {
        return this.#records.unlock(base64);
    }

    /** @returns {Promise<object[]>} */
    async all() {
        const names = await this.#records.stories(this.#beginning);
        const found = await Promise.all(names.map((name) => this.#read(name)));
        return found.filter(Boolean);
    }

    /** What is kept of a story now, which another tab may have written; null where it was deleted. */
    async latest(story) {
        const name = this.#name(story.key);
        // What this page could not write is newer than what lies there.
        if (!this.#records.isOpen || this.#records.isUnwritten(name, WORDS)) return story;
        return this.#read(name);
    }

    /** Keeps the words of a story, and how far it is. On the disk when it returns. */
    keep(story) {
        return this.#put(story, {});
    }

    /** The same of one that is kept. @returns {Promise<boolean>} False where it was deleted meanwhile, here or elsewhere. */
    update(story) {
        return this.#put(story, { onlyOver: true });
    }

    /** Keeps a photograph of a story. On the disk when it returns. */
    async keepPhotograph(key, id, blob) {
        await this.#records.put(this.#name(key), `photograph-${id}`, await blob.arrayBuffer());
    }

    /** A photograph of a story; null where it is not here. */
    async photograph(key, id, type) {
        const bytes = await this.#records.get(this.#name(key), `photograph-${id}`);
        return bytes && new Blob([bytes], { type });
    }

    forgetPhotograph(key, id) {
        return this.#records.delete(this.#name(key), `photograph-${id}`);
    }

    /** Deletes all of a story. */
    forget(key) {
        return this.#records.delete(this.#name(key));
    }

    /** Makes a story this tab's own. @returns {Promise<boolean>} False where it is another's. */
    async claim(key) {
        if (!navigator.locks || this.#claims.has(key)) return true;
        const letGo = await hold(lockOf(key), { ifAvailable: true });
        if (letGo) this.#claims.set(key, letGo);
        return letGo !== null;
    }

    /** Lets other tabs have a story. */
    letGo(key) {
        this.#claims.get(key)?.();
        this.#claims.delete(key);
    }

    #name(key) {
        return this.#beginning + key;
    }

    #put(story, how) {
        return this.#records.put(this.#name(story.key), WORDS, new TextEncoder().encode(JSON.stringify(story)), how);
    }

    async #read(name) {
        const bytes = await this.#records.get(name, WORDS);
        return bytes && JSON.parse(new TextDecoder().decode(bytes));
    }
}
