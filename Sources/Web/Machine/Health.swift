import Hummingbird
import News
import Press

extension PublicSite {
    /// How it fares, for people and monitors: 503 where something is wrong.
    func health() -> Response {
        let isStoreReady = isReady()
        let isWell = isStoreReady && press.isOpen
        let text = """
            {"status":"\(isWell ? "ok" : "degraded")","store":\(isStoreReady),"press":\(press.isOpen)}

            """
        return .plain(text, status: isWell ? .ok : .serviceUnavailable, mediaType: "application/json")
    }

    /// Figures in Prometheus' text format 0.0.4.
    var metrics: String {
        var text = ""
        for event in PressTally.Event.allCases {
            let name = "warta_press_\(event)s_total"
            text += "# TYPE \(name) counter\n\(name) \(press.tally[event])\n"
        }
        text += "# TYPE warta_press_cache_bytes gauge\nwarta_press_cache_bytes \(press.cacheSize)\n"
        let unsent = reception?.unsent.held ?? 0
        text += "# TYPE warta_unsent_bytes gauge\nwarta_unsent_bytes \(unsent)\n"
        text += "# TYPE warta_live_listeners gauge\nwarta_live_listeners \(press.updates.count)\n"
        return text
    }
}
