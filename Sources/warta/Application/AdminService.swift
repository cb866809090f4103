import ServiceLifecycle
import Web

/// Answers health checks and metrics at a port of their own until the server stops.
struct AdminService: Service {
    let port: AdminPort

    func run() async throws {
        try await advising("Check --admin.") { try await port.run() }
    }
}
