import HTTPTypes
import Hummingbird
import News
import Press

/// What a program that watches the server is told.
///
/// It is made of what lies in memory, so it can be given at once, on the event loop, however busy everything else is.
struct MonitoringAnswer {
    var status = HTTPResponse.Status.ok
    var mediaType = "text/plain; charset=utf-8"
    let text: String

    var response: Response { .plain(text, status: status, mediaType: mediaType) }
}

extension SiteRouter {
    /// The answer at an address for such programs; nil if the address is none, or whoever asks is not told.
    ///
    /// - Parameters:
    ///   - path: As it stands in the request, without the query.
    ///   - isLocal: Whether a program of this machine asks, and for itself.
    func monitoringAnswer(at path: String, isLocal: Bool) -> MonitoringAnswer? {
        switch path {
        case Address.live.path: MonitoringAnswer(text: "ok\n")
        case Address.ready.path: ready
        case Address.health.path where isLocal && !first.hasAdmin: health
        case Address.metrics.path where isLocal && !first.hasAdmin: metrics
        default: nil
        }
    }

    /// The answer at the administrators' port, where everybody is told.
    func answerForAdmin(at path: String) -> MonitoringAnswer? {
        switch path {
        case Address.health.path: health
        case Address.metrics.path: metrics
        default: monitoringAnswer(at: path, isLocal: true)
        }
    }

    private var isStoreReady: Bool { sites.allSatisfy { $0.isReady() } }

    private var isPressOpen: Bool { sites.allSatisfy(\.press.isOpen) }

    private var ready: MonitoringAnswer {
        isStoreReady && isPressOpen
            ? MonitoringAnswer(text: "ok\n") : MonitoringAnswer(status: .serviceUnavailable, text: "not ready\n")
    }

    /// The state of the server, for people and monitors: 503 if something is wrong.
    private var health: MonitoringAnswer {
        let (store, press) = (isStoreReady, isPressOpen)
        let text = """
            {"status":"\(store && press ? "ok" : "degraded")","store":\(store),"press":\(press)}

            """
        let status: HTTPResponse.Status = store && press ? .ok : .serviceUnavailable
        return MonitoringAnswer(status: status, mediaType: "application/json", text: text)
    }

    /// Figures of all newspapers together, in Prometheus' text format 0.0.4.
    private var metrics: MonitoringAnswer {
        var text = ""
        for event in PressTally.Event.allCases {
            let name = "warta_press_\(event)s_total"
            text += "# TYPE \(name) counter\n\(name) \(houses.reduce(0) { $0 + $1.tally[event] })\n"
        }
        text += "# TYPE warta_reads_refused_total counter\n"
        for reason in ReadRefusal.allCases {
            text +=
                "warta_reads_refused_total{reason=\"\(reason)\"} \(houses.reduce(0) { $0 + $1.tally[refused: reason] })\n"
        }
        for (name, figure) in [
            ("warta_press_cache_bytes", houses.reduce(0) { $0 + $1.cacheSize }),
            ("warta_unsent_bytes", running.registry?.unsent.held ?? 0),
            ("warta_live_listeners", sites.reduce(0) { $0 + $1.press.updates.count }),
        ] {
            text += "# TYPE \(name) gauge\n\(name) \(figure)\n"
        }
        return MonitoringAnswer(mediaType: "text/plain; version=0.0.4; charset=utf-8", text: text)
    }

    /// Usually one, which all newspapers share.
    private var houses: [PressHouse] {
        sites.map(\.press.house).reduce(into: []) { houses, house in
            if !houses.contains(where: { $0 === house }) { houses.append(house) }
        }
    }
}
