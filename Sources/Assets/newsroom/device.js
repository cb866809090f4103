// Records of a member on this device: what was written or photographed and the server does not have.
//
// They are encrypted (AES-GCM) with a key that the server derives for this member and gives only to whoever is signed in;
// the key is never stored. Signing out deletes the records and makes every open tab forget the key.
//
// Browsers give WebCrypto and locks to secure pages alone: HTTPS, and localhost. On other pages nothing is kept on the
// device, `isKept` is false, and the page says so.

const DATABASE = "warta-newsroom";
const STORE = "unsent";
const CHANNEL = "warta-newsroom";
/** What the names of stories begin with that are only shown: all of each has arrived. */
export const ARRIVED = "filed/";

/** The lock of whoever writes a record, for as long as it lives. */
export const lockOf = (client) => `warta-writing-${client}`;

export class DeviceRecords {
    #member;
    #key = null;
    #queue = Promise.resolve();
    /** Records that are not on the disk as this page has them, by their places. */
    #unwritten = new Set();
    #stopListening;

    /**
     * @param {number} member
     * @param {() => void} onForgotten Called when the member has signed out, in this tab or another.
     */
    constructor(member, onForgotten = () => {}) {
        this.#member = member;
        this.#stopListening = onSignedOut(member, () => {
            this.#key = null;
            onForgotten();
        });
    }

    /** Whether records can be read and written. */
    get isOpen() {
        return this.#key !== null;
    }

    /** Whether all that this page has given is on the disk. */
    get isKept() {
        return this.isOpen && this.#unwritten.size === 0;
    }

    /** Takes the key, as the server gives it: 32 bytes in base64. */
    async unlock(base64) {
        if (!globalThis.crypto?.subtle || !globalThis.indexedDB || !navigator.locks || !base64) return;
        try {
            const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
            const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
            await perform("readonly", (store) => store.count());
            this.#key = key;
        } catch (error) {
            this.#key = null;
            console.warn("Nothing is kept on this device:", error);
        }
    }

    /** Whether this page has given something else than what lies there, because it could not be written. */
    isUnwritten(story, client) {
        return this.#unwritten.has(placeOf(story, client));
    }

    /**
     * Writes a record. On the disk when it returns, unless `isKept` is false then.
     * @param {string} story
     * @param {string} client
     * @param {BufferSource} plain
     * @param {{onlyOver?: boolean}} how `onlyOver`: only in place of what is there; what was deleted stays so.
     * @returns {Promise<boolean>} Whether there is one now; true also where nothing can be kept.
     */
    put(story, client, plain, { onlyOver = false } = {}) {
        const place = { member: this.#member, story, client };
        return this.#change(placeOf(story, client), async () => {
            const record = await seal(this.#key, place, plain);
            if (!onlyOver || this.isUnwritten(story, client)) {
                await perform("readwrite", (store) => store.put(record));
                return true;
            }
            // In one transaction: another tab may delete it at any time.
            const known = await perform("readwrite", (store) => {
                const asked = store.getKey([this.#member, story, client]);
                asked.onsuccess = () => asked.result !== undefined && store.put(record);
                return asked;
            });
            return known !== undefined;
        });
    }

    /** Deletes a record, or all of a story. */
    delete(story, client = null) {
        const what = client === null ? this.#all(story) : [this.#member, story, client];
        return this.#change(placeOf(story, client), () => perform("readwrite", (store) => store.delete(what)));
    }

    /** What a record says; null where there is none that can be read. @returns {Promise<?ArrayBuffer>} */
    async get(story, client) {
        const record = await this.record(story, client);
        return record ? this.open(record) : null;
    }

    /** A record as it lies there, after all that was given before. */
    record(story, client) {
        return this.#next(() => (this.#key ? perform("readonly", (store) => store.get([this.#member, story, client])) : null));
    }

    /** What a record says; null where the key is another, or the record was moved. */
    open(record) {
        return crypto.subtle.decrypt(sealing(record, record.iv), this.#key, record.sealed).catch(() => null);
    }

    /** Who has written a record of a story. @returns {Promise<string[]>} */
    async clients(story) {
        return (await this.#keys(this.#all(story))).map(([, , client]) => client);
    }

    /** Stories whose names begin so. @returns {Promise<string[]>} */
    async stories(beginning) {
        const keys = await this.#keys(IDBKeyRange.bound([this.#member, beginning], [this.#member, `${beginning}\uffff`]));
        return [...new Set(keys.map(([, story]) => story))];
    }

    /** Resolves once all that was given is written. */
    written() {
        return this.#queue;
    }

    /** Hears of no sign-out any more. */
    close() {
        this.#stopListening();
    }

    #all(story) {
        return IDBKeyRange.bound([this.#member, story], [this.#member, story, []]);
    }

    #keys(range) {
        return this.#next(() => (this.#key ? perform("readonly", (store) => store.getAllKeys(range)) : []));
    }

    #change(place, act) {
        return this.#next(async () => {
            if (!this.#key) return true;
            try {
                const result = await act();
                for (const one of this.#unwritten) if (one === place || one.startsWith(`${place} `)) this.#unwritten.delete(one);
                return result;
            } catch (error) {
                // The disk is full, or the reader forbids storage: the page says that nothing is kept here.
                console.warn("Nothing is kept on this device:", error);
                this.#unwritten.add(place);
                return true;
            }
        });
    }

    /** One after the other: an older state must never come over a younger one, nor over its end. */
    #next(act) {
        const done = this.#queue.then(act);
        this.#queue = done.then(() => {}, () => {});
        return done;
    }
}

const placeOf = (story, client) => (client === null ? story : `${story} ${client}`);

/** In how many stories this member has words or photographs that are only on this device. The sign-out form asks, and warns. */
export async function unsentStories(member) {
    if (!globalThis.indexedDB) return 0;
    const keys = await perform("readonly", (store) => store.getAllKeys(IDBKeyRange.bound([member], [member, []])));
    return new Set(keys.map(([, story]) => story).filter((story) => !story.startsWith(ARRIVED))).size;
}

/** Whether this tab is the one in which the member signs out: its form leads on, and another way would stop the form. */
export let isSigningOutHere = false;

/** For the sign-out form: deletes what this member has kept on this device, and makes every tab forget the key. */
export async function forgetRecords(member) {
    isSigningOutHere = true;
    if (typeof BroadcastChannel !== "undefined") {
        const channel = new BroadcastChannel(CHANNEL);
        channel.postMessage({ signedOut: member });
        channel.close();
    }
    if (!globalThis.indexedDB) return;
    await perform("readwrite", (store) => store.delete(IDBKeyRange.bound([member], [member, []])));
}

/** Calls in this tab when the member signs out, here or in another. Returns what ends that. */
function onSignedOut(member, act) {
    if (typeof BroadcastChannel === "undefined") return () => {};
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => data?.signedOut === member && act();
    return () => channel.close();
}

/**
 * Holds a lock until the function that it gives is called, or the tab dies.
 * @param {{ifAvailable?: boolean}} how `ifAvailable`: gives null at once where somebody else has it.
 * @returns {Promise<?() => void>}
 */
export function hold(name, how = {}) {
    return new Promise((resolve, reject) => {
        navigator.locks
            .request(name, how, (lock) => {
                if (!lock) return resolve(null);
                const { promise, resolve: release } = Promise.withResolvers();
                resolve(release);
                return promise;
            })
            .catch(reject);
    });
}

/** Encrypts a record, which is good for its own place alone. */
async function seal(key, place, plain) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { ...place, at: Date.now(), iv, sealed: await crypto.subtle.encrypt(sealing(place, iv), key, plain) };
}

const sealing = ({ member, story, client }, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${member} ${story} ${client}`) });

let opened = null;

function database() {
    opened ??= new Promise((resolve, reject) => {
        const request = indexedDB.open(DATABASE, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["member", "story", "client"] });
        request.onsuccess = () => {
            // The browser may end the connection (storage was cleared): the next act opens another.
            request.result.onclose = () => { opened = null; };
            request.result.onversionchange = () => { request.result.close(); opened = null; };
            resolve(request.result);
        };
        request.onerror = () => { opened = null; reject(request.error); };
        request.onblocked = () => { opened = null; reject(new Error("blocked")); };
    });
    return opened;
}

/** One act on the store. A write is on the disk, not only on its way there, when it returns. */
async function perform(mode, act) {
    const connection = await database();
    return new Promise((resolve, reject) => {
        const transaction = connection.transaction(STORE, mode, { durability: mode === "readwrite" ? "strict" : "default" });
        const request = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error ?? request.error);
    });
}
