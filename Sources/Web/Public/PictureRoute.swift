import HTTPTypes
import Hummingbird
import Logging
public import News
import Press

/// The path of a rendition's file on this machine; nil where there is none.
///
/// It may have to be fetched from a depot, without blocking; it throws where that is away.
public typealias PictureFile =
    @Sendable (_ digest: String, _ width: Int, _ format: Address.PictureFormat) async throws -> String?

extension PublicSite {
    /// A rendition from disk, or a part of it, if a public story shows the picture.
    ///
    /// A picture that only drafts or withdrawn stories show gets the same answer as one that does not exist.
    func picture(
        _ digest: String,
        _ width: Int,
        _ format: Address.PictureFormat,
        _ request: Request,
        _ context: WebContext
    ) async -> Response {
        let isPublic: Bool
        do {
            isPublic = try await press.isPublic(picture: digest)
        } catch {
            return failure(error, "Whether a picture is public cannot be read.", request, context)
        }
        let found: String?
        do {
            found = isPublic ? try await pictureFile(digest, width, format) : nil
        } catch {
            return failure(error, "A picture cannot be fetched.", request, context)
        }
        guard let file = found else { return notice(.notFound, request) }
        let tag = "\"\(digest.prefix(16))-\(width)\""
        var headers: HTTPFields = [.cacheControl: HTTPCaching.picture.header, .eTag: tag]
        let isKnown = Negotiation.isUnchanged(
            noneMatch: request.headers[.ifNoneMatch],
            modifiedSince: nil,
            entityTag: tag,
            lastModified: nil,
            now: clock()
        )
        if isKnown { return .notModified(headers) }
        for field in HTTPFields.common(isSecure: isSecure) { headers.append(field) }
        headers[.contentType] = format == .webp ? "image/webp" : "image/jpeg"
        headers[.acceptRanges] = "bytes"
        do {
            let whole = try await files.loadFile(path: file, context: context)
            let length = whole.contentLength ?? 0
            switch wanted(request, tag: tag, length: length) {
            case .whole: return Response(status: .ok, headers: headers, body: whole)
            case .unsatisfiable:
                // It says what was asked, not what the picture is: no cache keeps it for one.
                var refusal = HTTPFields.common(isSecure: isSecure)
                refusal[.cacheControl] = "no-store"
                refusal[.contentRange] = "bytes */\(length)"
                return Response(status: .rangeNotSatisfiable, headers: refusal)
            case .part(let range):
                headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(length)"
                let part = try await files.loadFile(path: file, range: range, context: context)
                return Response(status: .partialContent, headers: headers, body: part)
            }
        } catch {
            // Hummingbird calls every such fault 404; but the file was there a moment ago, and may be again.
            let away = NewsError(.unavailable, "The file of the picture cannot be read; ask again in a few seconds.")
            return failure(away, "The file \(file) cannot be read: \(error)", request, context)
        }
    }

    /// The range that is asked for, unless it is of another version of the file (`If-Range`, RFC 9110 section 13.1.5).
    ///
    /// A HEAD has none.
    private func wanted(_ request: Request, tag: String, length: Int) -> ByteRange {
        guard request.method == .get else { return .whole }
        if let condition = request.headers[.ifRange], condition != tag { return .whole }
        return ByteRange(request.headers[.range], length: length)
    }
}
