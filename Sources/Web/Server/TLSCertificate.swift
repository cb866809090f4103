import NIOSSL
import News

/// What a server proves its name with over TLS.
public struct TLSCertificate: Sendable {
    let context: NIOSSLContext

    /// Reads both files once; a renewed certificate is taken at the next start.
    ///
    /// - Parameters:
    ///   - certificate: A PEM file with the certificate and, behind it, those that vouch for it.
    ///   - key: A PEM file with the private key.
    /// - Throws: `invalid` where one cannot be read, or the two do not belong together.
    public init(certificate: String, key: String) throws {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw NewsError(.invalid, "\(certificate) is no certificate in PEM.")
        }
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw NewsError(.invalid, "\(key) is no private key in PEM.")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(privateKey)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw NewsError(.invalid, "\(certificate) and \(key) do not belong together.")
        }
    }
}
