internal import Logging
internal import News
internal import Storage

extension Desk {
    /// Between two notifications: a caret moves some ten times a second.
    private static let talkPause = Duration.milliseconds(40)
    /// How often everything is told once more, for whoever did not hear it.
    private static let beat = Duration.seconds(5)

    /// Tells the other nodes of the house who has which story open here, and where their carets are, and shows what they
    /// tell, until the task is cancelled.
    ///
    /// Where the store is a file there are no other nodes.
    func talkToNodes() async {
        guard let messages = store.nodeMessages() else { return }
        let node = "\(UInt64.random(in: .min ... .max))"
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await tellNodes(as: node) }
            group.addTask { await hearNodes(messages, as: node) }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: Self.beat)
                    writing.listeners.forgetSilentNodes(at: stopwatch())
                    writing.listeners.forgetWhatWasTold()
                    writing.listeners.hasNews.tell()
                }
            }
        }
    }

    private func tellNodes(as node: String) async {
        await say([.hello], as: node)
        for await _ in writing.listeners.hasNews.stream {
            await say(writing.listeners.news(), as: node)
            try? await Task.sleep(for: Self.talkPause)
        }
    }

    private func say(_ messages: [NodeMessage], as node: String) async {
        let payloads = NodeMessage.payloads(messages, from: node, site: store.siteNumber, most: Store.longestMessage)
        do {
            if !payloads.isEmpty { try await store.tellNodes(payloads) }
        } catch {
            // With the next beat everything is told again.
            logger.debug("Other nodes cannot be told who is here.", metadata: ["error": "\(error)"])
        }
    }

    private func hearNodes(_ payloads: AsyncStream<String>, as own: String) async {
        for await payload in payloads {
            guard let (node, site, messages) = NodeMessage.read(payload), node != own, site == store.siteNumber else {
                continue
            }
            for message in messages {
                writing.listeners.hear(message, from: node, at: stopwatch())
                guard message == .hello else { continue }
                writing.listeners.forgetWhatWasTold()
                writing.listeners.hasNews.tell()
            }
        }
    }
}
