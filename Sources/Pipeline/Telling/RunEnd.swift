import Domain
import Foundation
import History

/// How a run ended, for those who are told: commands of `notify:` and the metrics file.
enum RunEnd {
  case done(RunOutcome)
  case failed(any Error)

  var exitCode: Int32 {
    switch self {
    case .done(let outcome): outcome.exitCode
    case .failed(let error): (error as? InterruptedError).map { 128 + $0.signal } ?? (error is SetupError ? 2 : 4)
    }
  }

  /// Nothing new is published.
  var isFailure: Bool {
    if case .failed = self { return true }
    return exitCode == 4
  }

  var held: [String] { if case .done(let outcome) = self { outcome.held } else { [] } }

  /// Findings that make the exit code and did not stand before, or not at so large an amount, gravest first.
  var fresh: [Sighting] { if case .done(let outcome) = self, outcome.exitCode != 4 { outcome.fresh } else { [] } }

  /// Findings that stood before and no longer do.
  var settled: Set<String> { if case .done(let outcome) = self { outcome.settled } else { [] } }

  var line: Message {
    switch self {
    case .done(let outcome):
      Message(zh: Summary(outcome, language: "zh").line, en: Summary(outcome, language: "en").line)
    case .failed(let error): failureMessage(error)
    }
  }
}

/// What a failure comes to in a sentence.
func failureMessage(_ error: any Error) -> Message {
  switch error {
  case let error as SetupError:
    Message(zh: "\(error.file)：\(error.zh)", en: "\(error.file): \(error.en)")
  case let error as HistoryError: error.message
  case let error as InterruptedError: error.line
  case let error as WriteError: error.message
  default:
    Message(
      zh: "上次发布保持不变：\(error.localizedDescription)", en: "the last publication stands: \(error.localizedDescription)")
  }
}
