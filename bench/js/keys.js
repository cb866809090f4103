// Measures keys from inside of a page, which is given to it as a function: returns what is read as `bench` afterwards.
//
// A key counts from its event's own time, which is when the browser got it, so that a page that is busy is charged for
// what waits. It ends when a frame has been painted with its letter in it: with the first task after the first animation
// frame after the editor has taken the letter in. The browser must be started without a limit of frames, or each key
// would also wait for the screen's next turn.
() => {
    const root = document.querySelector("[contenteditable=true]");
    const editor = root.editor ?? null;
    const waiting = [];
    const bench = {
        /** Milliseconds from each key to its frame. */
        painted: [],
        /** When each key was pressed, on the clock that all pages share. */
        pressed: [],
        /** For each block that somebody else writes in: when each letter of it was there. */
        seen: {},
        watch,
        forget() {
            bench.painted.length = 0;
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
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => bench.painted.push(performance.now() - since);
            port2.postMessage(null);
        });
    }

    if (editor) {
        editor.on("transaction", ({ transaction }) => {
            if (transaction.docChanged && !transaction.getMeta("remote")) taken();
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
