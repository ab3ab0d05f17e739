import Dispatch
import Domain
import Foundation
import History
import Logging

/// Ends a run in order when it is told to stop (SIGTERM, SIGINT): its unfinished folder goes, its record says so, and the exit
/// code is 128 + the signal. A publication that has begun to become current is finished first.
final class Interruption: Sendable {
  private let publishing = NSLock()
  // Written once, before anything else can see the object.
  private nonisolated(unsafe) var sources: [any DispatchSourceSignal] = []

  /// Listens for a run. It is told like a failure, but for a person's Ctrl-C, who knows.
  convenience init(_ run: RunStart, of folder: OutputFolder, telling: Telling) {
    let (output, history) = (folder.path, folder.history)
    self.init { number in
      // What is current by now stays; the next run closes its record.
      let isPublished = PublishedRuns.current(output) == run.id
      if !isPublished {
        // Moved first: the run still makes files by path, and a folder that gets new ones while it is emptied stays.
        let (partial, gone) = (output + "/runs/\(run.id).partial", output + "/runs/\(run.id).ended.partial")
        rename(partial, gone)
        try? FileManager.default.removeItem(atPath: gone)
        try? history.close(run.id, state: .interrupted, exitCode: 128 + number, finished: timestamp(Date()))
      }
      let error = InterruptedError(signal: number, isPublished: isPublished)
      telling.logger.error(
        "run interrupted", metadata: ["run": "\(run.id)", "reason": "\(error.line.zh) / \(error.line.en)"])
      // A command that hangs must not keep the next run waiting.
      folder.unlock()
      if number == SIGTERM, !isPublished { telling.tell(.failed(error)) }
    }
  }

  /// Listens for work that has something to tidy up before it ends.
  init(tidying: @escaping @Sendable (Int32) -> Void) {
    for number in [SIGTERM, SIGINT] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        self?.publishing.withLock {
          tidying(number)
          _exit(128 + number)
        }
      }
      source.resume()
      sources.append(source)
    }
  }

  /// Keeps signals waiting while a publication becomes current.
  func whilePublishing<Result>(_ body: () throws -> Result) rethrows -> Result {
    publishing.lock()
    defer { publishing.unlock() }
    return try body()
  }

  /// Stops listening.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
  }
}
