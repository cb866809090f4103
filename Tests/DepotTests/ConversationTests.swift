import Foundation
import Hummingbird
import News
import Testing

@testable import Depot

/// What a service is asked, and what becomes of whatever it answers.
@Suite(.timeLimit(.minutes(10))) struct ConversationTests {
    private typealias Say = ScriptedService.Say

    private static func error(_ status: HTTPResponse.Status, _ code: String) -> Say {
        Say(status: status, body: "<?xml version=\"1.0\"?><Error><Code>\(code)</Code></Error>")
    }

    @Test func `an object is read at its key`() async throws {
        let service = ScriptedService([Say(body: "isi")])
        let read = try await service.serve { depot throws(DepotFault) in
            try depot.read("files/ab", atMost: 3, .reader)
        }
        #expect(try read.get() == Array("isi".utf8))
        let asked = try #require(service.asked.first)
        #expect(asked.method == "GET" && asked.target == "/foto/koran/files/ab")
        #expect(asked.authorization.contains("=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"))
    }

    @Test func `an object is written at its key`() async throws {
        let service = ScriptedService([Say()])
        let written = try await service.serve { depot throws(DepotFault) in
            try depot.write(Array("isi".utf8)[...], to: "files/ab")
        }
        #expect(written.away == nil && written.refused == nil)
        let asked = try #require(service.asked.first)
        #expect(asked.method == "PUT" && asked.target == "/foto/koran/files/ab" && asked.body == Array("isi".utf8))
    }

    @Test func `an object that is not there is none, and an object of no bytes is one`() async throws {
        let missing = try await ScriptedService([Self.error(.notFound, "NoSuchKey")]).serve {
            depot throws(DepotFault) in
            try depot.read("x", atMost: 10, .reader)
        }
        #expect(try missing.get() == nil)
        let empty = try await ScriptedService([Say()]).serve { depot throws(DepotFault) in
            try depot.read("x", atMost: 10, .reader)
        }
        #expect(try empty.get() == [])
    }

    @Test func `more bytes than were put there are refused, however many come`() async throws {
        for count in [4, 200_000] {
            let service = ScriptedService([Say(body: String(repeating: "x", count: count))])
            let read = try await service.serve { depot throws(DepotFault) in try depot.read("x", atMost: 3, .worker) }
            #expect(read.refused?.contains("larger than what was put there") == true, "\(count) bytes")
        }
    }

    @Test func `what is away for a moment is asked again`() async throws {
        let service = ScriptedService([
            Self.error(.serviceUnavailable, "SlowDown"), Say(status: .internalServerError),
            Self.error(.badRequest, "RequestTimeout"), Say(body: "isi"),
        ])
        let read = try await service.serve { depot throws(DepotFault) in try depot.read("x", atMost: 9, .worker) }
        #expect(try read.get() == Array("isi".utf8))
        #expect(service.asked.count == 4)
    }

    @Test func `a reader does not wait for as many attempts as a command`() async throws {
        for (patience, attempts) in [(DepotPatience.reader, 2), (.worker, 5)] {
            let service = ScriptedService([Say(status: .badGateway)])
            let read = try await service.serve { depot throws(DepotFault) in try depot.read("x", atMost: 9, patience) }
            #expect(read.away?.contains("answered 502") == true)
            #expect(service.asked.count == attempts)
        }
    }

    @Test(arguments: [
        (403, "RequestTimeTooSkewed", "this machine's clock is wrong (there it is "),
        (403, "InvalidAccessKeyId", "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        (403, "SignatureDoesNotMatch", "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        (400, "ExpiredToken", "give a new one as AWS_SESSION_TOKEN"),
        (403, "AccessDenied", "allow it s3:GetObject, s3:PutObject and s3:ListBucket"),
        (404, "NoSuchBucket", "there is no bucket foto"),
        (301, "PermanentRedirect", "check --pictures-region and --pictures-endpoint"),
        (400, "AuthorizationHeaderMalformed", "check --pictures-region and --pictures-endpoint"),
        (405, "MethodNotAllowed", "answered 405 MethodNotAllowed"),
        (400, "Hostile\u{1b}[2J", "answered 400 and"),
    ])
    func `what is refused is asked once and said in one sentence`(status: Int, code: String, words: String) async throws
    {
        let service = ScriptedService([Self.error(.init(code: status), code)])
        let read = try await service.serve { depot throws(DepotFault) in try depot.read("x", atMost: 9, .worker) }
        let refused = try #require(read.refused)
        #expect(refused.contains(words), "\(refused)")
        #expect(!refused.contains("rahasia") && !refused.contains("\u{1b}"))
        #expect(service.asked.count == 1)
    }

    @Test func `where nobody answers, it is away`() async throws {
        // Nobody listens at this port of this machine, which nobody may open.
        let place = try S3Place("s3://foto", endpoint: "http://127.0.0.1:1", region: "us-east-1")
        let read = await ScriptedService.run(try S3Depot(place, .sample, pause: 0.001, waits: true)) {
            depot throws(DepotFault) in
            try depot.read("x", atMost: 9, .reader)
        }
        #expect(read.away == "s3://foto at 127.0.0.1:1 cannot be reached")
    }

    @Test func `a listing goes on after the last key, without the depot's own prefix`() async throws {
        let page =
            "<ListBucketResult><Prefix>koran%2Fmanifests%2F</Prefix><IsTruncated>true</IsTruncated>"
            + "<Contents><Key>koran%2Fmanifests%2Fa%26b</Key><Size>1</Size></Contents>"
            + "<Contents><Key>koran%2Fmanifests%2Fc</Key></Contents></ListBucketResult>"
        let service = ScriptedService([Say(body: page), Say(body: "<ListBucketResult></ListBucketResult>")])
        let keys = try await service.serve { depot throws(DepotFault) in
            let first = try depot.keys(under: "manifests/", after: nil)
            return [first, try depot.keys(under: "manifests/", after: first.last)]
        }
        #expect(try keys.get() == [["manifests/a&b", "manifests/c"], []])
        #expect(
            service.asked.map(\.target) == [
                "/foto/?encoding-type=url&list-type=2&prefix=koran%2Fmanifests%2F",
                "/foto/?encoding-type=url&list-type=2&prefix=koran%2Fmanifests%2F&start-after=koran%2Fmanifests%2Fc",
            ]
        )
    }
}
