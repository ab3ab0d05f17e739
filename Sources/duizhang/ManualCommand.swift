import ArgumentParser
import Foundation
import Pipeline

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write the manual pages, made from the help of each command.",
    discussion: """
      pipelines/install puts them where man finds them.

        duizhang manual /usr/local/share/man/man1
        duizhang manual --lang zh /usr/local/share/man/zh_CN/man1
      """)
  @Argument(help: "The folder, which must be there.", completion: .directory)
  var folder: String
  @Option(
    help: "The pages' language: zh or en. Default: en.", completion: .list(LanguageArguments.words),
    transform: oneOf(LanguageArguments.words))
  var lang: String?

  func run() throws {
    let help = try JSONDecoder().decode(ManualPages.Help.self, from: Data(Duizhang._dumpHelp().utf8))
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw ValidationError(
        zh: "没有文件夹 \(folder)；请先建立：mkdir -p \(folder)",
        en: "there is no folder \(folder); make it first: mkdir -p \(folder)")
    }
    try telling {
      for (name, text) in ManualPages(help.command, isChinese: lang == "zh").pages {
        let path = folder + "/" + name
        guard (try? Data(text.utf8).write(to: URL(fileURLWithPath: path))) != nil else {
          throw SetupError(path, zh: "文件无法写入", en: "the file cannot be written")
        }
        print(path)
      }
    }
  }
}

/// Manual pages in the language of man, one a command, in English or in the Chinese of `--help`.
struct ManualPages {
  /// The program's help, as ArgumentParser tells it.
  struct Help: Decodable {
    var command: Command
  }

  struct Command: Decodable {
    var commandName: String
    var abstract, discussion: String?
    var shouldDisplay: Bool?
    var arguments: [Parameter]?
    var subcommands: [Command]?
  }

  struct Parameter: Decodable {
    struct Name: Decodable { var kind, name: String }
    var kind: String
    var names: [Name]?
    var valueName, abstract, defaultValue: String?
    var isOptional, isRepeating, shouldDisplay: Bool?
  }

  private let root: Command
  private let isChinese: Bool

  init(_ root: Command, isChinese: Bool = false) {
    self.root = root
    self.isChinese = isChinese
  }

  private func text(_ zh: String, _ en: String) -> String { isChinese ? zh : en }

  private func said(_ help: String?) -> String { isChinese ? ChineseHelp.chinese(help ?? "") : help ?? "" }

  /// File names and texts.
  var pages: [(name: String, text: String)] {
    let commands = subcommands
    return [("\(root.commandName).1", page(root, title: root.commandName, others: commands.map(\.commandName)))]
      + commands.map {
        (
          "\(root.commandName)-\($0.commandName).1",
          page($0, title: "\(root.commandName) \($0.commandName)", others: [])
        )
      }
  }

  private var subcommands: [Command] {
    (root.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
  }

  private func page(_ command: Command, title: String, others: [String]) -> String {
    let file = title.replacing(" ", with: "-")
    // Ideographs are set without spaces: without these rules of groff a line ends nowhere.
    var lines = isChinese ? [".do mso zh.tmac"] : []
    lines += [
      ".TH \(file.uppercased()) 1 \"\" \"\(root.commandName) \(programVersion)\"", ".SH \(text("名称", "NAME"))",
      "\(escaped(file)) \\- \(escaped(said(command.abstract)))", ".SH \(text("用法", "SYNOPSIS"))",
      ".B \(escaped(title))",
    ]
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay != false }
    lines += arguments.map(synopsis)
    if !others.isEmpty { lines.append(text("\\fI命令\\fR [\\fI选项\\fR]", "\\fIcommand\\fR [\\fIoptions\\fR]")) }
    if let discussion = command.discussion, !discussion.isEmpty {
      lines += [".SH \(text("说明", "DESCRIPTION"))"]
      lines += told(isChinese ? ChineseHelp.told(discussion, width: .max) : discussion)
    }
    if !arguments.isEmpty {
      lines.append(".SH \(text("选项", "OPTIONS"))")
      for argument in arguments {
        lines += [
          ".TP", name(argument),
          escaped(
            said(argument.abstract) + (argument.defaultValue.map { text("（默认 \($0)）", " Default: \($0).") } ?? "")),
        ]
      }
    }
    if others.isEmpty {
      lines += [".SH \(text("参见", "SEE ALSO"))", ".BR \(root.commandName) (1)"]
    } else {
      lines.append(".SH \(text("命令", "COMMANDS"))")
      for other in subcommands {
        lines += [".TP", ".BR \(root.commandName)-\(other.commandName) (1)", escaped(said(other.abstract))]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func synopsis(_ argument: Parameter) -> String {
    let isOptional = argument.isOptional != false
    let text = name(argument) + (argument.isRepeating == true ? " ..." : "")
    return isOptional ? "[\(text)]" : text
  }

  private func name(_ argument: Parameter) -> String {
    let names = (argument.names ?? []).map { ($0.kind == "long" ? "\\-\\-" : "\\-") + escaped($0.name) }
    let value = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
    switch argument.kind {
    case "positional": return value
    case "flag": return "\\fB\(names.joined(separator: ", "))\\fR"
    default: return "\\fB\(names.joined(separator: ", "))\\fR \(value)"
    }
  }

  /// Paragraphs, and examples as they are typed.
  private func told(_ text: String) -> [String] {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        lines.append(".PP")
      } else if line.hasPrefix("  ") {
        lines += [".nf", escaped(String(line)), ".fi"]
      } else {
        lines.append(escaped(String(line)))
      }
    }
    return lines
  }

  private func escaped(_ text: String) -> String {
    let out = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
    return out.hasPrefix(".") || out.hasPrefix("'") ? "\\&" + out : out
  }
}
