// The steps from one document to another, as few and as small as is cheap to find.
//
// Used when the text was replaced elsewhere (an older revision restored, the plain form saved): the writer's unconfirmed
// steps are rebased over these steps, so that each word whose paragraph is still there keeps its place. One step over
// everything between the first and the last difference would drop them all.

/** So many pairs of blocks are compared at most; beyond it, what lies between the first and last difference is one change. */
const MOST_PAIRS = 4_000_000;

/** The steps that make `after` of `before`, each for the document that the former one left. */
export function stepsBetween(pm, before, after) {
    const old = childrenOf(before);
    const fresh = childrenOf(after);
    const steps = [];
    let position = 0;
    let [a, b] = [0, 0];
    for (const [x, y] of [...samePairs(old, fresh), [old.length, fresh.length]]) {
        const changed = fresh.slice(b, y);
        if (x > a || y > b) steps.push(stepFor(pm, before.type, old.slice(a, x), changed, position));
        position += sizeOf(changed) + (fresh[y]?.nodeSize ?? 0);
        [a, b] = [x + 1, y + 1];
    }
    return steps;
}

function childrenOf(node) {
    return Array.from({ length: node.childCount }, (_, place) => node.child(place));
}

function sizeOf(nodes) {
    return nodes.reduce((sum, node) => sum + node.nodeSize, 0);
}

/** One step for blocks that changed: only for what differs in them, if that lies in one parent. */
function stepFor(pm, type, old, fresh, position) {
    const before = type.create(null, old);
    const after = type.create(null, fresh);
    const from = before.content.findDiffStart(after.content);
    const end = before.content.findDiffEnd(after.content);
    const overlap = Math.max(0, from - Math.min(end.a, end.b));
    const [a, b] = [end.a + overlap, end.b + overlap];
    const isInside = before.resolve(from).sameParent(before.resolve(a)) && after.resolve(from).sameParent(after.resolve(b));
    if (isInside) return new pm.transform.ReplaceStep(position + from, position + a, after.slice(from, b));
    return new pm.transform.ReplaceStep(position, position + before.content.size, new pm.model.Slice(after.content, 0, 0));
}

/** Places of blocks that are the same in both, in order: a longest common subsequence. */
function samePairs(old, fresh) {
    let start = 0;
    while (start < old.length && start < fresh.length && old[start].eq(fresh[start])) start++;
    let [x, y] = [old.length, fresh.length];
    while (x > start && y > start && old[x - 1].eq(fresh[y - 1])) [x, y] = [x - 1, y - 1];
    const pairs = Array.from({ length: start }, (_, place) => [place, place]);
    if ((x - start) * (y - start) <= MOST_PAIRS) pairs.push(...longest(old, fresh, start, x, y));
    for (let place = 0; x + place < old.length; place++) pairs.push([x + place, y + place]);
    return pairs;
}

function longest(old, fresh, start, endOld, endFresh) {
    const rows = endOld - start;
    const columns = endFresh - start;
    const same = (row, column) => old[start + row].eq(fresh[start + column]);
    const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    for (let row = rows - 1; row >= 0; row--) {
        for (let column = columns - 1; column >= 0; column--) {
            lengths[row][column] = same(row, column)
                ? lengths[row + 1][column + 1] + 1
                : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
        }
    }
    const pairs = [];
    for (let row = 0, column = 0; row < rows && column < columns;) {
        if (same(row, column)) pairs.push([start + row++, start + column++]);
        else if (lengths[row + 1][column] >= lengths[row][column + 1]) row++;
        else column++;
    }
    return pairs;
}
