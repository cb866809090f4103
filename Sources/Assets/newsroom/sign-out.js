/** Signing out forgets what this device has kept of unsent words; it asks first, where there are any. */
import { filled } from "./dom.js";
import { forgetRecords, unsentStories } from "./device.js";

const form = document.querySelector("form[data-member]");
form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const member = Number(form.dataset.member);
    try {
        const count = await unsentStories(member);
        if (count > 0 && !confirm(filled(form.dataset.unsent, { count }))) return;
        await forgetRecords(member);
    } catch (error) {
        // Whoever wants to leave is not kept because storage is out of order.
        console.warn(error);
    }
    form.submit();
});
