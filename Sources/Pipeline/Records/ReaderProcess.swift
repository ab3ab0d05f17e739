import Foundation

/// A process of its own that reads uploads, one request line at a time: what it dies of costs the upload that it was reading.
public final class ReaderProcess {
  private let arguments: [String]
  /// The longest that one upload may take, in seconds.
  private let patience: Int
  private var process: pid_t = 0
  private var (input, output): (Int32, Int32) = (-1, -1)

  /// A reader that is started with the first request, and again after each that it died of.
  public init(arguments: [String], patience: Int) {
    self.arguments = arguments
    self.patience = patience
  }

  deinit { end() }

  /// The lines that answer a request; nil where the reader died of it or did not come to an end.
  public func lines(_ request: String) throws -> [UInt8]? {
    if process == 0 { try start() }
    // The answer ends with an empty line, which no record is.
    guard send(Array(request.utf8) + [10]), let lines = receive() else {
      end(killing: true)
      return nil
    }
    return lines
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func receive() -> [UInt8]? {
    var lines: [UInt8] = []
    let deadline = DispatchTime.now() + .seconds(patience)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let left = deadline.uptimeNanoseconds.subtractingReportingOverflow(DispatchTime.now().uptimeNanoseconds)
      guard !left.overflow else { return nil }
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(min(left.partialValue / 1_000_000 + 1, 60_000)))
      if ready == 0 || (ready < 0 && errno == EINTR) { continue }
      let count = buffer.withUnsafeMutableBytes { Glibc.read(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      lines += buffer[..<count]
      if lines.last == 10, lines.count == 1 || lines[lines.count - 2] == 10 {
        lines.removeLast()
        return lines
      }
    }
  }

  private func start() throws {
    var (toReader, fromReader): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&toReader) == 0 else { throw failure() }
    guard pipe(&fromReader) == 0 else {
      for end in toReader { close(end) }
      throw failure()
    }
    // The reader must not hold our ends open: it would never see that we have ended.
    for end in toReader + fromReader { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toReader[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromReader[1], 1)
    var words = (["duizhang"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let status = posix_spawn(&process, "/proc/self/exe", &actions, nil, &words, environ)
    close(toReader[0])
    close(fromReader[1])
    (input, output) = (toReader[1], fromReader[0])
    guard status == 0 else {
      process = 0
      end()
      errno = status
      throw failure()
    }
  }

  private func end(killing: Bool = false) {
    for descriptor in [input, output] where descriptor >= 0 { close(descriptor) }
    (input, output) = (-1, -1)
    guard process > 0 else { return }
    if killing { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    process = 0
  }

  private func failure() -> SetupError {
    let reason = String(cString: strerror(errno))
    return SetupError("/proc/self/exe", zh: "无法启动读取进程：\(reason)", en: "no reader can be started: \(reason)")
  }
}
