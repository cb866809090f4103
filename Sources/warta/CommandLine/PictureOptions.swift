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
        let depot = try S3Depot(
            bucket,
            try Self.credentials(settings, environment),
            authorities: settings.text(picturesAuthorities, "picturesAuthorities")
        )
        return .depot(depot, cache: folder + "/pictures-cache", cacheBytes: try cacheBytes(settings))
    }

    private func cacheBytes(_ settings: Settings) throws -> Int {
        try settings.number(picturesCache, "picturesCache", default: 4_096, in: 16...16_777_216) << 20
    }

    /// Never from a flag: any program of the machine can read those.
    private static func credentials(
        _ settings: Settings,
        _ environment: [String: String]
    ) throws -> S3Credentials {
        func value(_ key: String, _ variable: String) -> String? {
            (environment[variable] ?? settings.text(nil, key)).flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let key = value("picturesAccessKey", "AWS_ACCESS_KEY_ID"),
            let secret = value("picturesSecretKey", "AWS_SECRET_ACCESS_KEY")
        else {
            throw NewsError(
                .invalid,
                "A bucket needs an access key and its secret; give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                    + "“picturesAccessKey” and “picturesSecretKey” in warta.json."
            )
        }
        return S3Credentials(
            accessKey: key,
            secret: secret,
            sessionToken: value("picturesSessionToken", "AWS_SESSION_TOKEN")
        )
    }
}
