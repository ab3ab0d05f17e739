import ArgumentParser
import Domain
import Foundation
import Pipeline

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Forget a person on a lawful request: archived files are redacted, figures stay.",
    discussion: """
      The person's ID number is read from standard input, never from the command line, which logs keep; or a member's key is given, \
      as members.csv has it. Number, name, accounts and telephones are replaced by a stand-in that counts the same; a tombstone \
      tells the old hash, the day and the reason, and verify then says redacted. Ends with 1 where something is left to do.

        duizhang forget pipelines/jiangmen-2021.yaml --reason 依申请删除2022-07号 < number.txt
        duizhang forget pipelines/jiangmen-2021.yaml 9f86d081884c7d65 --reason 依申请删除2022-07号 --dry-run
      """)
  @Argument(help: "The pipeline file.", completion: Completions.pipeline)
  var pipeline: String
  @Argument(
    help: "The member's key (member_key of members.csv); without it, the ID number is read from standard input.")
  var memberKey: String?
  @Option(help: "Why: what the tombstones say.")
  var reason: String
  @Flag(help: "Redact the inbox's files too; their times stay.")
  var inbox = false
  @Flag(help: "Only tell what would be done.")
  var dryRun = false
  @Option(help: "Another output folder than the pipeline's.", completion: .directory)
  var output: String?
  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  func run() throws {
    var isDone = true
    try telling {
      let file = try PipelineFile(path: pipeline)
      let output = output ?? EnvironmentSettings(ProcessInfo.processInfo.environment)[.output]
      let forgetting = try Forgetting(
        try person(), in: file, output: output, reason: reason, changesInbox: inbox, isDryRun: dryRun)
      isDone = forgetting.isFound && forgetting.left.isEmpty
      if form.json { return print(try forgetting.json) }
      showWrapped(forgetting.text(spoken.lang ?? file.language, isDryRun: dryRun))
    }
    if !isDone { throw ExitCode(1) }
  }

  private func person() throws -> Forgetting.Person {
    if let memberKey {
      guard memberKey.utf8.count == 16, memberKey.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
        // What was given may be a number: it is not told again.
        throw SetupError(
          "MEMBER-KEY", zh: "成员键是 16 位十六进制数；身份证号码请由标准输入给出，不要写在命令行里",
          en: "a member's key has 16 hexadecimal digits; give an ID number on standard input, never on the command line"
        )
      }
      return .key(memberKey)
    }
    if isatty(0) == 1 { tell("身份证号码 / ID number:") }
    let text = (readLine() ?? "").filter { !$0.isWhitespace }
    guard let id = IDNumber(text) else {
      throw SetupError("-", zh: "标准输入中没有 18 位身份证号码", en: "standard input has no ID number of 18 characters")
    }
    return .number(id)
  }
}
