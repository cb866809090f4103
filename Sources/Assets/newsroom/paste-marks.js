/** The marks that an element of pasted HTML sets, by its name and its style. */
import { cleanAddress } from "./links.js";

const BY_NAME = {
    strong: "strong", b: "strong", em: "em", i: "em", cite: "em", dfn: "em", var: "em", s: "s", strike: "s", del: "s",
    sub: "sub", sup: "sup", code: "code", kbd: "code", samp: "code", tt: "code", mark: "mark",
};

/** @param {Element} element @param {string} style @param {import("./paste-html.js").PasteReader} reader */
export function marksOf(element, style, reader) {
    const names = new Set();
    const own = BY_NAME[element.localName];
    const weight = /font-weight\s*:\s*([^;]+)/i.exec(style)?.[1].trim().toLowerCase();
    const slant = /font-style\s*:\s*([^;]+)/i.exec(style)?.[1].trim().toLowerCase();
    // Google Docs wraps everything in `<b style="font-weight:normal">`.
    const denied = (own === "strong" && /^(normal|[1-4]00)$/.test(weight ?? "")) || (own === "em" && slant === "normal");
    if (own && !denied) names.add(own);
    if (weight && (weight === "bold" || weight === "bolder" || Number(weight) >= 600)) names.add("strong");
    if (slant && /^(italic|oblique)/.test(slant)) names.add("em");
    if (/text-decoration[^;:]*:[^;]*line-through/i.test(style)) names.add("s");
    if (/vertical-align\s*:\s*super/i.test(style)) names.add("sup");
    if (/vertical-align\s*:\s*sub/i.test(style)) names.add("sub");
    if (/mso-highlight\s*:\s*(?!none)/i.test(style) || (reader.isGoogle && isColoured(style))) names.add("mark");
    const marks = [...names].map((name) => ({ name }));
    const href = element.localName === "a" ? address(element, reader) : null;
    return href ? [{ name: "a", href }, ...marks] : marks;
}

function isColoured(style) {
    const colour = /background-color\s*:\s*([^;]+)/i.exec(style)?.[1].replace(/\s/g, "").toLowerCase();
    return Boolean(colour) && !/^(transparent|initial|inherit|white|#fff(fff)?|rgba\(0,0,0,0\)|rgb\(255,255,255\))$/.test(colour);
}

function address(link, reader) {
    const written = link.getAttribute("href");
    if (!written || written.startsWith("#")) return null;
    const href = cleanAddress(unwrapped(written), reader.story.ownHosts);
    if (!href) reader.take("links");
    return href;
}

/** What a redirection of Google or of a safe-links filter leads to. */
function unwrapped(href) {
    try {
        const url = new URL(href);
        const isGoogle = /(^|\.)google\.com$/.test(url.host) && url.pathname === "/url";
        const isOutlook = /(^|\.)safelinks\.protection\.outlook\.com$/.test(url.host);
        return (isGoogle && (url.searchParams.get("q") ?? url.searchParams.get("url"))) || (isOutlook && url.searchParams.get("url")) || href;
    } catch {
        return href;
    }
}
