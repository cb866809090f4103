/**
 * Changes of a text at random, well formed and ill, carried out by ProseMirror here and by the server there.
 *
 * Half of them are what an editor does (`Transform`), half are steps with positions and slices drawn at random, of which
 * most fit nowhere. Both sides must agree on which are possible, and on every text that comes of them.
 */
import { Chance } from "./chance.js";

const WORDS = ["Jakarta", "banjir", "é", "😀", "air 😀 pasang", " ", "x", "Presiden Joko", "  ", '"kutip"'];
const MARKS = ["bold", "italic", "strike", "code", "subscript", "superscript", "highlight"];

export class RandomChanges {
    constructor(pm, schema, seed) {
        Object.assign(this, { pm, schema, chance: new Chance(seed) });
    }

    /** A position at random that parts no character: the server refuses those that do, as no editor sends them. */
    position(doc, from = 0, to = doc.content.size) {
        const position = from + this.chance.below(to - from + 1);
        const { parent, parentOffset } = doc.resolve(position);
        const after = parent.isTextblock ? parent.textBetween(parentOffset, parent.content.size, "", " ") : "";
        return /^[\udc00-\udfff]/.test(after) ? position - 1 : position;
    }

    mark() {
        const name = this.chance.of([...MARKS, "link"]);
        return this.schema.mark(name, name === "link" ? { href: this.chance.of(["https://a.id/x", "/dunia/1"]) } : null);
    }

    marks() {
        let set = this.pm.model.Mark.none;
        while (this.chance.is(0.3)) set = this.mark().addToSet(set);
        return set;
    }

    inline() {
        const { schema, pm } = this;
        const nodes = Array.from({ length: this.chance.below(4) }, () =>
            this.chance.is(0.1)
                ? schema.node("hardBreak", null, null, this.marks())
                : schema.text(this.chance.of(WORDS), this.marks()),
        );
        return pm.model.Fragment.fromArray(nodes);
    }

    many(most, make) {
        return Array.from({ length: 1 + this.chance.below(most) }, make);
    }

    table() {
        const { schema } = this;
        const cell = () => schema.node(this.chance.of(["tableCell", "tableHeader"]), null, this.inline());
        return schema.node("table", null, this.many(2, () => schema.node("tableRow", null, this.many(3, cell))));
    }

    block(depth) {
        const { schema } = this;
        const inner = () => this.many(2, () => this.block(depth + 1));
        switch (this.chance.below(depth > 2 ? 6 : 12)) {
            case 0:
            case 1:
            case 2:
                return schema.node("paragraph", null, this.inline());
            case 3:
                return schema.node("heading", { level: 2 + this.chance.below(2) }, this.inline());
            case 4:
                return schema.node("pullQuote", null, this.inline());
            case 5:
                return this.leaf();
            case 6:
            case 7:
                return schema.node("blockquote", null, inner());
            case 8:
            case 9:
                return schema.node(
                    this.chance.of(["bulletList", "orderedList"]),
                    null,
                    this.many(3, () => schema.node("listItem", null, inner())),
                );
            case 10:
                return this.table();
            default:
                return schema.node("captionedTable", null, [
                    schema.node("tableCaption", null, this.inline()),
                    this.table(),
                ]);
        }
    }

    leaf() {
        const { schema } = this;
        return this.chance.of([
            () => schema.node("horizontalRule"),
            () => schema.node("picture", { index: this.chance.below(3) }),
            () => schema.node("embed", { url: "https://youtu.be/x" }),
            () => schema.node("related", { story: 1 + this.chance.below(3) }),
            () => schema.node("preformatted", null, this.chance.is(0.2) ? [] : [schema.text("satu\n dua")]),
        ])();
    }

    document() {
        return this.schema.node("doc", null, this.many(4, () => this.block(0)));
    }

    slice() {
        const { Slice, Fragment } = this.pm.model;
        if (this.chance.is(0.25)) return Slice.empty;
        if (this.chance.is(0.5)) {
            const other = this.document();
            const from = this.position(other);
            return other.slice(from, this.position(other, from));
        }
        if (this.chance.is(0.5)) return new Slice(this.inline(), 0, 0);
        const content = Fragment.fromArray(this.many(2, () => this.block(1)));
        const most = Slice.maxOpen(content);
        return new Slice(content, this.chance.below(most.openStart + 1), this.chance.below(most.openEnd + 1));
    }

    /** What an editor does; no steps where it is not possible there. */
    edit(doc, from, to) {
        const { Transform, canJoin, findWrapping, liftTarget } = this.pm.transform;
        const change = new Transform(doc);
        const range = () => doc.resolve(from).blockRange(doc.resolve(to));
        const textBlocks = ["paragraph", "heading", "pullQuote", "preformatted"];
        switch (this.chance.below(9)) {
            case 0:
                change.replace(from, to, this.slice());
                break;
            case 1:
                change.delete(from, to);
                break;
            case 2:
                change.split(from, 1 + this.chance.below(2));
                break;
            case 3:
                if (canJoin(doc, from)) change.join(from);
                break;
            case 4:
                change.addMark(from, to, this.mark());
                break;
            case 5:
                change.removeMark(from, to, this.chance.is(0.5) ? null : this.schema.marks.bold);
                break;
            case 6:
                change.setBlockType(from, to, this.schema.nodes[this.chance.of(textBlocks)]);
                break;
            case 7: {
                const type = this.schema.nodes[this.chance.of(["blockquote", "bulletList", "orderedList"])];
                const wrapping = range() && findWrapping(range(), type);
                if (wrapping) change.wrap(range(), wrapping);
                break;
            }
            default: {
                const target = range() && liftTarget(range());
                if (typeof target === "number") change.lift(range(), target);
            }
        }
        return change.steps;
    }

    /** A step that nobody's editor would make. */
    wild(doc, from, to) {
        const { ReplaceStep, ReplaceAroundStep, AddMarkStep, RemoveMarkStep, AttrStep } = this.pm.transform;
        switch (this.chance.below(5)) {
            case 0:
                return [new ReplaceStep(from, to, this.slice(), this.chance.is(0.2))];
            case 1: {
                const gapFrom = Math.max(from, this.position(doc, from, to));
                const gapTo = Math.max(gapFrom, this.position(doc, gapFrom, to));
                const slice = this.slice();
                const insert = this.chance.below(Math.max(1, slice.size + 1));
                return [new ReplaceAroundStep(from, to, gapFrom, gapTo, slice, insert, this.chance.is(0.3))];
            }
            case 2:
                return [new AddMarkStep(from, to, this.mark())];
            case 3:
                return [new RemoveMarkStep(from, to, this.mark())];
            default: {
                const node = doc.nodeAt(from);
                const name = node && this.chance.of(Object.keys(node.attrs));
                const values = { url: "https://z.id/", colwidth: null, level: 3 };
                return name ? [new AttrStep(from, name, name in values ? values[name] : 2)] : [];
            }
        }
    }

    /** Steps as they go over the wire: one that says nothing loses there how deep it was open. */
    steps(doc) {
        const from = this.position(doc);
        const far = this.chance.is(0.7) ? Math.min(doc.content.size, from + 6) : doc.content.size;
        const to = Math.max(from, this.position(doc, from, far));
        try {
            const steps = this.chance.is(0.5) ? this.edit(doc, from, to) : this.wild(doc, from, to);
            return steps.map((step) => this.pm.transform.Step.fromJSON(this.schema, step.toJSON()));
        } catch {
            // Not possible there.
            return [];
        }
    }
}

/** The text after steps; null where ProseMirror refuses them, or the schema what they make. */
export function carriedOut(doc, steps) {
    try {
        const after = steps.reduce((before, step) => step.apply(before).doc, doc);
        after.check();
        return after;
    } catch {
        return null;
    }
}

/**
 * Sends changes to a story, and compares.
 * @param {object} given `pm`, `schema`, the story's `path`, the page's `token`, `seed`, and how many changes.
 * @returns What differed, and how many changes were kept and refused.
 */
export async function compare({ pm, schema, path, token, seed, count }) {
    const changes = new RandomChanges(pm, schema, seed);
    const client = Array.from({ length: 20 }, () => changes.chance.of([..."abcdefghijklmnopqrstuvwxyz"])).join("");
    let { epoch, version, doc: json } = await (await fetch(`${path}/text`)).json();
    let doc = schema.nodeFromJSON(json);
    const told = { kept: 0, refused: 0, differences: [] };
    for (let seq = 1; seq <= count; seq += 1) {
        let steps = changes.steps(doc);
        if (changes.chance.is(0.1) || doc.content.size > 900) {
            const whole = new pm.model.Slice(changes.document().content, 0, 0);
            steps = [new pm.transform.ReplaceStep(0, doc.content.size, whole)];
        }
        if (!steps.length) continue;
        const after = carriedOut(doc, steps);
        const answer = await fetch(`${path}/text/batches`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Warta-Token": token },
            body: JSON.stringify({ epoch, version, client, seq, schema: 1, steps }),
        });
        const said = await answer.json();
        if (answer.status === 200) {
            version = said.version;
            told.kept += 1;
        } else {
            told.refused += 1;
        }
        if ((answer.status === 200) !== (after !== null) || ![200, 422].includes(answer.status)) {
            told.differences.push({ status: answer.status, said, doc: JSON.stringify(doc), steps: JSON.stringify(steps) });
            break;
        }
        if (!after) continue;
        doc = after;
        const here = JSON.stringify(doc.toJSON());
        const there = JSON.stringify(schema.nodeFromJSON((await (await fetch(`${path}/text`)).json()).doc).toJSON());
        if (here !== there) {
            told.differences.push({ here, there, steps: JSON.stringify(steps) });
            break;
        }
    }
    return told;
}
