// Real editors on a page of the newsroom, for tests that drive them from outside. The page's own modules, no look.

import { pm } from "./prose-editor.js";
import { SharedText } from "./shared-text.js";
import { forgetRecords, unsentStories } from "./device.js";
import { Authority } from "./authority.js";
import { act, Alphabet } from "./acts.js";
import { Chance } from "./chance.js";
import { run, signsOf } from "./fuzz.js";
import { makeSchema } from "./schema.js";

export { forgetRecords, unsentStories };

const schema = makeSchema(pm);

/** A network on which what is sent takes so many milliseconds, and what comes back as many again. */
function far(delay) {
    const passed = () => new Promise((resolve) => setTimeout(resolve, delay));
    return async (...all) => {
        await passed();
        const answer = await window.fetch(...all);
        await passed();
        return answer;
    };
}

/** An editor of a story in this page. */
export async function open({
    address, delay = 0, fetch = delay > 0 ? far(delay) : (...all) => window.fetch(...all), pace, name = "writer", historyDelay = 500,
}) {
    const heard = { states: [], resets: [], rescued: [] };
    const shared = new SharedText({
        address, session: { token: "none of this session yet" }, pm, fetch, pace,
        onState: (state) => heard.states.push(state),
        onReset: (reset) => heard.resets.push(reset),
        onRescued: (list) => { heard.rescued = list; },
        onFieldsLeft: async (fields) => { heard.fields = fields; },
    });
    await shared.open();
    const place = document.createElement("div");
    place.id = name;
    document.body.prepend(place);
    const state = pm.state.EditorState.create({
        doc: schema.nodeFromJSON(shared.document),
        plugins: [...shared.plugins(), pm.history.history({ newGroupDelay: historyDelay }), pm.keymap.keymap(pm.commands.baseKeymap)],
    });
    const view = new pm.view.EditorView(place, { state });
    shared.attach(view);
    return { shared, view, heard, text: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n") };
}

/** Words at the end of the text, or behind others; one dispatch for each character, as keys make them. */
export function type({ view }, words, behind = null) {
    const text = view.state.doc;
    let position = text.content.size - 1;
    if (behind !== null) {
        text.descendants((node, at) => {
            const place = node.isText ? node.text.indexOf(behind) : -1;
            if (place >= 0) position = at + place + behind.length;
        });
    }
    for (const sign of words) {
        view.dispatch(view.state.tr.insertText(sign, position));
        position += sign.length;
    }
}

/** Takes out the block that holds some words. */
export function eraseBlock({ view }, words) {
    view.state.doc.forEach((node, at) => {
        if (node.textContent.includes(words)) view.dispatch(view.state.tr.delete(at, at + node.nodeSize));
    });
}

export const undo = ({ view }) => pm.history.undo(view.state, view.dispatch);
export const redo = ({ view }) => pm.history.redo(view.state, view.dispatch);

/** One seed over the real server: the writers are tabs of one member, each with a bad network of its own. */
export async function fuzzServer({ seed, address, acts }) {
    const truth = async () => (await fetch(`${address}/text`)).json();
    return run({
        pm, schema, seed, acts, truth,
        fetchOf: () => (...all) => window.fetch(...all),
        open: (number, fetch, pace) => open({ address, fetch, pace, name: `writer-${seed}-${number}`, historyDelay: 20 }),
    });
}

/** One seed without a server, with the text replaced elsewhere now and then. */
export async function fuzzAlone({ seed, acts, isReplaced }) {
    const paragraph = (text) => schema.nodes.paragraph.create(null, text ? schema.text(text) : null);
    const authority = new Authority(pm, schema, schema.nodes.doc.create(null, [paragraph("Awal berita."), paragraph("Alinea kedua."), paragraph("")]));
    const { nodes } = schema;
    const beside = () => {
        const before = authority.document;
        const kept = before.children.filter((_, place) => place % 3 !== 1);
        authority.replace(nodes.doc.create(null, kept));
        const left = signsOf(authority.document);
        return [...signsOf(before).keys()].filter((sign) => !left.has(sign));
    };
    return run({
        pm, schema, seed, acts,
        beside: isReplaced ? beside : null,
        fetchOf: (number) => authority.fetchFor({ number: number + 1, name: `Penulis ${number}` }),
        truth: async () => ({
            doc: authority.document.toJSON(), epoch: authority.epoch, version: authority.batches.length, rescued: authority.rescued,
        }),
        open: (number, fetch, pace) => open({ address: "/newsroom/stories/1", fetch, pace, name: `writer-${seed}-${number}`, historyDelay: 20 }),
    });
}

/** A text in this page alone, whose server refuses steps that bring certain words. */
export async function openAlone({ refused, ...more }) {
    const authority = new Authority(pm, schema, schema.nodes.doc.create(null, schema.nodes.paragraph.create()));
    authority.refuses = (step) => refused !== undefined && JSON.stringify(step).includes(refused);
    const fetch = authority.fetchFor({ number: 1, name: "Penulis" });
    return { authority, ...(await open({ address: "/newsroom/stories/1", fetch, ...more })) };
}

/** Types at random, and never takes anything out, until it is told to stop. */
export function keepTyping(writer, seed) {
    const [chance, alphabet] = [new Chance(seed), new Alphabet(0x4e00 + seed * 2_000)];
    let isOver = false;
    const done = (async () => {
        while (!isOver) {
            act(pm, writer.view, chance, alphabet, chance.is(0.9) ? "type" : "split");
            await new Promise((resolve) => setTimeout(resolve, 20 + chance.below(60)));
        }
        return alphabet.taken;
    })();
    return { stop: () => { isOver = true; return done; } };
}
