import ArgumentParser
import Foundation
import Pipeline

/// `--help` in Chinese, for whoever's terminal speaks it: made from the same description of the commands as the English one and the
/// manual pages, so that neither knows an option that the other does not.
struct ChineseHelp {
  private let command: ManualPages.Command
  private let isRoot: Bool
  private let width: Int

  /// The help that a command line asks for; nil where it asks for none, or not in Chinese.
  static func asked(_ arguments: [String], environment: [String: String], width: Int) throws -> String? {
    let words = Array(arguments.dropFirst().prefix { $0 != "--" })
    let isHelp = words.isEmpty || words.first == "help" || words.contains { $0 == "--help" || $0 == "-h" }
    guard isHelp, speaksChinese(environment) else { return nil }
    let root = try JSONDecoder().decode(ManualPages.Help.self, from: Data(Duizhang._dumpHelp().utf8)).command
    let commands = root.subcommands ?? []
    guard
      let command = words.lazy.compactMap({ word in commands.first { $0.commandName == word } }).first(where: {
        $0.commandName != "help"
      })
    else {
      // A command that is not there is told as any bad usage is.
      let isRoot = words.filter { $0 != "help" }.first.map { $0.hasPrefix("-") } ?? true
      return isRoot ? ChineseHelp(command: root, isRoot: true, width: width).text : nil
    }
    return ChineseHelp(command: command, isRoot: false, width: width).text
  }

  private static func speaksChinese(_ environment: [String: String]) -> Bool {
    if let asked = askedLanguage ?? EnvironmentSettings(environment)[.language] { return asked == "zh" }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true
  }

  private var arguments: [ManualPages.Parameter] { (command.arguments ?? []).filter { $0.shouldDisplay != false } }

  private var text: String {
    let name = isRoot ? command.commandName : "duizhang \(command.commandName)"
    var parts = [wrapped(Self.chinese(command.abstract ?? ""), width: width)]
    if let discussion = command.discussion, !discussion.isEmpty { parts.append(Self.told(discussion, width: width)) }
    let positional = arguments.filter { $0.kind == "positional" }
    let options = arguments.filter { $0.kind != "positional" }
    let wanted = positional.map { argument in
      let name = "<\(argument.valueName ?? "")>" + (argument.isRepeating == true ? " ..." : "")
      return argument.isOptional == false ? name : "[\(name)]"
    }
    let usage = [name] + (isRoot ? ["<命令>"] : wanted) + (options.isEmpty ? [] : ["[选项]"])
    parts.append("用法：" + usage.joined(separator: " "))
    if !positional.isEmpty { parts.append(list("参数：", positional.map { ("<\($0.valueName ?? "")>", words($0)) })) }
    parts.append(list("选项：", options.map { (names($0), words($0)) }))
    if isRoot {
      let commands = (command.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
      parts.append(list("命令：", commands.map { ($0.commandName, Self.chinese($0.abstract ?? "")) }))
      parts.append("某个命令的帮助：duizhang help <命令>")
    }
    return parts.joined(separator: "\n\n")
  }

  private func words(_ argument: ManualPages.Parameter) -> String {
    Self.chinese(argument.abstract ?? "") + (argument.defaultValue.map { "（默认 \($0)）" } ?? "")
  }

  private func names(_ argument: ManualPages.Parameter) -> String {
    let names = (argument.names ?? []).sorted { $0.name.count < $1.name.count }.map {
      ($0.kind == "long" ? "--" : "-") + $0.name
    }
    let value = argument.kind == "flag" ? "" : " <\(argument.valueName ?? "")>"
    return names.joined(separator: ", ") + value
  }

  // As far to the right as names stand in the English help.
  private static let indent = 26

  private func list(_ title: String, _ rows: [(String, String)]) -> String {
    let indent = String(repeating: " ", count: min(Self.indent, max(8, width / 3)))
    let lines = rows.map { name, text in
      let head = "  " + name
      guard displayWidth(head) + 2 <= indent.count else {
        return head + "\n" + wrapped(indent + text, width: width, indent: indent)
      }
      return wrapped(
        head + String(repeating: " ", count: indent.count - displayWidth(head)) + text, width: width, indent: indent)
    }
    return ([title] + lines).joined(separator: "\n")
  }

  /// A text of the help in Chinese. What a list of names follows is translated up to it.
  static func chinese(_ text: String) -> String {
    if let known = chineseHelp[text] { return known }
    if !text.hasPrefix(" "), let colon = text.firstIndex(of: ":"), let head = chineseHelp[String(text[..<colon])] {
      return head + "：" + text[text.index(after: colon)...].drop { $0 == " " }.replacing(".", with: "。")
    }
    return text
  }

  /// What is said of a command: sentences in Chinese, examples as they are typed.
  static func told(_ discussion: String, width: Int) -> String {
    discussion.components(separatedBy: "\n\n").map { paragraph in
      paragraph.hasPrefix("  ") ? chinese(paragraph) : wrapped(chinese(paragraph), width: width)
    }.joined(separator: "\n\n")
  }
}
