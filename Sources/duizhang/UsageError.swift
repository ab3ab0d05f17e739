import ArgumentParser
import Foundation

extension ValidationError {
  // The library takes one text; both go through it, and are parted where they are told.
  fileprivate static let border = "\u{1F}"

  /// Bad usage, said in both languages.
  init(zh: String, en: String) { self.init(en + Self.border + zh) }
}

/// Bad usage as people are told it, in both languages or in the one that `--lang` names. What the library says itself, it says in
/// English only.
struct UsageError {
  private let zh: String
  private let en: String
  /// What the option is for, and how the command is used.
  private let rest: String

  /// What a command, or the program before any command, found wrong with the command line.
  init(_ error: any Error, of command: any ParsableCommand.Type) {
    let message = command.message(for: error)
    let parts = message.components(separatedBy: ValidationError.border)
    en = parts[0]
    zh = Self.chinese(parts[0], own: parts.count > 1 ? parts[1] : nil)
    let full = command.fullMessage(for: error)
    let usage = full.range(of: message).map { String(full[$0.upperBound...]) } ?? ""
    // A command that is asked by itself does not know whose it is.
    let name = command.configuration.commandName ?? ""
    let root = Duizhang.configuration.commandName ?? ""
    rest = usage.replacing("Usage: \(name) ", with: name == root ? "Usage: \(root) " : "Usage: \(root) \(name) ")
      .replacing("See '\(name) ", with: name == root ? "See '\(root) " : "See '\(root) \(name) ")
  }

  /// Lines for standard error.
  func text(in language: String?) -> String {
    var lines: [String] = []
    if language != "zh" { lines.append("error: \(en)") }
    if language != "en" { lines.append(language == "zh" ? "错误：\(zh)" : " 错误：\(zh)") }
    for line in rest.split(separator: "\n") {
      if language == "zh", line.hasPrefix("Help: ") { continue }
      lines.append(language == "zh" ? Self.chineseUsage(String(line)) : String(line))
    }
    return lines.joined(separator: "\n")
  }

  /// The library's sentences in Chinese; what it may say besides stays as it is.
  private static func chinese(_ text: String, own: String?) -> String {
    let patterns: [(Regex<AnyRegexOutput>, ([String]) -> String)] = [
      (Regex(/Unknown option '(.+?)'\. Did you mean '(.+?)'\?/), { "没有选项 \($0[0])；是否为 \($0[1])？" }),
      (Regex(/Unknown option '(.+?)'/), { "没有选项 \($0[0])" }),
      (Regex(/Missing value for '(.+?)'/), { "\($0[0]) 后面缺少值" }),
      (Regex(/Missing expected argument '(.+?)'/), { "缺少参数 \($0[0])" }),
      (Regex(/Unexpected argument '(.+?)'/), { "多余的参数“\($0[0])”" }),
      (Regex(/(\d+) unexpected arguments: '(.+)'/), { "多余的 \($0[0]) 个参数：\($0[1].replacing("', '", with: " "))" }),
      (
        Regex(/The option '(.+?)' does not take any value, but '(.*)' was specified\./),
        { "\($0[0]) 不带值，却写了“\($0[1])”" }
      ),
    ]
    if let own {
      // What a choice may be stands behind the library's own words.
      guard let match = text.firstMatch(of: #/The value '(.*?)' is invalid for '(\S+?)(?: <.*?>)?': /#) else {
        return own
      }
      return "“\(match.1)”不能用于 \(match.2)：\(own)"
    }
    if let match = text.wholeMatch(of: /The value '(.*?)' is invalid for '(.+?)'/) {
      return "“\(match.1)”不能用于 \(match.2)"
    }
    for (pattern, words) in patterns {
      guard let match = text.wholeMatch(of: pattern) else { continue }
      return words(match.output.dropFirst().map { String($0.substring ?? "") })
    }
    return text
  }

  private static func chineseUsage(_ line: String) -> String {
    if line.hasPrefix("Usage: ") { return "用法：" + line.dropFirst(7) }
    if let match = line.wholeMatch(of: /\s*See '(.+)' for more information\./) { return "  详见 \(match.1)" }
    return line
  }
}
