@preconcurrency import Dispatch
import Foundation
import Pipeline
import Synchronization

/// One line on standard error, drawn again and again while a run reads: files, rows, rate, time left. Nothing where no terminal is.
final class ProgressLine: Sendable {
  private struct State {
    var text = ProgressText()
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let timer: any DispatchSourceTimer
  private let began = ContinuousClock().now
  private let isChinese: Bool

  /// A line on a terminal; nil where standard error is none, or cannot move its cursor.
  init?(language: String) {
    guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
    isChinese = language == "zh"
    timer = DispatchSource.makeTimerSource(queue: .global(qos: .userInitiated))
    // What is done in a quarter of a second needs no line.
    timer.schedule(deadline: .now() + .milliseconds(250), repeating: .milliseconds(100))
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
  }

  /// Takes in what a run says of itself.
  func note(_ progress: RunProgress) {
    state.withLock { $0.text.note(progress) }
  }

  /// Clears the line.
  func end() {
    timer.cancel()
    state.withLock { state in
      if state.isDrawn { write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  private func draw() {
    let seconds = Double((ContinuousClock().now - began) / .milliseconds(1)) / 1000
    state.withLock { state in
      guard !timer.isCancelled else { return }
      // A line that goes on below itself cannot be cleared.
      let line = state.text.line(seconds: seconds, isChinese: isChinese, width: Self.width)
      write("\r\u{1B}[K" + line)
      state.isDrawn = true
    }
  }

  /// Columns of the terminal that the line stands on.
  private static var width: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
