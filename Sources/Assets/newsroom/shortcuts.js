/** Keys: those of the buttons as an extension, and the list that shows them all. */
import { Extension } from "./prose-editor.js";
import { make } from "./dom.js";
import { stepKeyRows } from "./step-keys.js";
import { GROUPS, OTHER_KEYS } from "./toolbar-items.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const NAMES = isMac
    ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" }
    : { Mod: "Ctrl", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

/** Keys as people read them: `Ctrl+Shift+8`. */
export function shownKeys(keys) {
    return keys.split("-").map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)).join("+");
}

/** The keys of all buttons. Undo and redo are the history's own. */
export const ButtonKeys = Extension.create({
    name: "buttonKeys",
    priority: 1200,
    addOptions: () => ({ page: null }),
    addKeyboardShortcuts() {
        const { page } = this.options;
        const bound = {};
        for (const item of GROUPS.filter(({ name }) => name !== "history").flatMap(({ items }) => items)) {
            for (const keys of item.keys ?? []) {
                bound[keys] = ({ editor }) => {
                    if (item.isMissing?.(page)) return false;
                    if (item.name !== "find" && item.can && !item.can(editor.state)) return true;
                    if (keys === "Mod-h") page.open("find", "replace");
                    else item.run(editor, page);
                    return true;
                };
            }
        }
        bound["Alt-F10"] = () => {
            page.toolbar.focus();
            return true;
        };
        return bound;
    },
});

/** The list of all keys, as a dialog that Escape closes. */
export function keysDialog(words) {
    const row = (name, keys, join) =>
        make(
            "div",
            {},
            make("dt", { text: words.tools[name] }),
            make("dd", {}, ...keys.flatMap((one, at) => [at ? ` ${join} ` : null, make("kbd", { text: shownKeys(one) })])),
        );
    const items = GROUPS.flatMap((group) => group.items).filter((item) => item.keys);
    const list = make(
        "dl",
        {},
        ...items.map((item) => row(item.name, item.keys, words.or)),
        ...OTHER_KEYS.map((item) => row(item.name, item.keys, item.isSequence ? words.then : words.or)),
        ...stepKeyRows(),
    );
    const dialog = make("dialog", { class: "keys", "aria-labelledby": "keys-title" });
    dialog.append(
        make("h2", { id: "keys-title", text: words.keys_title }),
        list,
        make("p", { class: "hint", text: words.keys_signs }),
        make("form", { method: "dialog" }, make("button", { class: "quiet", text: words.close })),
    );
    document.body.append(dialog);
    return dialog;
}
