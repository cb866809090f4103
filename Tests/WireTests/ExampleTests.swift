import Foundation
import News
import Testing

@testable import Wire

@Suite struct ExampleTests {
    private static let examples: [String] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.appending(path: "Fixtures/iptc/examples")
        let all = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test func `there are examples of three versions`() {
        #expect(Self.examples.count >= 3)
    }

    @Test(arguments: examples)
    func `an example of the IPTC is read, or refused for what it lacks`(name: String) throws {
        let bytes = try Read.fixture("iptc/examples/\(name)")
        let readings = Read.all(bytes)
        #expect(readings.count == 1)
        let known = ["is of type", "has no headline", "has no date"]
        if case .refused(let refusal)? = readings.first {
            #expect(known.contains { refusal.reason.hasPrefix($0) }, "\(refusal)")
        }
        // Whatever is cut off or spoilt, something is said and nothing falls over.
        for cut in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)) {
            _ = Read.all(Array(bytes[..<cut]), chunk: 100)
            var spoilt = bytes
            spoilt[cut] = UInt8(truncatingIfNeeded: cut)
            _ = Read.all(spoilt)
        }
    }
}
