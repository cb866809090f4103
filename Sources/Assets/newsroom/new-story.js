/** A story begins by itself as soon as it has a headline and a section. */
import { afterPause } from "./dom.js";
import { refreshSide } from "./steps.js";

/** @param {object} page The page of `story-editor.js`, whose story is not begun. */
export function beginWhenReady(page) {
    const { form, fields, data } = page;
    const known = new Set([...form.querySelectorAll("#sections option")].map((option) => option.value.trim().toLowerCase()));
    let asked = null;
    page.status.say("not_begun");
    form.elements.headline.focus();

    const isReady = () => {
        const { headline, section } = fields.values;
        return headline !== "" && known.has(section.toLowerCase());
    };
    const begin = async () => {
        if (data.address || asked || !isReady()) return asked;
        page.status.say("saving");
        asked = ask(page).finally(() => {
            asked = null;
        });
        return asked;
    };
    /** Begins at once, for a button that was pressed. */
    page.beginNow = async () => {
        if (data.address) return;
        if (!isReady()) {
            const empty = fields.values.headline ? form.elements.section : form.elements.headline;
            empty.focus();
            empty.reportValidity();
            throw new Error("not_begun");
        }
        await begin();
    };
    const soon = afterPause(900, begin);
    form.addEventListener("input", soon);
    form.elements.section.addEventListener("change", begin);
    page.editor.on("update", soon);
    addEventListener("online", begin);
}

async function ask(page) {
    const { fields, data, form } = page;
    const sent = fields.values;
    let answer;
    try {
        answer = await fetch(data.begin, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Warta-Token": data.token },
            body: JSON.stringify(sent),
        });
    } catch {
        return page.status.say("away_not_begun");
    }
    const body = await answer.json().catch(() => ({}));
    if (answer.status !== 201) {
        page.status.say(answer.status === 401 ? "signedOut" : "not_begun");
        if (body.message) page.notices.fault(body.message);
        return;
    }
    data.address = body.href;
    page.fields.begin();
    history.replaceState(null, "", body.href);
    form.action = body.href;
    await page.join(body.href);
    await refreshSide(page);
    document.title = document.title.replace(/^.*(?= - )/, sent.headline);
}
