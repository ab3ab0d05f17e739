import Domain
import Foundation

/// What a night may have to tell a person who is not looking.
public enum Occasion: String, CaseIterable, Sendable, Codable {
  /// Findings that make the exit code and did not stand before, or not at so large an amount.
  case errors
  /// A county's figures are not of this night's uploads.
  case held
  /// Nothing could be published, or the run met an error.
  case failure
  /// What went wrong last time is well again.
  case recovery
}

/// A command of the pipeline file's `notify:` list, given to the shell when there is something to tell.
public struct NotifyCommand: Sendable, Equatable {
  /// What it wants to know of.
  public var occasions: Set<Occasion>
  /// As the shell reads it.
  public var command: String
  /// It is stopped after so many seconds.
  public var seconds: Int

  static func list(_ yaml: StrictYAML) throws -> [NotifyCommand] {
    try (yaml.mappings("notify", keys: ["run", "on", "seconds"]) ?? []).map { entry in
      var occasions = Set(Occasion.allCases)
      if let names = try entry.strings("on") {
        occasions = Set(
          try names.map { name in
            guard let occasion = Occasion(rawValue: name) else {
              let known = Occasion.allCases.map(\.rawValue)
              let hint = nearest(name, of: known)
              throw entry.wrong(
                "on", zh: " \(known.joined(separator: "、")) 的列表" + (hint.map { "；“\(name)”是否为“\($0)”？" } ?? ""),
                en: "a list of \(known.joined(separator: ", "))"
                  + (hint.map { "; \"\(name)\": did you mean \"\($0)\"?" } ?? ""))
            }
            return occasion
          })
      }
      let seconds = try entry.integer("seconds") ?? 30
      guard (1...3600).contains(seconds) else {
        throw entry.wrong("seconds", zh: " 1 到 3600 的整数", en: "a whole number from 1 to 3600")
      }
      return NotifyCommand(occasions: occasions, command: try entry.required("run"), seconds: seconds)
    }
  }

  /// Runs it with a text on its standard input; nil if it went well, else why not.
  func run(telling input: Data, environment: [String: String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    // A file, not a pipe: a command that reads nothing must not stop the run, and one that hangs must not fill it.
    guard let file = tmpfile() else { return String(cString: strerror(errno)) }
    defer { fclose(file) }
    let handle = FileHandle(fileDescriptor: fileno(file), closeOnDealloc: false)
    do {
      try handle.write(contentsOf: input)
      try handle.seek(toOffset: 0)
      process.standardInput = handle
      // Of a run, cron mails its one line and nothing else.
      process.standardOutput = FileHandle.standardError
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
      if ended.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
        // What the shell has started goes with it: it holds this run's standard error, and whoever reads that would wait for it.
        let group = -process.processIdentifier
        kill(group, SIGTERM)
        if ended.wait(timeout: .now() + .seconds(2)) == .timedOut { kill(group, SIGKILL) }
        return "not done after \(seconds) s"
      }
    } catch {
      return error.localizedDescription
    }
    return process.terminationStatus == 0 ? nil : "exit code \(process.terminationStatus)"
  }
}
