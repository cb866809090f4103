import Foundation
import Testing

@testable import Depot

/// The examples that Amazon publishes, byte for byte.
@Suite struct SignatureTests {
    /// "Examples: Signature Calculations in AWS Signature Version 4", Amazon S3 API Reference.
    private static let s3 = S3Signature(
        credentials: S3Credentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE",
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        ),
        region: "us-east-1"
    )
    /// The AWS Signature Version 4 test suite.
    private static let suite = S3Signature(
        credentials: S3Credentials(accessKey: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        region: "us-east-1",
        service: "service"
    )
    private static let empty = S3Signature.digest(of: [])

    private func signature(_ authorization: String) -> String? {
        authorization.split(separator: "=").last.map(String.init)
    }

    private func s3(
        _ method: String,
        _ path: String,
        _ query: [(name: String, value: String)] = [],
        _ headers: [(name: String, value: String)] = [],
        payload: String = SignatureTests.empty
    ) -> String {
        let common = [
            (name: "host", value: "examplebucket.s3.amazonaws.com"), (name: "x-amz-content-sha256", value: payload),
            (name: "x-amz-date", value: "20130524T000000Z"),
        ]
        let request = S3Signature.Request(
            method: method,
            path: path,
            query: query,
            headers: headers + common,
            payload: payload
        )
        return Self.s3.authorization(of: request, at: "20130524T000000Z")
    }

    @Test func `an object is read as in the example`() {
        let authorization = s3("GET", "/test.txt", [], [(name: "range", value: "bytes=0-9")])
        #expect(
            authorization
                == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        )
    }

    @Test func `an object is written as in the example`() {
        let headers = [
            (name: "date", value: "Fri, 24 May 2013 00:00:00 GMT"),
            (name: "x-amz-storage-class", value: "REDUCED_REDUNDANCY"),
        ]
        let authorization = s3(
            "PUT",
            "/" + PercentEncoding.encoded("test$file.text", keepingSlashes: true),
            [],
            headers,
            payload: S3Signature.digest(of: Array("Welcome to Amazon S3.".utf8)[...])
        )
        #expect(signature(authorization) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test func `a question without a value is signed as in the example`() {
        #expect(
            signature(s3("GET", "/", [(name: "lifecycle", value: "")]))
                == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        )
    }

    @Test func `a listing is signed as in the example, whatever the order of its questions`() {
        let questions = [(name: "prefix", value: "J"), (name: "max-keys", value: "2")]
        let expected = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        #expect(signature(s3("GET", "/", questions)) == expected)
        #expect(signature(s3("GET", "/", questions.reversed())) == expected)
    }

    @Test(arguments: [
        ("GET", [], "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("POST", [], "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        (
            "GET", ["Param2=value2", "Param1=value1"],
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
        ),
    ])
    func `requests of the test suite are signed as it says`(method: String, query: [String], expected: String) {
        let request = S3Signature.Request(
            method: method,
            path: "/",
            query: query.map { $0.split(separator: "=") }.map { (name: String($0[0]), value: String($0[1])) },
            headers: [
                (name: "host", value: "example.amazonaws.com"), (name: "x-amz-date", value: "20150830T123600Z"),
            ],
            payload: Self.empty
        )
        #expect(signature(Self.suite.authorization(of: request, at: "20150830T123600Z")) == expected)
    }

    @Test func `a moment is written as requests have it`() {
        #expect(S3Signature.stamp(Date(timeIntervalSince1970: 1_369_353_600)) == "20130524T000000Z")
        #expect(S3Signature.stamp(Date(timeIntervalSince1970: 1_440_938_160.9)) == "20150830T123600Z")
    }

    @Test func `no secret is in what may be logged`() {
        let credentials = S3Credentials(accessKey: "AKIDEXAMPLE", secret: "rahasia", sessionToken: "rahasia juga")
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("rahasia"))
    }
}
