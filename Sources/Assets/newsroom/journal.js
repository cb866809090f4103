// What a writer has typed and the server has not confirmed, kept on the device.
//
// Each tab writes a record of its own *before* it sends anything, so a tab that dies, a browser that is killed or a
// server that is away loses nothing. The words are encrypted (AES-GCM) with a key that the server derives for this
// member and this story and gives only to whoever is signed in; the key is never stored. Signing out deletes the
// records and makes every open tab forget the key.
//
// Browsers give WebCrypto and locks to secure pages alone: HTTPS, and localhost. On other pages nothing is kept on the
// device, `isKept` is false, and the page says so.
//
// While a tab lives it holds a lock with its name. A record whose lock can be had is left behind by a dead tab; whoever
// has the lock, and nobody else, sends it (see left-behind.js).

const DATABASE = "warta-newsroom";
const STORE = "unsent";
const CHANNEL = "warta-newsroom";
/** After this a record that nobody could open any more (the key was changed) is deleted. */
const DAYS = 60;

/** The lock that a tab holds for as long as it lives. */
export const lockOf = (client) => `warta-writing-${client}`;

export class Journal {
    #place;
    #key = null;
    #lock = null;
    #stopListening;
    #queue = Promise.resolve();

    /** Whether what is written is kept on this device. */
    isKept = false;

    /**
     * @param {{member: number, story: string, client: string}} place
     * @param {() => void} onForgotten Called when the member has signed out, in this tab or another.
     */
    constructor(place, onForgotten = () => {}) {
        this.#place = place;
        this.#stopListening = onSignedOut(place.member, () => {
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
            this.#lock ??= await hold(lockOf(this.#place.client));
            await perform("readonly", (store) => store.count());
            this.isKept = true;
        } catch (error) {
            console.warn("Nothing is kept on this device:", error);
            this.isKept = false;
        }
    }

    /** Writes this tab's record, or deletes it if there is nothing (null). On disk when it returns. */
    keep(content) {
        return this.#next(() => this.#write(this.#place.client, content));
    }

    /**
     * Gives each record that a dead tab of this member left in this story to `take`, one after the other, and holds its
     * lock meanwhile.
     * @param {(content: object, record: {keep: (content: object | null) => Promise<void>, client: string}) => Promise<void>} take
     */
    async takeLeftBehind(take) {
        if (!this.isKept) return;
        const { member, story, client } = this.#place;
        const records = await perform("readonly", (store) => store.getAll(IDBKeyRange.bound([member, story], [member, story, []])));
        for (const { client: dead } of records) {
            if (dead === client) continue;
            await navigator.locks.request(lockOf(dead), { ifAvailable: true }, async (lock) => {
                if (!lock) return;
                const record = await perform("readonly", (store) => store.get([member, story, dead]));
                const content = record && (await this.#open(record));
                if (content) await take(content, { client: dead, keep: (rest) => this.#write(dead, rest) });
                else if (record && record.at < Date.now() - DAYS * 86_400_000) await this.#write(dead, null);
            });
        }
    }

    /** Lets go of the lock once all is written: what is still kept may be taken by another tab. */
    close() {
        this.#stopListening();
        this.#queue.then(() => this.#lock?.());
    }

    /** One write after the other: an older state must never come over a younger one. */
    #next(act) {
        const done = this.#queue.then(act);
        this.#queue = done.catch(() => {});
        return done;
    }

    async #write(client, content) {
        const { member, story } = this.#place;
        if (!this.#key) return;
        try {
            if (content === null) {
                await perform("readwrite", (store) => store.delete([member, story, client]));
            } else {
                const record = await seal(this.#key, { member, story, client }, new TextEncoder().encode(JSON.stringify(content)));
                await perform("readwrite", (store) => store.put(record));
            }
            this.isKept = this.#key !== null;
        } catch (error) {
            // The disk is full, or the reader forbids storage: the page says that nothing is kept here.
            console.warn("Nothing is kept on this device:", error);
            this.isKept = false;
        }
    }

    async #open(record) {
        try {
            return JSON.parse(new TextDecoder().decode(await unseal(this.#key, record)));
        } catch {
            return null;
        }
    }
}

/** In how many stories this member has words that are only on this device. The sign-out form asks, and warns. */
export async function unsentStories(member) {
    if (!globalThis.indexedDB) return 0;
    const keys = await perform("readonly", (store) => store.getAllKeys(IDBKeyRange.bound([member], [member, []])));
    return new Set(keys.map(([, story]) => story)).size;
}

/** For the sign-out form: deletes what this member has kept on this device, and makes every tab forget the key. */
export async function forgetJournal(member) {
    if (typeof BroadcastChannel !== "undefined") {
        const channel = new BroadcastChannel(CHANNEL);
        channel.postMessage({ signedOut: member });
        channel.close();
    }
    if (!globalThis.indexedDB) return;
    await perform("readwrite", (store) => store.delete(IDBKeyRange.bound([member], [member, []])));
}

/** The key of a record, of 32 bytes in base64. */
export function importKey(base64) {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Encrypts a record, which is good for its own place alone. */
export async function seal(key, place, plain) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { ...place, at: Date.now(), iv, sealed: await crypto.subtle.encrypt(sealing(place, iv), key, plain) };
}

/** What a record says; rejects where the key is another, or the record was moved. */
export const unseal = (key, record) => crypto.subtle.decrypt(sealing(record, record.iv), key, record.sealed);

const sealing = ({ member, story, client }, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${member} ${story} ${client}`) });

/** Calls in this tab when the member signs out, here or in another. Returns what ends that. */
export function onSignedOut(member, act) {
    if (typeof BroadcastChannel === "undefined") return () => {};
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => data?.signedOut === member && act();
    return () => channel.close();
}

/** Holds a lock until the function that it gives is called, or the tab dies. */
export function hold(name) {
    return new Promise((resolve, reject) => {
        navigator.locks
            .request(name, () => {
                const { promise, resolve: release } = Promise.withResolvers();
                resolve(release);
                return promise;
            })
            .catch(reject);
    });
}

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
export async function perform(mode, act) {
    const connection = await database();
    return new Promise((resolve, reject) => {
        const transaction = connection.transaction(STORE, mode, { durability: mode === "readwrite" ? "strict" : "default" });
        const request = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error ?? request.error);
    });
}
