import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

/// What a program that watches the server is told: made of what lies in memory, so that it is said at once, on the
/// event loop, however busy everything else is.
struct MonitoringAnswer {
    var status = HTTPResponse.Status.ok
    var mediaType = "text/plain; charset=utf-8"
    let text: String

    var response: Response { .plain(text, status: status, mediaType: mediaType) }
}

extension PublicSite {
    /// The word at an address for such programs; nil where the address is none, or is not answered to whoever asks.
    ///
    /// - Parameters:
    ///   - path: As it stands in the request, without the query.
    ///   - isLocal: Whether a program of this machine asks, and for itself.
    func monitoringAnswer(at path: String, isLocal: Bool) -> MonitoringAnswer? {
        switch path {
        case Address.live.path: MonitoringAnswer(text: "ok\n")
        case Address.ready.path: ready
        case Address.health.path where isLocal && !hasAdmin: health
        case Address.metrics.path where isLocal && !hasAdmin: metrics
        default: nil
        }
    }

    /// The same at the port for administrators, where whoever asks is told.
    func answerForAdmin(at path: String) -> MonitoringAnswer? {
        switch path {
        case Address.health.path: health
        case Address.metrics.path: metrics
        default: monitoringAnswer(at: path, isLocal: true)
        }
    }

    private var ready: MonitoringAnswer {
        isReady() && press.isOpen
            ? MonitoringAnswer(text: "ok\n") : MonitoringAnswer(status: .serviceUnavailable, text: "not ready\n")
    }

    /// How it fares, for people and monitors: 503 where something is wrong.
    private var health: MonitoringAnswer {
        let isStoreReady = isReady()
        let isWell = isStoreReady && press.isOpen
        let text = """
            {"status":"\(isWell ? "ok" : "degraded")","store":\(isStoreReady),"press":\(press.isOpen)}

            """
        return MonitoringAnswer(status: isWell ? .ok : .serviceUnavailable, mediaType: "application/json", text: text)
    }

    /// Figures in Prometheus' text format 0.0.4.
    private var metrics: MonitoringAnswer {
        var text = ""
        for event in PressTally.Event.allCases {
            let name = "warta_press_\(event)s_total"
            text += "# TYPE \(name) counter\n\(name) \(press.house.tally[event])\n"
        }
        text += "# TYPE warta_reads_refused_total counter\n"
        for reason in ReadRefusal.allCases {
            text += "warta_reads_refused_total{reason=\"\(reason)\"} \(press.house.tally[refused: reason])\n"
        }
        text += "# TYPE warta_press_cache_bytes gauge\nwarta_press_cache_bytes \(press.house.cacheSize)\n"
        let unsent = registry?.unsent.held ?? 0
        text += "# TYPE warta_unsent_bytes gauge\nwarta_unsent_bytes \(unsent)\n"
        text += "# TYPE warta_live_listeners gauge\nwarta_live_listeners \(press.updates.count)\n"
        return MonitoringAnswer(mediaType: "text/plain; version=0.0.4; charset=utf-8", text: text)
    }
}
