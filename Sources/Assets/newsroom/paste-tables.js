/** Tables in pasted HTML: of figures and words, or only a frame around a page. */

/**
 * The blocks that a table becomes.
 * @param {HTMLTableElement} table
 * @param {import("./paste-html.js").PasteReader} reader
 */
export function readTable(table, reader, marks) {
    const rows = [...table.rows].filter((row) => row.closest("table") === table && row.cells.length);
    if (isFrame(table, rows)) {
        const captions = table.caption ? reader.blocks(table.caption, marks) : [];
        return [...captions, ...rows.flatMap((row) => [...row.cells].flatMap((cell) => reader.blocks(cell, marks)))];
    }
    const body = reader.make("tbody");
    for (const row of rows) body.append(reader.make("tr", ...[...row.cells].map((cell) => readCell(cell, reader, marks))));
    const made = reader.make("table", body);
    const caption = table.caption ? reader.line(table.caption, marks) : [];
    if (!made.textContent.trim()) return caption.length ? [reader.make("p", ...caption)] : [];
    if (!caption.length) return [made];
    const figure = reader.make("figure", reader.make("figcaption", ...caption), made);
    figure.className = "table";
    return [figure];
}

function readCell(cell, reader, marks) {
    const inHead = cell.localName === "th" || cell.parentElement.parentElement.localName === "thead";
    const made = reader.make(inHead ? "th" : "td", ...reader.line(cell, marks));
    for (const name of ["colspan", "rowspan"]) {
        const span = Math.min(100, Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 1);
        if (span > 1) made.setAttribute(name, String(span));
    }
    return made;
}

/** Whether a table only holds a page together, as in mails: one cell, or cells with what no table of ours may hold. */
function isFrame(table, rows) {
    const cells = rows.flatMap((row) => [...row.cells]);
    return (
        cells.length <= 1 ||
        /^(presentation|none)$/.test(table.getAttribute("role") ?? "") ||
        cells.some((cell) => cell.querySelector("table, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, hr, [data-style*='mso-list:l']"))
    );
}
