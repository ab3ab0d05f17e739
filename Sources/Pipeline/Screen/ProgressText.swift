import Foundation

/// How far a run is, in one line: files, rows, rate, time left and time gone.
public struct ProgressText: Sendable {
  private var files = (done: 0, all: 0)
  private var bytes = (done: 0, all: 0)
  private var rows = 0
  private var isReckoned = false

  /// Nothing is known yet.
  public init() {}

  /// Takes in what a run says of itself.
  public mutating func note(_ progress: RunProgress) {
    switch progress {
    case .begins(let files, let bytes): (self.files.all, self.bytes.all) = (files, bytes)
    case .read(let files, let bytes, let rows):
      self.files.done += files
      self.bytes.done += bytes
      self.rows += rows
    case .reckoned: isReckoned = true
    }
  }

  /// The line after so many seconds, of no more columns than the terminal has; what stands last goes first. Time left is told by bytes once a tenth of them are read: a first small file
  /// says little of a large one.
  public func line(seconds: Double, isChinese: Bool, width: Int = .max) -> String {
    guard files.all > 0 else { return isChinese ? "正在查看收件" : "looking at the inbox" }
    let done = min(files.done, files.all)
    var parts = [isChinese ? "文件 \(done)/\(files.all)" : "files \(done)/\(files.all)"]
    if isReckoned {
      parts.append(
        isChinese ? "\(grouped(rows)) 行，正在核对总账并发布" : "\(grouped(rows)) rows, reconciling the fund and publishing")
    } else if rows > 0 {
      let rate = Int(Double(rows) / max(seconds, 0.001))
      parts.append(isChinese ? "\(grouped(rows)) 行" : "\(grouped(rows)) rows")
      parts.append(isChinese ? "每秒 \(grouped(rate)) 行" : "\(grouped(rate)) rows/s")
      let share = Double(bytes.done) / Double(max(bytes.all, 1))
      if share > 0.1, share < 1 {
        let left = Int((seconds * (1 - share) / share).rounded(.up))
        parts.append(isChinese ? "约剩 \(left) 秒" : "about \(left) s left")
      }
    }
    parts.append(isChinese ? "已用 \(Int(seconds)) 秒" : "\(Int(seconds)) s")
    while parts.count > 1, displayWidth(parts.joined(separator: " · ")) >= width { parts.removeLast() }
    return parts.joined(separator: " · ")
  }

  private func grouped(_ count: Int) -> String { count.formatted(.number.locale(Locale(identifier: "en"))) }
}
