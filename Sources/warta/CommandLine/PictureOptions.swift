import Application
import ArgumentParser
import Depot
import Foundation
import News

/// Where the pictures are, as every command takes it; see ``PicturePlace``.
struct PictureOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Folder of the pictures, or a bucket of an S3-compatible service, s3://BUCKET/PREFIX (default: DATA/pictures).",
            valueName: "PLACE"
        )
    )
    var pictures: String?

    @Option(
        help: ArgumentHelp(
            "The service with that bucket, https://HOST, or https://{bucket}.HOST (default: Amazon's).",
            valueName: "URL"
        )
    )
    var picturesEndpoint: String?

    @Option(help: ArgumentHelp("The bucket's region (default: AWS_REGION, else us-east-1).", valueName: "NAME"))
    var picturesRegion: String?

    @Option(
        help: ArgumentHelp("PEM file of certificates that are believed (default: the system's).", valueName: "FILE")
    )
    var picturesAuthorities: String?

    @Option(
        help: ArgumentHelp("MiB of a bucket's pictures that DATA keeps as well (default: 4096).", valueName: "MIB")
    )
    var picturesCache: Int?

    /// Where the pictures are, according to flags, variables and the settings file; nil where nothing is said of it.
    /// - Throws: `invalid` where something is missing or cannot be read.
    func place(_ settings: Settings, folder: String) throws -> PicturePlace? {
        // Also where there is no bucket: a number that is wrong must not wait for one.
        _ = try cacheBytes(settings)
        guard let text = settings.text(pictures, "pictures") else { return nil }
        return try advising(settings.origin(pictures != nil, "pictures") + " names the place of the pictures.") {
            try place(text, settings, folder: folder)
        }
    }

    /// The place that a text names.
    /// - Parameters:
    ///   - text: A path, or the address of a bucket.
    ///   - settings: What else is said of it.
    ///   - folder: The data folder, in which some files of a bucket are kept.
    func place(_ text: String, _ settings: Settings, folder: String) throws -> PicturePlace {
        guard S3Place.isMeant(by: text) else {
            guard !text.isEmpty, !text.contains("://") else {
                throw NewsError(
                    .invalid,
                    "“\(text)” is no place for pictures; give a folder, or s3://BUCKET/PREFIX."
                )
            }
            return .folder(text)
        }
        let environment = ProcessInfo.processInfo.environment
        let bucket = try S3Place(
            text,
            endpoint: settings.text(picturesEndpoint, "picturesEndpoint"),
            region: settings.text(picturesRegion, "picturesRegion") ?? environment["AWS_REGION"] ?? "us-east-1"
        )
        let credentials = Self.credentials(settings, environment)
        let authorities = settings.text(picturesAuthorities, "picturesAuthorities")
        return .depot(
            { () throws(NewsError) in try S3Depot(bucket, try credentials.get(), authorities: authorities) },
            cache: folder + "/pictures-cache",
            cacheBytes: try cacheBytes(settings)
        )
    }

    private func cacheBytes(_ settings: Settings) throws -> Int {
        try settings.number(picturesCache, "picturesCache", default: 4_096, in: 16...16_777_216) << 20
    }

    /// Never from a flag: any program of the machine can read those.
    ///
    /// All of them are from one source, as a session's token belongs to its key.
    private static func credentials(
        _ settings: Settings,
        _ environment: [String: String]
    ) -> Result<S3Credentials, NewsError> {
        credentials { environment["AWS_" + $0.variable] } ?? credentials { settings.text(nil, $0.rawValue) }
            ?? .failure(
                NewsError(
                    .invalid,
                    "A bucket needs an access key and its secret; give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                        + "“picturesAccessKey” and “picturesSecretKey” in warta.json."
                )
            )
    }

    private enum Credential: String {
        case picturesAccessKey, picturesSecretKey, picturesSessionToken

        var variable: String {
            switch self {
            case .picturesAccessKey: "ACCESS_KEY_ID"
            case .picturesSecretKey: "SECRET_ACCESS_KEY"
            case .picturesSessionToken: "SESSION_TOKEN"
            }
        }
    }

    /// Those of one source; nil where it has not both a key and its secret.
    private static func credentials(_ value: (Credential) -> String?) -> Result<S3Credentials, NewsError>? {
        func given(_ credential: Credential) -> String? { value(credential).flatMap { $0.isEmpty ? nil : $0 } }
        guard let key = given(.picturesAccessKey), let secret = given(.picturesSecretKey) else { return nil }
        return .success(
            S3Credentials(accessKey: key, secret: secret, sessionToken: given(.picturesSessionToken))
        )
    }
}
