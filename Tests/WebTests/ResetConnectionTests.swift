import Dispatch
import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOPosix
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

/// A client that is gone, by a reset, before its connection is taken has no address any more.
@Suite(.timeLimit(.minutes(10))) struct ResetConnectionTests {
    /// On the fast path, and behind it.
    @Test(arguments: ["", "Expect: x\r\n"])
    func `a connection that is reset before it is taken speaks for nobody`(
        field: String
    ) async throws {
        let portal = try await Portal()
        let requests = (0..<40).map { number in
            "POST /-/reads/1 HTTP/1.1\r\nHost: x\r\nUser-Agent: Mozilla/5.0 Firefox/100\r\n"
                + "X-Forwarded-For: 20.0.\(number).9\r\nContent-Length: 0\r\n\(field)\r\n"
        }
        try await portal.serving { port in
            await EventLoops.whileHeldUp { for request in requests { ResetClient.say(request, port: port) } }
            // Whoever comes later is answered later, on each loop and behind.
            for target in Array(repeating: "/-/live", count: 8) + Array(repeating: "/tidak-ada", count: 8) {
                _ = try await RawConnection.exchange(port: port, [Exchange.ask(target).bytes])
            }
        }
        // Forty if their words about other readers were believed. On a busy machine the kernel may deliver a reset so late
        // that a connection still has its address: all of those are one reader.
        #expect(portal.press.house.tally[.read] <= 1)
    }

    @Test func `nobody is let in whose address nobody knows`() async throws {
        let registry = ConnectionRegistry(limits: Limits(), proxies: try TrustedProxies(["127.0.0.1"]))
        #expect(EmbeddedChannel().remoteAddress == nil && !registry.admit(EmbeddedChannel()))
    }
}

/// The loops on which servers of this process take and serve connections.
private enum EventLoops {
    /// Runs something while none of them does anything.
    static func whileHeldUp(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let (arrived, gate) = (DispatchGroup(), DispatchGroup())
                gate.enter()
                for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() {
                    arrived.enter()
                    loop.execute {
                        arrived.leave()
                        gate.wait()
                    }
                }
                arrived.wait()
                work()
                gate.leave()
                continuation.resume()
            }
        }
    }
}

private enum ResetClient {
    /// Connects, says something and resets the connection.
    static func say(_ text: String, port: Int) {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var server = sockaddr_in()
        server.sin_family = sa_family_t(AF_INET)
        server.sin_port = in_port_t(port).bigEndian
        server.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &server) { server in
            server.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        #expect(isConnected)
        #expect(send(line, text, text.utf8.count, 0) == text.utf8.count)
        var lingers = linger(l_onoff: 1, l_linger: 0)
        setsockopt(line, SOL_SOCKET, SO_LINGER, &lingers, socklen_t(MemoryLayout<linger>.size))
        close(line)
    }
}
