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
        if running.isDraining { return MonitoringAnswer(status: .serviceUnavailable, text: "stopping\n") }
        return isStoreReady && isPressOpen
            ? MonitoringAnswer(text: "ok\n") : MonitoringAnswer(status: .serviceUnavailable, text: "not ready\n")
    }

    /// The state of the server, for people and monitors: 503 if something is wrong.
    private var health: MonitoringAnswer {
        let (store, press) = (isStoreReady, isPressOpen)
        let isWell = store && press
        var members: [JSONValue.Member] = [
            .init(key: "status", value: .string(running.isDraining ? "stopping" : isWell ? "ok" : "degraded")),
            .init(key: "store", value: .bool(store)), .init(key: "press", value: .bool(press)),
        ]
        if let seconds = first.secondsAway() { members.append(.init(key: "away", value: .integer(seconds))) }
        if let report = running.report {
            let warnings = report.warnings(at: first.clock()).map { JSONValue.string($0) }
            members.append(.init(key: "warnings", value: .array(warnings)))
            members += report.members
        }
        return MonitoringAnswer(
            status: isWell ? .ok : .serviceUnavailable,
            mediaType: "application/json",
            text: JSONValue.object(members).written + "\n"
        )
    }

    /// Figures of all newspapers together, in Prometheus' text format 0.0.4.
    private var metrics: MonitoringAnswer {
        MonitoringAnswer(mediaType: "text/plain; version=0.0.4; charset=utf-8", text: figures)
    }
}
