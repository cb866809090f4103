// The session in which a page sends: the one place of its token, which each request asks for as it goes out.
//
// A session ends while a page is open, and its member signs in again, mostly in another tab. Then the page's token is that
// of a session that is over, and any page of the new one has the next.

export class Session {
    /** Shows the server that a request comes from a page of the session. */
    token;

    /** @param {{member: number, token: string}} page What the page was made with. */
    constructor({ member, token }) {
        this.member = member;
        this.token = token;
    }

    /**
     * Looks for a session of the same member, and takes its token.
     * @returns {Promise<boolean>} False where nobody is signed in, somebody else is, or the server is away.
     */
    async look() {
        try {
            const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store", redirect: "error" });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const form = page.querySelector("form[data-member]");
            if (!answer.ok || Number(form?.dataset.member) !== this.member) return false;
            this.token = form.elements.token.value;
            return true;
        } catch {
            return false;
        }
    }

    /**
     * Sends something, and once more where its token is no longer that of the member's session.
     * @template {{status: number, body: ?{code?: string}}} Answer
     * @param {() => Promise<Answer>} send
     * @returns {Promise<Answer>}
     */
    async send(send) {
        const answer = await send();
        const isOfAnother = answer.status === 403 && answer.body?.code === "form";
        return isOfAnother && (await this.look()) ? send() : answer;
    }
}
