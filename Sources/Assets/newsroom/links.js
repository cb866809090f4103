/** Where a link may lead, as `LinkTarget` in News decides: http, https, mailto, tel, or a path of this site. */

const LONGEST = 2048;

/**
 * The address as it is kept; null where none is. An address of one of our own hosts becomes a path, so that it follows
 * the story wherever that moves.
 * @param {string} href
 * @param {string[]} ownHosts With their ports, in lower case.
 */
export function cleanAddress(href, ownHosts = []) {
    // As a browser reads it: tabs and line ends count for nothing.
    const text = href.replace(/[\t\n\r]/g, "").trim().replaceAll(" ", "%20");
    // eslint-disable-next-line no-control-regex
    if (!text || /[\u0000-\u001f\u007f-\u009f\ufeff]/.test(text) || text.startsWith("#")) return null;
    let address = text;
    if (/^\/\/[^/\\?#@:]/.test(text)) address = `https:${text}`;
    else if (/^[/\\]/.test(text)) return /^\/(?![/\\])/.test(text) ? bounded(text) : null;
    const found = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(address);
    if (!found) return null;
    const [scheme, rest] = [found[1].toLowerCase(), found[2]];
    if (scheme === "mailto" || scheme === "tel") return rest ? bounded(`${scheme}:${rest}`) : null;
    if ((scheme !== "http" && scheme !== "https") || !/^\/\/[^/\\?#@:]/.test(rest)) return null;
    return bounded(ownPath(`${scheme}:${rest}`, ownHosts) ?? `${scheme}:${rest}`);
}

/** What somebody typed into the field of a link: a bare host is meant as https, an address of mail as mailto. */
export function meantAddress(typed, ownHosts = []) {
    const text = typed.trim();
    const clean = cleanAddress(text, ownHosts);
    if (clean) return clean;
    if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return cleanAddress(`mailto:${text}`);
    if (/^[^\s/:@.]+(\.[^\s/:@.]+)+(:\d+)?([/?#]\S*)?$/.test(text)) return cleanAddress(`https://${text}`, ownHosts);
    return null;
}

/** A web address and nothing else, in its kept form; null for any other text. */
export function loneAddress(text, ownHosts = []) {
    const trimmed = text.trim();
    return /^https?:\/\/\S+$/i.test(trimmed) ? cleanAddress(trimmed, ownHosts) : null;
}

/** The host as readers know it. */
export function hostOf(url) {
    const authority = /^\w+:\/\/([^/?#\\]*)/.exec(url)?.[1] ?? url;
    return authority.split("@").pop().replace(/^www\./, "");
}

function bounded(address) {
    return new TextEncoder().encode(address).length <= LONGEST ? address : null;
}

function ownPath(address, ownHosts) {
    let url;
    try {
        url = new URL(address);
    } catch {
        return null;
    }
    if (!ownHosts.includes(url.host.toLowerCase())) return null;
    // A newsroom's own pages are no pages of readers.
    if (/^\/newsroom(\/|$)/.test(url.pathname)) return null;
    return url.pathname + url.search + url.hash;
}
