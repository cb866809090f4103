import Application
import ArgumentParser
import Editorial
import News

extension MemberCommand {
    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the security log, the newest line first: sign-ins, links, changes, refused rights."
        )

        @OptionGroup var options: StoreOptions

        @Option(help: ArgumentHelp("Only what concerns the member with this address.", valueName: "EMAIL"))
        var email: String?

        @Option(help: ArgumentHelp("At most so many lines (default: 100).", valueName: "NUMBER"))
        var limit = 100

        func validate() throws {
            guard (1...100_000).contains(limit) else { throw ValidationError("--limit is 1 to 100000.") }
        }

        func run() async throws {
            let newspaper = try await MemberCommand.open(try await options.settings())
            var member: Member?
            if let email { member = try await newspaper.desk.member(email: try EmailAddress(email)) }
            let names = try await newspaper.desk.members().reduce(into: [:]) { $0[$1.number] = $1.email.text }
            for event in try await newspaper.desk.securityLog(of: member?.number, limit: limit) {
                let words = [
                    RFC3339.write(Timestamp(seconds: event.at.seconds), zone: newspaper.site.zone), event.act.rawValue,
                    event.member.flatMap { names[$0] } ?? "-", event.actor.map { "by \($0)" } ?? "",
                    event.address.isEmpty ? "" : "from \(event.address)", event.detail,
                ]
                Terminal.say(words.filter { !$0.isEmpty }.joined(separator: "  "))
            }
        }
    }
}
