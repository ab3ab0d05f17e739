@preconcurrency import Dispatch
import Foundation
import Pipeline
import Synchronization

/// One line on standard error, drawn again and again while a run reads: files, rows, rate, time left. Nothing where no terminal is.
final class ProgressLine: Sendable {
  private struct State {
    var files = (done: 0, all: 0)
    var bytes = (done: 0, all: 0)
    var rows = 0
    var isReckoned = false
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
    state.withLock { state in
      switch progress {
      case .begins(let files, let bytes): (state.files.all, state.bytes.all) = (files, bytes)
      case .read(let files, let bytes, let rows):
        state.files.done += files
        state.bytes.done += bytes
        state.rows += rows
      case .reckoned: state.isReckoned = true
      }
    }
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
      write("\r\u{1B}[K" + text(state, seconds))
      state.isDrawn = true
    }
  }

  private func text(_ state: State, _ seconds: Double) -> String {
    let (done, rows) = (min(state.files.done, state.files.all), state.rows)
    var parts = [isChinese ? "文件 \(done)/\(state.files.all)" : "files \(done)/\(state.files.all)"]
    if state.isReckoned {
      parts.append(
        isChinese ? "\(rows.formatted()) 行，正在核对总账并发布" : "\(rows.formatted()) rows, reconciling the fund and publishing")
    } else if rows > 0 {
      let rate = Int(Double(rows) / max(seconds, 0.001))
      parts.append(isChinese ? "\(rows.formatted()) 行" : "\(rows.formatted()) rows")
      parts.append(isChinese ? "每秒 \(rate.formatted()) 行" : "\(rate.formatted()) rows/s")
      let share = Double(state.bytes.done) / Double(max(state.bytes.all, 1))
      if share > 0.02, share < 1 {
        let left = Int((seconds * (1 - share) / share).rounded(.up))
        parts.append(isChinese ? "约剩 \(left) 秒" : "about \(left) s left")
      }
    }
    parts.append(isChinese ? "已用 \(Int(seconds)) 秒" : "\(Int(seconds)) s")
    return parts.joined(separator: " · ")
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
