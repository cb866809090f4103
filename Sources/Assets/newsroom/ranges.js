// Stretches of a document that are carried along as it changes.
//
// A stretch is {from, to, …} in positions of one document. Decorations would do the same, but they take in what is typed
// inside of them; here the question is who brought which words, so what comes later into the middle parts a stretch in
// two. The `offset` of a part says how far from the beginning of the whole it began.

/**
 * The stretches after a change: what was deleted is gone, what was inserted belongs to none of them.
 * @param {{from: number, to: number}[]} ranges
 * @param {import("prosemirror-transform").StepMap} map
 */
export function carried(ranges, map) {
    if (ranges.length === 0) return ranges;
    const changes = changesOf(map);
    if (changes.length === 0) return ranges;
    const result = [];
    for (const range of ranges) {
        let from = range.from;
        let shift = 0;
        for (const change of changes) {
            if (change.from >= range.to) break;
            if (change.to > from || (change.to === from && change.from === from)) {
                if (change.from > from) result.push(moved(part(range, from, change.from), shift));
                from = Math.max(from, change.to);
            }
            shift = change.newTo - change.to;
        }
        if (from < range.to) result.push(moved(part(range, from, range.to), shift));
    }
    return result;
}

/** What a change puts in: stretches of the document after it. */
export function inserted(map) {
    return changesOf(map)
        .filter((change) => change.newTo > change.newFrom)
        .map((change) => ({ from: change.newFrom, to: change.newTo }));
}

/** The parts of stretches that a change takes out, in positions before it. */
export function takenOut(ranges, map) {
    const result = [];
    for (const change of changesOf(map)) {
        for (const range of ranges) {
            const from = Math.max(range.from, change.from);
            const to = Math.min(range.to, change.to);
            if (from < to) result.push(part(range, from, to));
        }
    }
    return result;
}

/** What of some stretches is not among others, by where they come from (`origin` and `offset`), not where they are. */
export function without(ranges, others) {
    let rest = ranges;
    for (const other of others) {
        const end = other.offset + other.to - other.from;
        rest = rest.flatMap((range) => {
            if (range.origin !== other.origin) return [range];
            const at = (offset) => Math.min(range.to, Math.max(range.from, range.from + offset - range.offset));
            const [from, to] = [at(other.offset), at(end)];
            if (from >= to) return [range];
            return [part(range, range.from, from), part(range, to, range.to)].filter((one) => one.from < one.to);
        });
    }
    return rest;
}

function part(range, from, to) {
    return { ...range, from, to, offset: (range.offset ?? 0) + from - range.from };
}

function moved(range, shift) {
    return { ...range, from: range.from + shift, to: range.to + shift };
}

/** In order, and those that touch made one. */
export function joined(ranges) {
    const result = [];
    for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
        const last = result.at(-1);
        if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
        else result.push({ ...range });
    }
    return result;
}

/** The changed stretches of a map: `from`…`to` before it, `newFrom`…`newTo` after it. */
export function changesOf(map) {
    const changes = [];
    map.forEach((from, to, newFrom, newTo) => changes.push({ from, to, newFrom, newTo }));
    return changes;
}
