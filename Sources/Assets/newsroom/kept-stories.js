/**
 * Stories that are not begun, as this device keeps them: their words, and their photographs.
 *
 * They lie in the journal's store, encrypted as its records are with a key that the server gives after sign-in, and are
 * deleted when the member signs out. Of each there is one record for the words, and one for each photograph.
 */
import { importKey, onSignedOut, perform, seal, unseal } from "./journal.js";

const WORDS = "words";

export class KeptStories {
    #member;
    #kind;
    #key = null;

    /** Whether this device keeps anything. */
    isKept = false;

    /**
     * @param {number} member
     * @param {string} kind Of which page they are.
     * @param {() => void} onForgotten Called when the member signs out.
     */
    constructor(member, kind, onForgotten = () => {}) {
        this.#member = member;
        this.#kind = kind;
        onSignedOut(member, () => {
            this.#key = null;
            this.isKept = false;
            onForgotten();
        });
    }

    /** Takes the key, as the server gives it: 32 bytes in base64. */
    async unlock(base64) {
        if (!globalThis.crypto?.subtle || !globalThis.indexedDB || !navigator.locks || !base64) return;
        try {
            this.#key = await importKey(base64);
            await perform("readonly", (store) => store.count());
            this.isKept = true;
        } catch (error) {
            console.warn("Nothing is kept on this device:", error);
        }
    }

    /** The stories, by their keys. @returns {Promise<object[]>} */
    async all() {
        if (!this.#key) return [];
        const range = IDBKeyRange.bound([this.#member, `${this.#kind}/`], [this.#member, `${this.#kind}/\uffff`]);
        const records = await perform("readonly", (store) => store.getAll(range));
        const stories = await Promise.all(records.filter(({ client }) => client === WORDS).map((record) => this.#open(record)));
        return stories.flatMap((bytes) => (bytes ? [JSON.parse(new TextDecoder().decode(bytes))] : []));
    }

    /** Keeps the words of a story, and how far it is. On the disk when it returns. */
    keep(story) {
        return this.#put(story.key, WORDS, new TextEncoder().encode(JSON.stringify(story)));
    }

    /** Keeps a photograph of a story. */
    async keepPhotograph(key, id, blob) {
        await this.#put(key, `photograph-${id}`, await blob.arrayBuffer());
    }

    /** A photograph of a story; null where it is not here. */
    async photograph(key, id, type) {
        if (!this.#key) return null;
        const record = await perform("readonly", (store) => store.get([this.#member, this.#story(key), `photograph-${id}`]));
        const bytes = record && (await this.#open(record));
        return bytes ? new Blob([bytes], { type }) : null;
    }

    forgetPhotograph(key, id) {
        return this.#delete([this.#member, this.#story(key), `photograph-${id}`]);
    }

    /** Deletes all of a story. */
    forget(key) {
        const story = this.#story(key);
        return this.#delete(IDBKeyRange.bound([this.#member, story], [this.#member, story, []]));
    }

    #story(key) {
        return `${this.#kind}/${key}`;
    }

    async #delete(what) {
        if (!this.#key) return;
        await perform("readwrite", (store) => store.delete(what)).catch((error) => console.warn(error));
    }

    async #put(key, client, plain) {
        if (!this.#key) return;
        try {
            const record = await seal(this.#key, { member: this.#member, story: this.#story(key), client }, plain);
            await perform("readwrite", (store) => store.put(record));
        } catch (error) {
            // The disk is full, or the reader forbids storage: the page says that nothing is kept here.
            console.warn("Nothing is kept on this device:", error);
            this.isKept = false;
        }
    }

    async #open(record) {
        return unseal(this.#key, record).catch(() => null);
    }
}
