// Stretches of a document that are carried along as it changes.
//
// A stretch is {from, to, …} in positions of one document. Decorations would do the same, but they take in what is typed
// inside of them; here the question is who brought which words, so what comes later into the middle parts a stretch in
// two.
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
    const begins = changes[0].from;
    for (const range of ranges) {
        if (range.to <= begins) {
            result.push(range);
            continue;
        }
        let from = range.from;
        let shift = 0;
        for (const change of changes) {
            if (change.from >= range.to) break;
            if (change.to > from || (change.to === from && change.from === from)) {
                if (change.from > from) result.push(moved(range, from, change.from, shift));
                from = Math.max(from, change.to);
            }
            shift = change.newTo - change.to;
        }
        if (from < range.to) result.push(moved(range, from, range.to, shift));
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
            if (from < to) result.push({ ...range, from, to });
        }
    }
    return result;
}

/** What of some stretches is not in others of the same document. */
export function without(ranges, others) {
    let rest = ranges;
    for (const other of others) {
        rest = rest.flatMap((range) => {
            if (other.to <= range.from || other.from >= range.to) return [range];
            const parts = [{ ...range, to: other.from }, { ...range, from: other.to }];
            return parts.filter(({ from, to }) => from < to);
        });
    }
    return rest;
}

function moved(range, from, to, shift) {
    return { ...range, from: from + shift, to: to + shift };
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
