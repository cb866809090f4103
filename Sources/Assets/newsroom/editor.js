/** The editor itself: the schema, the keys and the tools put together. */
import { Dropcursor, Editor, Extension, Gapcursor, Placeholder, UndoRedo } from "./prose-editor.js";
import { Find } from "./find.js";
import { Edges, Keys } from "./keys.js";
import { Paste } from "./paste.js";
import { schemaExtensions } from "./schema.js";
import { ButtonKeys } from "./shortcuts.js";
import { Typography } from "./typography.js";
import { UploadPlaces } from "./upload-places.js";

/**
 * An editor in an element.
 * @param {HTMLElement} element
 * @param {object} content ProseMirror's JSON.
 * @param {object} page What the keys open; see `story-editor.js`.
 * @param {import("./prose-editor.js").pm.state.Plugin[]} [plugins] Those of writing together.
 */
export function makeEditor(element, content, page, plugins = []) {
    const { words, data } = page;
    const { site } = data;
    const { pictures } = page;
    const ownHosts = site.hosts;
    const editor = new Editor({
        element,
        content,
        editable: data.mayWrite,
        injectCSS: false,
        enablePasteRules: false,
        // What does not fit the schema must not be shown as an empty text.
        enableContentCheck: true,
        extensions: [
            ...schemaExtensions({ pictures, words: words.media, ownHosts, choices: data.choices }),
            UndoRedo.configure({ depth: 500 }),
            Gapcursor,
            Dropcursor.configure({ color: false, class: "drop-cursor" }),
            Placeholder.configure({ placeholder: words.placeholder, showOnlyWhenEditable: true }),
            Keys,
            Edges,
            ButtonKeys.configure({ page }),
            Typography,
            Find,
            UploadPlaces,
            Paste.configure({ ownHosts, pictures, onTaken: (taken) => page.told(taken), onFiles: (files, at) => page.uploads.intoText(files, at) }),
            Extension.create({ name: "together", addProseMirrorPlugins: () => plugins }),
        ],
        editorProps: {
            attributes: {
                id: "body-editor", role: "textbox", "aria-multiline": "true", "aria-label": words.body, "aria-describedby": "body-keys",
                spellcheck: "true",
            },
        },
        onContentError: ({ error }) => {
            throw error;
        },
    });
    return editor;
}

/** Whether an editor shows a document as it is, node for node. */
export const holds = (editor, document) => editor.schema.nodeFromJSON(document).eq(editor.state.doc);
