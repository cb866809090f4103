/** Small helpers with which the modules make elements. */

/**
 * An element with attributes and children; what is undefined, null or false is left out.
 * @param {string} name
 * @param {Record<string, unknown>} [attributes] A function is a listener; `text` is the content.
 * @param {...(Node|string|null|false|undefined)} children
 */
export function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (typeof value === "function") element.addEventListener(key, value);
        else if (key === "text") element.textContent = value;
        else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** A button of a quiet look that is no step of a form. */
export const quietButton = (text, click) => make("button", { type: "button", class: "quiet", text, click });

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of lines in a square of 20, from the `d` of its path. */
export function drawing(path) {
    const svg = document.createElementNS(SVG, "svg");
    for (const [key, value] of Object.entries({ viewBox: "0 0 20 20", "aria-hidden": "true", class: "drawing" })) {
        svg.setAttribute(key, value);
    }
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
}

/** A text with its `{names}` filled in. */
export function filled(text, values) {
    return String(text ?? "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** Calls once in a frame, with the last arguments, however often it is asked. */
export function eachFrame(work) {
    let asked = 0;
    let last = [];
    return (...given) => {
        last = given;
        asked ||= requestAnimationFrame(() => {
            asked = 0;
            work(...last);
        });
    };
}

/** Calls when nobody asked for that long. */
export function afterPause(milliseconds, work) {
    let timer = 0;
    return (...given) => {
        clearTimeout(timer);
        timer = setTimeout(() => work(...given), milliseconds);
    };
}
