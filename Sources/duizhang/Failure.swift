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
  case let error as HistoryError: return told(wording(error.message, mend: error.mend), exitCode: 4)
  case let error as WriteError: return told(wording(error.message), exitCode: 4)
  case is ExitCode, is ValidationError, is CleanExit: return error
  default:
    let reason = error.localizedDescription
    return told(
      wording(Message(zh: "上次发布保持不变：\(reason)", en: "\(reason); the last publication stands")), exitCode: 4)
  }
}

/// An error in the language that is asked for, else in both, and what to do.
private func wording(_ message: Message, mend: Message? = nil) -> String {
  let language = askedLanguage
  let lines = [
    language == "zh" ? nil : "error: \(message.en)",
    language == "en" ? nil : (language == nil ? " " : "") + "错误：\(message.zh)",
    language == "zh" ? nil : mend.map { "mend: \($0.en)" },
    language == "en" ? nil : mend.map { (language == nil ? " " : "") + "改法：\($0.zh)" },
  ]
  return lines.compactMap(\.self).joined(separator: "\n")
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
