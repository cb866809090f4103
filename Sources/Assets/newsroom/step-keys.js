/**
 * The keys of the steps: Alt, Shift and the letter that stands beside the button's name.
 *
 * The key presses the button, which saves first and leads to the page that says what readers will see; there Enter confirms.
 */
import { make } from "./dom.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const buttons = () => [...document.querySelectorAll("[data-step-key]")];

/** Keys as people read them: `Alt+Shift+T`. */
const shown = (letter) => (isMac ? `⌥⇧${letter}` : `Alt+Shift+${letter}`);

document.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    // The letter of the key itself: with Alt a key may write another character.
    const button = buttons().find(({ dataset }) => event.code === `Key${dataset.stepKey}`);
    if (!button || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    // One that cannot be pressed says why beside it.
    if (button.getAttribute("aria-disabled") === "true") {
        button.closest("details")?.setAttribute("open", "");
        button.focus();
    } else button.click();
}, true);

/** Says at each button which key it has. */
export function showStepKeys() {
    for (const button of buttons()) {
        const letter = button.dataset.stepKey;
        button.setAttribute("aria-keyshortcuts", `Alt+Shift+${letter}`);
        button.title = shown(letter);
    }
}

/** Lines for the list of keys. */
export const stepKeyRows = () =>
    buttons().map((button) =>
        make(
            "div",
            {},
            make("dt", { text: button.textContent.trim() }),
            make("dd", {}, make("kbd", { text: shown(button.dataset.stepKey) })),
        ),
    );
