import News
import Testing

@testable import Depot

@Suite struct PlaceTests {
    @Test func `a bucket of Amazon's is found in the host`() throws {
        let place = try S3Place("s3://warta-foto/koran", region: "ap-southeast-3")
        #expect(place.host == "warta-foto.s3.ap-southeast-3.amazonaws.com" && place.scheme == "https")
        #expect(place.path(of: "files/ab") == "/koran/files/ab")
        #expect(place.path(of: nil) == "/")
        #expect(place.address == "s3://warta-foto/koran")
    }

    @Test func `a bucket of another service is found in the path`() throws {
        let place = try S3Place("s3://foto", endpoint: "http://127.0.0.1:9000/", region: "us-east-1")
        #expect(place.host == "127.0.0.1:9000" && place.scheme == "http")
        #expect(place.path(of: "files/ab") == "/foto/files/ab")
        #expect(place.path(of: nil) == "/foto/")
    }

    @Test func `or in its host, where the endpoint says so`() throws {
        let place = try S3Place("s3://foto/a/b/", endpoint: "https://{bucket}.storage.example:443", region: "eu-1")
        #expect(place.host == "foto.storage.example")
        #expect(place.path(of: "x") == "/a/b/x")
        #expect(place.prefix == "a/b/")
    }

    @Test func `what a prefix has that is no letter is encoded`() throws {
        let place = try S3Place("s3://foto/Koran Pagi+é", endpoint: "https://storage.example", region: "eu-1")
        #expect(place.path(of: "x") == "/foto/Koran%20Pagi%2B%C3%A9/x")
        #expect(PercentEncoding.decoded("Koran%20Pagi%2B%C3%A9%zz") == "Koran Pagi+é%zz")
    }

    @Test(arguments: [
        "s3://", "s3:///x", "s3://Foto", "s3://f", "s3://foto_lama", "s3://foto\nlama/x", "foto", "S3://foto",
    ])
    func `what names no bucket is refused`(address: String) {
        #expect(throws: NewsError.self) { try S3Place(address, region: "us-east-1") }
    }

    @Test(arguments: [
        "storage.example", "ftp://storage.example", "https://", "https://who:secret@storage.example",
        "https://storage.example/path", "https://storage.example?x=1", "",
    ])
    func `what is no endpoint is refused`(endpoint: String) {
        #expect(throws: NewsError.self) { try S3Place("s3://foto", endpoint: endpoint, region: "us-east-1") }
    }

    @Test(arguments: ["", "us east", "../x", "US"])
    func `what is no region is refused`(region: String) {
        #expect(throws: NewsError.self) { try S3Place("s3://foto", region: region) }
    }
}
