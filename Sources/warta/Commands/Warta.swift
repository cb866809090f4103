import ArgumentParser
import BuiltIn
import News
import Storage

/// The command line.
@main
struct Warta: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warta",
        abstract: "A newspaper on the web: takes in copy, and serves it to readers.",
        discussion: """
            Begin with `warta serve --demo`, which shows a newspaper at http://127.0.0.1:8080, or with \
            `warta import FILE` and `warta serve`. Everything lies in one folder, ./data.

            Each setting, such as --port, can also be given as a variable (WARTA_PORT) or in DATA/warta.json \
            ("port"); the flag counts first, then the variable, then the file.
            """,
        version: "warta, build \(BuiltInFiles.build), schema \(Store.schema)",
        subcommands: [
            Serve.self, Import.self, Publish.self, Update.self, Correct.self, Embargo.self, Withdraw.self,
            BringBack.self,
            Sections.self, SiteCommand.self,
            MemberCommand.self, Export.self,
            Backup.self, Restore.self, Move.self, Pictures.self,
            Check.self, Receipts.self, Show.self,
            Demo.self,
            DecodePictures.self,
        ]
    )

    /// Prints an error as one sentence on standard error; the exit code tells its kind.
    static func main() async {
        let command: any ParsableCommand
        do {
            try Arguments.check()
            command = try parseAsRoot()
        } catch let error as NewsError {
            Terminal.warn(error.message)
            exit(withError: ExitCode(error.code.exitCode))
        } catch {
            end(with: error)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch let error as NewsError {
            Terminal.warn(error.message)
            exit(withError: ExitCode(error.code.exitCode))
        } catch  where isOfTheCommandLine(error) {
            end(with: error)
        } catch {
            Terminal.warn(
                """
                Something failed that Warta did not foresee; nothing that was confirmed is lost. \
                Run the command again with --log-level debug, and please report what it says.
                """
            )
            Terminal.debug("\(error)")
            exit(withError: ExitCode(70))
        }
    }

    /// Prints help unchanged.
    ///
    /// Errors quote what was typed, so they are printed like all warnings, made safe for a terminal.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        guard !code.isSuccess else { exit(withError: error) }
        // A command that chose its exit code has already said why.
        if !(error is ExitCode) { Terminal.warn(lines: fullMessage(for: error)) }
        exit(withError: code)
    }

    /// Whether the argument parser has the words for this: help, a wrong flag, an exit code that a command chose.
    private static func isOfTheCommandLine(_ error: any Error) -> Bool {
        error is ExitCode || [.success, .validationFailure].contains(exitCode(for: error))
    }
}

extension NewsError.Code {
    /// The code of sysexits(3), if it has one; 1 if the newsroom refuses.
    var exitCode: Int32 {
        switch self {
        case .invalid: 65
        case .notFound: 66
        case .refused, .conflict: 1
        case .unavailable, .throttled: 75
        }
    }
}
