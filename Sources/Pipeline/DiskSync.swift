import Foundation

/// Brings files to the disk beside the work that goes on, several at a time: a sync is nearly all waiting.
///
/// A failed sync is never tried again: the kernel may have dropped the pages and report success the second time. It fails `wait`,
/// and so the run.
final class DiskSync: Sendable {
  private struct State {
    var waiting: [@Sendable () throws -> Void] = []
    var workers = 0
    var failure: (any Error)?
  }

  // The disk takes a few flushes as one; more would only wait.
  private static let width = 6

  // Each holds a file open; a process has a thousand.
  private static let longest = 64

  private nonisolated(unsafe) var state = State()
  private let lock = NSCondition()

  init() {}

  /// Does what ends in a sync, soon and elsewhere; waits first where much is waiting already.
  func add(_ work: @escaping @Sendable () throws -> Void) {
    lock.lock()
    defer { lock.unlock() }
    while state.waiting.count >= Self.longest { lock.wait() }
    state.waiting.append(work)
    guard state.workers < Self.width else { return }
    state.workers += 1
    let thread = Thread { [self] in run() }
    thread.stackSize = 1 << 18
    thread.start()
  }

  private func run() {
    lock.lock()
    while !state.waiting.isEmpty {
      let work = state.waiting.removeFirst()
      lock.broadcast()
      lock.unlock()
      var failure: (any Error)?
      do { try work() } catch { failure = error }
      lock.lock()
      if let failure, state.failure == nil { state.failure = failure }
    }
    state.workers -= 1
    lock.broadcast()
    lock.unlock()
  }

  /// Waits until everything that was added is on the disk; throws the first failure.
  func wait() throws {
    lock.lock()
    defer { lock.unlock() }
    while state.workers > 0 { lock.wait() }
    if let failure = state.failure { throw failure }
  }
}
