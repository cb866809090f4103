import ArgumentParser
import News

/// The command line, and the only place where the rooms are wired together.
@main
struct Warta: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warta",
        abstract: "A news portal and its newsroom.",
        discussion: """
            Settings, such as --port, can also be given as a variable (WARTA_PORT) or in DATA/warta.json ("port"); \
            the flag counts first, then the variable, then the file.
            """,
        subcommands: [
            Serve.self, Import.self, Export.self, Publish.self, Withdraw.self, Demo.self, Check.self,
            DevelopPictures.self,
        ]
    )

    /// Errors go to standard error as one sentence; what it was is told by the exit code.
    static func main() async {
        let command: any ParsableCommand
        do {
            try Arguments.check()
            command = try parseAsRoot()
        } catch let error as NewsError {
            Terminal.complain(error.message)
            exit(withError: ExitCode(error.code.exitCode))
        } catch {
            exit(withError: error)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch let error as NewsError {
            Terminal.complain(error.message)
            exit(withError: ExitCode(error.code.exitCode))
        } catch  where isOfTheCommandLine(error) {
            exit(withError: error)
        } catch {
            Terminal.complain(
                """
                Something failed that Warta did not foresee; nothing that was confirmed is lost. \
                Run the command again with --log-level debug, and please report what it says.
                """
            )
            Terminal.debug("\(error)")
            exit(withError: ExitCode(70))
        }
    }

    /// Help that was asked for, a wrong flag, or a code that a command chose: the argument parser words these.
    private static func isOfTheCommandLine(_ error: any Error) -> Bool {
        error is ExitCode || [.success, .validationFailure].contains(exitCode(for: error))
    }
}

extension NewsError.Code {
    /// After sysexits(3), where it has a code for it; 1 for what the newsroom refuses.
    var exitCode: Int32 {
        switch self {
        case .invalid: 65
        case .notFound: 66
        case .refused, .conflict: 1
        case .unavailable: 75
        }
    }
}
