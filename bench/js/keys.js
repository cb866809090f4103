// Measures keys from inside of a page, which is given to it as a function: returns what is read as `bench` afterwards.
//
// A key counts from its event's own time, which is when the browser got it, so that a page that is busy is charged for
// what waits. It ends when a frame has been painted with its letter in it: with the first task after the first animation
// frame after the editor has taken the letter in. The browser must be started without a limit of frames, or each key
// would also wait for the screen's next turn. Even so Chromium gives a frame in which nothing visible has changed, as when
// others write in another part of the text, a whole turn of 16.7 ms, and a key that comes in it waits for the next one
// while the page has nothing to do. So both are noted: how long a key took, and how long of that the page was idle. Idle is
// only what is seen to be: messages that the page sends to itself until the frame begins come back at once.
() => {
    const root = document.querySelector("[contenteditable=true]");
    const editor = root.editor ?? null;
    const waiting = [];
    /** Milliseconds in which a message is back if there is nothing else to do. */
    const AT_ONCE = 0.3;
    const bench = {
        /** Milliseconds from each key to its frame. */
        painted: [],
        /** Of these, milliseconds in which the page had nothing to do and the frame had not begun. */
        idle: [],
        /** When each key was pressed, on the clock that all pages share. */
        pressed: [],
        /** For each block that somebody else writes in: when each letter of it was there. */
        seen: {},
        watch,
        forget() {
            bench.painted.length = 0;
            bench.idle.length = 0;
            bench.pressed.length = 0;
        },
    };

    addEventListener("keydown", (event) => {
        if (event.key.length !== 1) return;
        waiting.push(event.timeStamp);
        bench.pressed.push(performance.timeOrigin + event.timeStamp);
    }, true);

    function taken() {
        const since = waiting.shift();
        if (since === undefined) throw new Error("a letter came without a key");
        const { port1, port2 } = new MessageChannel();
        let hasBegun = false;
        let idle = 0;
        let last = performance.now();
        port1.onmessage = () => {
            const now = performance.now();
            if (hasBegun) {
                bench.painted.push(now - since);
                bench.idle.push(idle);
                return;
            }
            if (now - last < AT_ONCE) idle += now - last;
            last = now;
            port2.postMessage(null);
        };
        // The first comes back after all that this key has still to do.
        port2.postMessage(null);
        requestAnimationFrame(() => { hasBegun = true; });
    }

    if (editor) {
        editor.on("transaction", ({ transaction }) => {
            if (!transaction.docChanged || transaction.getMeta("remote")) return;
            // Two letters that come at once may be one change.
            const letters = transaction.doc.content.size - transaction.before.content.size;
            for (let letter = 0; letter < letters; letter++) taken();
        });
    } else {
        root.addEventListener("input", taken);
    }

    /** Notes when letters come into blocks that others write in, each at its end. */
    function watch(blocks) {
        const lengths = new Map();
        for (const block of blocks) {
            bench.seen[block] = [];
            lengths.set(block, lengthOf(block));
        }
        new MutationObserver(() => {
            const now = performance.timeOrigin + performance.now();
            for (const [block, before] of lengths) {
                const length = lengthOf(block);
                for (let more = before; more < length; more++) bench.seen[block].push(now);
                lengths.set(block, Math.max(before, length));
            }
        }).observe(root, { childList: true, subtree: true, characterData: true });
    }

    /** Without the names at others' carets. */
    function lengthOf(block) {
        const element = root.children[block];
        const carets = [...element.querySelectorAll(".caret")];
        return element.textContent.length - carets.reduce((sum, caret) => sum + caret.textContent.length, 0);
    }

    globalThis.bench = bench;
}
