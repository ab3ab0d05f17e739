import ArgumentParser
import Domain
import Foundation
import History
import Pipeline

/// Does a piece of work; what keeps it from being done is told in two languages, and the exit code says its kind.
func telling(_ body: () throws -> Void) throws {
  do { try body() } catch { throw told(error) }
}

/// The same for work that may wait.
func telling(_ body: () async throws -> Void) async throws {
  do { try await body() } catch { throw told(error) }
}

/// Tells why something could not be done, and gives the exit code to end with.
private func told(_ error: any Error) -> any Error {
  switch error {
  case let error as SetupError: return told(error.text(in: askedLanguage), exitCode: 2)
  case let error as LockedError: return told("\(error)", exitCode: 75)
  case let error as HistoryError:
    return told(
      """
      error: the history \(error.path) cannot be read or written: \(error.reason)
       错误：无法读写历史库 \(error.path)：\(error.reason)
      mend: see that the disk has room and that no other program holds the file; `current` is whole, and the next run takes the history up again.
            Where the file is damaged, move history.sqlite* away: it is built again from runs/, but for acknowledgements given since the last run
      """, exitCode: 4)
  case let error as WriteError:
    return told(
      """
      error: \(error.name) cannot be written: \(error.reason); the last publication stands
       错误：无法写入 \(error.name)，上次发布保持不变
      """, exitCode: 4)
  case is ExitCode, is ValidationError, is CleanExit: return error
  default:
    return told("error: \(error.localizedDescription); the last publication stands\n 错误：上次发布保持不变", exitCode: 4)
  }
}

/// The language that the command line asks for; what keeps a command from beginning is else told in both.
var askedLanguage: String? {
  let words = CommandLine.arguments
  guard let position = words.lastIndex(where: { $0 == "--lang" || $0.hasPrefix("--lang=") }) else { return nil }
  let word =
    words[position].hasPrefix("--lang=")
    ? String(words[position].dropFirst(7)) : words[words.index(after: position)...].first
  return LanguageArguments.words.contains(word ?? "") ? word : nil
}

private func told(_ text: String, exitCode: Int32) -> ExitCode {
  tell(text)
  return ExitCode(exitCode)
}

/// Writes what went wrong to standard error.
func tell(_ text: String) { FileHandle.standardError.write(Data((harmlessLines(text) + "\n").utf8)) }
