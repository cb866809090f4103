/** What the buttons and the keys do to the text. Each takes the editor and says whether it did something. */
import { pm } from "./prose-editor.js";
import { cleanAddress } from "./links.js";

const { tables } = pm;
const { TextSelection, NodeSelection, Selection } = pm.state;
const { Fragment, Slice } = pm.model;
const { ReplaceAroundStep } = pm.transform;

/** A node of that name around the selection: it, its depth and where it begins; null where there is none. */
export function around(state, ...names) {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
        const node = $from.node(depth);
        if (names.includes(node.type.name)) return { node, depth, pos: $from.before(depth) };
    }
    return null;
}

/** The table around the selection, with its caption where it has one. */
const wholeTable = (state) => around(state, "captionedTable") ?? around(state, "table");

export const isInTable = (state) => around(state, "table", "tableCaption") !== null;

/** Runs a command of ProseMirror. */
export function run(editor, command) {
    editor.view.focus();
    return command(editor.state, editor.view.dispatch, editor.view);
}

export const toParagraph = (editor) => editor.chain().focus().setNode("paragraph").run();
export const toggleHeading = (editor, level) =>
    editor.chain().focus().toggleNode("heading", "paragraph", { level }).run();
export const togglePullQuote = (editor) => editor.chain().focus().toggleNode("pullQuote", "paragraph").run();
export const togglePreformatted = (editor) => editor.chain().focus().toggleNode("preformatted", "paragraph").run();
export const toggleQuote = (editor) => editor.chain().focus().toggleWrap("blockquote").run();
export const toggleList = (editor, name) => editor.chain().focus().toggleList(name, "listItem").run();
export const indent = (editor) => editor.chain().focus().sinkListItem("listItem").run();
export const outdent = (editor) => editor.chain().focus().liftListItem("listItem").run();
export const toggleMark = (editor, name) => editor.chain().focus().toggleMark(name).run();

/** Takes all marks away and makes paragraphs of headings and quotes. */
export const clearMarks = (editor) => editor.chain().focus().unsetAllMarks().run();

/**
 * Puts a block where the cursor is: in place of an empty paragraph, otherwise behind the block in which it stands.
 * @param {boolean} [into] Whether the cursor goes into it; otherwise behind it.
 */
function insertBlock(editor, block, into = false) {
    const { state, view } = editor;
    const { $to } = state.selection;
    // In a table only text may stand, and an item or a quote may hold any block: the outermost place that takes it.
    const at = wholeTable(state)?.depth ?? Math.max(1, $to.depth);
    const place = $to.node(at);
    const isEmptyLine = place?.type.name === "paragraph" && place.content.size === 0;
    const tr = state.tr;
    let start;
    if ($to.depth === 0) {
        start = $to.pos;
        tr.insert(start, block);
    } else if (isEmptyLine) {
        start = $to.before(at);
        tr.replaceWith(start, $to.after(at), block);
    } else {
        start = $to.after(at);
        tr.insert(start, block);
    }
    const end = start + block.nodeSize;
    const needsLine = !tr.doc.resolve(end).nodeAfter;
    if (needsLine) tr.insert(end, state.schema.nodes.paragraph.create());
    tr.setSelection(Selection.near(tr.doc.resolve(into ? start + 1 : end)));
    view.dispatch(tr.scrollIntoView());
    view.focus();
    return true;
}

export const insertRule = (editor) => insertBlock(editor, editor.schema.nodes.horizontalRule.create());
export const insertEmbed = (editor, url) => insertBlock(editor, editor.schema.nodes.embed.create({ url }));

/** Blocks that name a story, as many as the server takes in a text (`Body.mostRelated`). */
const MOST_RELATED = 100;

export function mayTakeRelated(doc) {
    let count = 0;
    doc.descendants((node) => {
        if (node.type.name === "related") count += 1;
        return !node.isTextblock;
    });
    return count < MOST_RELATED;
}

export const insertRelated = (editor, story) => insertBlock(editor, editor.schema.nodes.related.create({ story }));

/** Puts a picture behind the outermost block in which the cursor stands, or in place of an empty one. */
export function insertPicture(editor, index) {
    const { $to } = editor.state.selection;
    return insertPictureAt(editor, index, $to.pos);
}

/**
 * The same at a position of the text: a picture stands between blocks, never in a quote, a list or a table.
 * @param {(tr: Transaction) => Transaction} also What the same transaction does.
 */
export function insertPictureAt(editor, index, position, also = (tr) => tr) {
    const { state, view } = editor;
    const picture = state.schema.nodes.picture.create({ index });
    const $at = state.doc.resolve(Math.min(position, state.doc.content.size));
    const block = $at.depth ? $at.node(1) : $at.nodeBefore;
    const [from, to] = $at.depth ? [$at.before(1), $at.after(1)] : [$at.pos - (block?.nodeSize ?? 0), $at.pos];
    const isEmptyLine = block?.type.name === "paragraph" && block.content.size === 0;
    const tr = state.tr;
    if (isEmptyLine) tr.replaceWith(from, to, picture);
    else tr.insert(to, picture);
    const end = (isEmptyLine ? from : to) + picture.nodeSize;
    if (!tr.doc.resolve(end).nodeAfter) tr.insert(end, state.schema.nodes.paragraph.create());
    view.dispatch(also(pm.history.closeHistory(tr).scrollIntoView()));
    return true;
}

/** Takes the block away that begins at a position, as a picture; the picture stays with the story. */
export function takeOut(editor, position) {
    const { state, view } = editor;
    const block = state.doc.nodeAt(position);
    if (!block) return false;
    const tr = state.tr.delete(position, position + block.nodeSize);
    if (tr.doc.childCount === 0) tr.insert(0, state.schema.nodes.paragraph.create());
    view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(position, tr.doc.content.size)))));
    view.focus();
    return true;
}

/** A table of three rows and three columns, the first row of heads. */
export function insertTable(editor) {
    const { table, tableRow, tableCell, tableHeader } = editor.schema.nodes;
    const row = (type) => tableRow.create(null, [0, 1, 2].map(() => type.create()));
    return insertBlock(editor, table.create(null, [row(tableHeader), row(tableCell), row(tableCell)]), true);
}

export const addRowBefore = (editor) => run(editor, tables.addRowBefore);
export const addRowAfter = (editor) => run(editor, tables.addRowAfter);
export const addColumnBefore = (editor) => run(editor, tables.addColumnBefore);
export const addColumnAfter = (editor) => run(editor, tables.addColumnAfter);
export const deleteColumn = (editor) => deleteLines(editor, tables.deleteColumn, "width");
export const deleteRow = (editor) => deleteLines(editor, tables.deleteRow, "height");
export const mergeOrSplit = (editor) => run(editor, tables.mergeCells) || run(editor, tables.splitCell);
export const toggleHeaderRow = (editor) => run(editor, tables.toggleHeaderRow);
export const toggleHeaderColumn = (editor) => run(editor, tables.toggleHeaderColumn);

/** The last row or column takes the table with it. */
function deleteLines(editor, command, side) {
    if (!tables.isInTable(editor.state)) return false;
    const rect = tables.selectedRect(editor.state);
    const count = side === "width" ? rect.right - rect.left : rect.bottom - rect.top;
    return count >= rect.map[side] ? deleteTable(editor) : run(editor, command);
}

/** Takes the table away, and its caption with it. */
export function deleteTable(editor) {
    const found = wholeTable(editor.state);
    if (!found) return false;
    const { pos, node } = found;
    const tr = editor.state.tr.delete(pos, pos + node.nodeSize);
    editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)))));
    editor.view.focus();
    return true;
}

/** Gives the table a caption, or makes a paragraph of the one that it has. */
export function toggleCaption(editor) {
    const { state, view } = editor;
    const { captionedTable, tableCaption, paragraph } = state.schema.nodes;
    const captioned = around(state, "captionedTable");
    const tr = state.tr;
    if (captioned) {
        const { pos, node } = captioned;
        const [caption, table] = [node.child(0), node.child(1)];
        const words = caption.content.size ? paragraph.create(null, caption.content) : null;
        const start = pos + 1 + caption.nodeSize;
        const slice = words ? new Slice(Fragment.from(words), 0, 0) : Slice.empty;
        const [end, inner] = [pos + node.nodeSize, start + table.nodeSize];
        tr.step(new ReplaceAroundStep(pos, end, start, inner, slice, words?.nodeSize ?? 0));
    } else {
        const found = around(state, "table");
        if (!found) return false;
        const [start, end] = [found.pos, found.pos + found.node.nodeSize];
        const wrap = captionedTable.create(null, tableCaption.create());
        tr.step(new ReplaceAroundStep(start, end, start, end, new Slice(Fragment.from(wrap), 0, 0), 3, true));
        tr.setSelection(TextSelection.create(tr.doc, start + 2));
    }
    view.dispatch(tr.scrollIntoView());
    view.focus();
    return true;
}

/** The address of the link under the cursor; null where there is none. */
export function linkAt(state) {
    const { $from, from, to, empty } = state.selection;
    const type = state.schema.marks.link;
    if (empty) return type.isInSet($from.marks())?.attrs.href ?? type.isInSet($from.nodeAfter?.marks ?? [])?.attrs.href ?? null;
    let href = null;
    state.doc.nodesBetween(from, to, (node) => {
        href ??= type.isInSet(node.marks)?.attrs.href ?? null;
    });
    return href;
}

/** The whole of the link under the cursor. */
function linkRange(state) {
    const { $from } = state.selection;
    const type = state.schema.marks.link;
    const { parent } = $from;
    const index = Math.min($from.index(), parent.childCount - 1);
    const isLink = (child) => child >= 0 && child < parent.childCount && type.isInSet(parent.child(child).marks);
    const middle = isLink(index) ? index : index - 1;
    const mark = isLink(middle);
    if (!mark) return null;
    let [first, last] = [middle, middle];
    while (mark.isInSet(parent.child(first - 1 >= 0 ? first - 1 : first).marks) && first > 0) first -= 1;
    while (last + 1 < parent.childCount && mark.isInSet(parent.child(last + 1).marks)) last += 1;
    let from = $from.start();
    for (let child = 0; child < first; child += 1) from += parent.child(child).nodeSize;
    let to = from;
    for (let child = first; child <= last; child += 1) to += parent.child(child).nodeSize;
    return { from, to };
}

/**
 * Links the selection, or changes the link under the cursor; an empty address takes the link away.
 * @param {string[]} ownHosts
 */
export function setLink(editor, address, ownHosts) {
    const { state, view } = editor;
    const type = state.schema.marks.link;
    const range = state.selection.empty ? linkRange(state) : state.selection;
    const tr = state.tr;
    if (!address) {
        if (range) tr.removeMark(range.from, range.to, type);
    } else {
        const href = cleanAddress(address, ownHosts);
        if (!href) return false;
        const mark = type.create({ href });
        if (range) tr.removeMark(range.from, range.to, type).addMark(range.from, range.to, mark);
        else tr.replaceSelectionWith(state.schema.text(href.replace(/^(mailto|tel):/, ""), [...state.selection.$from.marks(), mark]), false);
    }
    view.dispatch(tr);
    view.focus();
    return true;
}

/** Whether the selection is a picture or another block without text. */
const isBlockSelected = (state) => state.selection instanceof NodeSelection && state.selection.node.isBlock;

/** Moves the selected block, or that in which the cursor is, before the block above it or behind the one below. */
export function moveBlock(editor, direction) {
    const { state, view } = editor;
    const { $from } = state.selection;
    const selected = isBlockSelected(state);
    const depth = selected ? $from.depth : Math.min(1, $from.depth);
    if (!selected && depth === 0) return false;
    const parent = selected ? $from.parent : state.doc;
    const index = selected ? $from.index() : $from.index(0);
    const other = index + direction;
    if (other < 0 || other >= parent.childCount) return false;
    const from = selected ? $from.pos : $from.before(1);
    const node = parent.child(index);
    const jump = parent.child(other).nodeSize * direction;
    const tr = state.tr.delete(from, from + node.nodeSize).insert(from + jump, node);
    const place = state.selection.from + jump;
    tr.setSelection(selected ? NodeSelection.create(tr.doc, place) : Selection.near(tr.doc.resolve(place)));
    view.dispatch(tr.scrollIntoView());
    return true;
}
