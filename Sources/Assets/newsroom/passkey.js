// Passkeys: has the browser make or use one, and sends what comes of it by the form that asked.
//
// A form with data-passkey="make" or "use" has the options in data-options (JSON, bytes in base64url), hidden fields for
// the answer, and a button that is shown only where the browser can do this. What is marked data-without-passkeys is shown
// only where it cannot.

/**
 * @param {string} text base64url
 * @returns {Uint8Array}
 */
const read = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.codePointAt(0));

/**
 * @param {ArrayBuffer | null} bytes
 * @returns {string} base64url
 */
const write = (bytes) =>
    btoa(String.fromCodePoint(...new Uint8Array(bytes ?? [])))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replaceAll("=", "");

/** @param {object} options as the page has them */
const withBytes = (options) => ({
    ...options,
    challenge: read(options.challenge),
    ...(options.user && { user: { ...options.user, id: read(options.user.id) } }),
    ...(options.excludeCredentials && {
        excludeCredentials: options.excludeCredentials.map((one) => ({ ...one, id: read(one.id) })),
    }),
});

/** What each of the two asks of the browser, and which fields its answer fills. */
const acts = {
    make: {
        ask: (publicKey) => navigator.credentials.create({ publicKey }),
        fields: ({ response }) => ({
            client_data: write(response.clientDataJSON),
            attestation: write(response.attestationObject),
        }),
    },
    use: {
        ask: (publicKey) => navigator.credentials.get({ publicKey }),
        fields: ({ rawId, response }) => ({
            credential: write(rawId),
            client_data: write(response.clientDataJSON),
            authenticator_data: write(response.authenticatorData),
            signature: write(response.signature),
            user_handle: write(response.userHandle),
        }),
    },
};

/** @param {HTMLFormElement} form */
const prepare = (form) => {
    const { ask, fields } = acts[form.dataset.passkey];
    const fault = form.querySelector("[data-fault]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        fault.hidden = true;
        try {
            const answer = await ask(withBytes(JSON.parse(form.dataset.options)));
            for (const [name, value] of Object.entries(fields(answer))) form.elements[name].value = value;
        } catch {
            // Cancelled, no passkey here, or the device's own limit of time.
            fault.hidden = false;
            return;
        }
        form.submit();
    });
};

if (globalThis.PublicKeyCredential && globalThis.isSecureContext) {
    document.querySelectorAll("form[data-passkey]").forEach(prepare);
    for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = true;
}
