// The server's part of writing together, in memory: what a shared text answers, without a store.
//
// For the seeds that need no server: thousands of runs in which only the order of things is at random.

export class Authority {
    constructor(pm, schema, document) {
        this.pm = pm;
        this.schema = schema;
        this.document = document;
        this.epoch = 1;
        this.batches = [];
        this.rescued = [];
        this.streams = new Set();
        this.members = new Map();
    }

    /** As the browser's `fetch`, for one member. */
    fetchFor(member) {
        return async (address, what = {}) => {
            const path = address.replace(/^.*\/stories\/\d+\//, "");
            if (what.method === "POST") return this.#post(path, JSON.parse(what.body), member);
            if (path.startsWith("events")) return this.#stream(new URLSearchParams(path.split("?")[1]), member, what.signal);
            return this.#answer(200, this.#text(member));
        };
    }

    /** The text is replaced, as by the plain form. */
    replace(document) {
        this.document = document;
        this.epoch += 1;
        this.batches = [];
        this.#tell("reset", { epoch: this.epoch });
    }

    #answer(status, body) {
        return new Response(JSON.stringify(body), { status });
    }

    #text(member) {
        return {
            epoch: this.epoch, version: this.batches.length, schema: 1, doc: this.document.toJSON(), fields: {},
            mayWrite: true, why: null, member, savedAt: null, rescued: this.rescued, journalKey: null, token: "t",
        };
    }

    #post(path, body, member) {
        if (path === "text/batches") return this.#push(body, member);
        if (path === "text/rescued") {
            const known = this.rescued.find(({ client, seq }) => client === body.client && seq === body.seq);
            if (!known) this.rescued.push({ id: this.rescued.length + 1, member, at: 0, ...body });
            return this.#answer(201, { id: (known ?? this.rescued.at(-1)).id });
        }
        return new Response(null, { status: 204 });
    }

    #push(body, member) {
        const { epoch, version, client, seq } = body;
        const known = this.batches.find((batch) => batch.client === client && batch.seq === seq);
        if (known) return this.#answer(200, { version: known.version, at: 1 });
        if (epoch !== this.epoch) return this.#answer(410, { code: "epoch_over" });
        if (version !== this.batches.length) {
            return this.#answer(409, { code: "behind", version: this.batches.length, batches: this.batches.slice(version) });
        }
        let document = this.document;
        try {
            for (const step of body.steps) {
                if (this.refuses?.(step)) throw new Error("refused");
                const result = this.pm.transform.Step.fromJSON(this.schema, step).apply(document);
                if (result.failed) throw new Error(result.failed);
                document = result.doc;
            }
            document.check();
        } catch (error) {
            this.refused = String(error);
            return this.#answer(422, { code: "bad_step" });
        }
        this.document = document;
        const batch = { epoch, version: version + 1, client, seq, member, at: 1, steps: body.steps };
        this.batches.push(batch);
        this.#tell("batch", batch);
        return this.#answer(200, { version: version + 1, at: 1 });
    }

    #stream(query, member, signal) {
        const stream = { client: query.get("client"), member };
        const [epoch, version] = query.get("after").split(".").map(Number);
        const body = new ReadableStream({
            start: (controller) => {
                const end = () => {
                    this.streams.delete(stream);
                    try { controller.error(new Error("ended")); } catch { /* It has ended already. */ }
                };
                stream.end = end;
                stream.send = (name, data) => {
                    const text = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
                    try { controller.enqueue(new TextEncoder().encode(text)); } catch { end(); }
                };
                signal?.addEventListener("abort", end);
            },
        });
        this.streams.add(stream);
        if (epoch !== this.epoch) stream.send("reset", { epoch: this.epoch });
        else for (const batch of this.batches.slice(version)) stream.send("batch", batch);
        this.#tell("here", [...this.streams].map((one) => ({ client: one.client, member: one.member })));
        return new Response(body, { status: 200 });
    }

    #tell(name, data) {
        for (const stream of this.streams) stream.send(name, data);
    }
}
