import Dispatch
import Foundation
import History
import Synchronization

/// Ends a run in order when it is told to stop (SIGTERM, SIGINT): its unfinished folder goes, its record says so, and the exit
/// code is 128 + the signal. A publication that has begun to become current is finished first.
final class Interruption: Sendable {
  private let publishing = Mutex(())
  // Written once, before anything else can see the object.
  private nonisolated(unsafe) var sources: [any DispatchSourceSignal] = []

  /// Listens for a run.
  convenience init(_ run: RunStart, of folder: OutputFolder) {
    let (output, history) = (folder.path, folder.history)
    self.init { number in
      // What is current by now stays; the next run closes its record.
      if OutputFolder.current(output) != run.id {
        try? FileManager.default.removeItem(atPath: output + "/runs/" + run.id + ".partial")
        try? history.close(run.id, state: .interrupted, exitCode: 128 + number, finished: timestamp(Date()))
      }
    }
  }

  /// Listens for work that has something to tidy up before it ends.
  init(tidying: @escaping @Sendable (Int32) -> Void) {
    for number in [SIGTERM, SIGINT] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        self?.publishing.withLock { _ in
          tidying(number)
          _exit(128 + number)
        }
      }
      source.resume()
      sources.append(source)
    }
  }

  /// Keeps signals waiting while a publication becomes current.
  func whilePublishing(_ body: () throws -> Void) rethrows { try publishing.withLock { _ in try body() } }

  /// Stops listening.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
  }
}
