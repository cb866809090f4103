import ArgumentParser
import BuiltIn
import News
import Press
import Storage

/// The command line, and the only place where the rooms are wired together.
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
            Serve.self, Import.self, Publish.self, Withdraw.self, Sections.self, Export.self, Check.self, Demo.self,
            DecodePictures.self,
        ]
    )

    /// Errors go to standard error as one sentence; what it was is told by the exit code.
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

    /// Prints help as it is; complaints quote what was typed, and are printed as complaints are.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        guard !code.isSuccess else { exit(withError: error) }
        // A command that chose its code has said why already.
        if !(error is ExitCode) { Terminal.warn(lines: fullMessage(for: error)) }
        exit(withError: code)
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
