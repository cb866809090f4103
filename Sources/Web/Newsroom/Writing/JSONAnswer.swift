import Editorial
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import News
import Press

extension Newsroom {
    /// An answer to a page's script.
    func answer(_ status: HTTPResponse.Status, _ value: JSONValue) -> Response {
        answer(status, bytes: value.bytes)
    }

    func answer(_ status: HTTPResponse.Status, bytes: [UInt8]) -> Response {
        var headers = HTTPFields.newsroom(isSecure: isSecure)
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Done, and nothing to be said.
    func noContent() -> Response {
        Response(status: .noContent, headers: HTTPFields.newsroom(isSecure: isSecure))
    }

    /// Why not, by a code for the script and in words for people.
    /// - Parameters:
    ///   - code: Also the key of the sentence, among the strings' `writing.errors`.
    ///   - message: The sentence, where it is another.
    func fault(
        _ status: HTTPResponse.Status,
        _ code: String,
        message: String? = nil,
        _ more: KeyValuePairs<String, JSONValue?> = [:]
    ) -> Response {
        let sentence = message ?? strings.text("writing.errors." + code)
        var members = [
            JSONValue.Member(key: "code", value: .string(code)),
            JSONValue.Member(key: "message", value: .string(sentence)),
        ]
        members += more.compactMap { key, value in value.map { JSONValue.Member(key: key, value: $0) } }
        var response = answer(status, .object(members))
        if status == .tooManyRequests || status == .serviceUnavailable { response.headers[.retryAfter] = "1" }
        return response
    }

    /// What a script gets where something went wrong.
    ///
    /// Nothing of what was sent is logged: it may be the words of a draft.
    func scriptFailure(_ error: any Error, _ visit: Visit) -> Response {
        switch error {
        case is FormTooLarge, DocumentFault.tooLarge: return fault(.contentTooLarge, "too_large")
        case is DocumentFault: return fault(.unprocessableContent, "bad_step")
        case let fault as OriginalFault: return self.fault(Self.status(of: fault), fault.rawValue)
        case let fault as StoryPictureFault:
            return self.fault(.unprocessableContent, fault.rawValue, message: strings.text("faults." + fault.rawValue))
        case let fault as CopyText.Fault:
            return self.fault(.unprocessableContent, fault.rawValue, message: strings.text("faults." + fault.rawValue))
        case let fault as TextNote.Fault:
            return self.fault(.unprocessableContent, fault.rawValue, message: words(of: fault))
        case let error as NewsError:
            let words = strings.text("writing.errors." + error.wordsKey)
            return fault(ErrorAnswer.status(of: error.code), error.code.rawValue, message: words)
        default:
            let answer = ErrorAnswer(error)
            visit.context.logger.log(
                level: answer.status.kind == .serverError ? .error : .debug,
                "A script of the newsroom cannot be answered.",
                metadata: ["page": "\(visit.request.uri.path)", "error": "\(error)"]
            )
            return fault(answer.status, "failed")
        }
    }
}
