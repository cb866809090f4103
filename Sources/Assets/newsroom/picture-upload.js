/** Sends one picture, says how far it is, and tries again by itself where the line is bad. */
import { isAway } from "./exchange.js";

/** In milliseconds. */
const PAUSES = [1_000, 3_000, 8_000, 20_000];
/** At once, of one page: more would only wait for one another. */
const AT_ONCE = 2;
/** Bytes of a file that the server takes. */
const MOST = 64 * 1024 * 1024;

let running = 0;
const waiting = [];

async function turn() {
    if (running >= AT_ONCE) await new Promise((go) => waiting.push(go));
    running += 1;
    return () => {
        running -= 1;
        waiting.shift()?.();
    };
}

/** Why a picture was not sent: a code, and a sentence where the server said one. */
export class UploadFault extends Error {
    /** @param {boolean} isAway The server is away or overloaded: later it may be taken as it is. */
    constructor(code, message, isAway = false) {
        super(message ?? code);
        this.code = code;
        this.said = message ?? null;
        this.isAway = isAway;
    }
}

/**
 * @param {string} address
 * @param {import("./session.js").Session} session
 * @param {Blob} file
 * @param {object} more
 * @param {Record<string, string>} [more.fields]
 * @param {(state: {kind: "waiting"} | {kind: "sending", part: number} | {kind: "offline"}) => void} [more.onState]
 * @param {AbortSignal} [more.signal]
 * @returns {Promise<{index: number, pictures: object, at: number}>}
 */
export async function sendPicture(address, session, file, { fields = {}, onState = () => {}, signal } = {}) {
    if (file.size > MOST) throw new UploadFault("picture_too_large");
    if (file.size === 0) throw new UploadFault("no_picture");
    onState({ kind: "waiting" });
    const leave = await turn();
    try {
        for (let attempt = 0; ; attempt += 1) {
            if (signal?.aborted) throw new UploadFault("aborted");
            const { status, body } = await session.send(() => post(address, session.token, file, fields, onState, signal));
            if (status === 201) return body;
            if (signal?.aborted) throw new UploadFault("aborted");
            // A fault of the server's or a full disk is said at once: to send so much again by itself would not help.
            const isLater = isAway(status) && ![500, 507].includes(status);
            const code = status === 0 ? "offline" : (body?.code ?? "failed");
            if (!isLater || attempt >= PAUSES.length) throw new UploadFault(code, body?.message, isLater);
            onState({ kind: status === 0 ? "offline" : "waiting" });
            await pause(PAUSES[attempt], signal);
        }
    } finally {
        leave();
    }
}

/** Waits, but no longer than until the line is back. */
function pause(milliseconds, signal) {
    return new Promise((resolve) => {
        const end = () => {
            clearTimeout(timer);
            removeEventListener("online", end);
            signal?.removeEventListener("abort", end);
            resolve();
        };
        const timer = setTimeout(end, milliseconds);
        addEventListener("online", end);
        signal?.addEventListener("abort", end);
    });
}

/** `fetch` cannot say how much is sent. */
function post(address, token, file, fields, onState, signal) {
    return new Promise((resolve) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        form.append("picture", file, "picture");
        const request = new XMLHttpRequest();
        const abort = () => request.abort();
        const end = (status, body = null) => {
            signal?.removeEventListener("abort", abort);
            resolve({ status, body });
        };
        request.open("POST", address);
        request.setRequestHeader("X-Warta-Token", token);
        request.responseType = "json";
        request.upload.onprogress = ({ loaded, total }) => onState({ kind: "sending", part: total ? loaded / total : 0 });
        request.onload = () => end(request.status, request.response);
        request.onerror = () => end(0);
        request.onabort = () => end(0);
        signal?.addEventListener("abort", abort);
        request.send(form);
    });
}
