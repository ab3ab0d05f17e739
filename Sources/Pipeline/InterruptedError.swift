import Domain
import Foundation

/// A run was told to stop.
struct InterruptedError: Error {
  var signal: Int32
  /// Whether its publication was current by then.
  var isPublished: Bool

  /// What happened, in a sentence.
  var line: Message {
    let name = signal == SIGTERM ? "SIGTERM" : "SIGINT"
    guard !isPublished else {
      return Message(
        zh: "运行在发布之后被中断（\(name)），发布是完整的", en: "the run was interrupted (\(name)) after it had published; that is whole")
    }
    return Message(
      zh: "运行被中断（\(name)），未发布，上次发布保持不变；请再运行一次",
      en: "the run was interrupted (\(name)) and published nothing; the last publication stands, run it again")
  }
}
