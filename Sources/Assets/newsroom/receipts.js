/** What readers found of the last act with the story: the panel beside the text, as answers come. */
import { make } from "./dom.js";
import { become } from "./morph.js";

/**
 * @param {HTMLFormElement} form
 * @param {{html: string | null}} told The panel as the server makes it; null where there is nothing to tell.
 */
export function showReceipts(form, { html }) {
    if (!html) return;
    const template = document.createElement("template");
    template.innerHTML = `<div class="panel" id="receipts">${html}</div>`;
    const panel = document.getElementById("receipts") ?? make("div", { class: "panel", id: "receipts" });
    // It stands behind what is said of the story's state, also where the page was opened before the act.
    if (!panel.isConnected) form.querySelector("aside.side > .panel")?.after(panel);
    become(panel, template.content.firstElementChild);
}
