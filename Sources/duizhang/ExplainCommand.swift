import ArgumentParser
import Domain
import Foundation
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say where a figure comes from, or what a code or a finding means and how to mend it.",
    discussion: """
      A figure is named dataset.row.field; a row by its code, its name or a path of names. Without a field, all figures of the \
      row are listed. A finding is named by its fingerprint.

        duizhang explain counties.440783.amount_due_yuan
        duizhang explain 台山市.四九镇.兴园村.应发金额
        duizhang explain 'budget[合计].residual_yuan'
        duizhang explain claims.C12 --depth 2
        duizhang explain DZ205
        duizhang explain 13b0017a221e
      """)
  @Argument(
    help: "A figure such as counties.开平市.amount_due_yuan, a code such as DZ205, or a fingerprint.",
    completion: Completions.explainable
  )
  var what: String
  @Option(help: ArgumentHelp("How many steps down a figure's chain is shown; the rest is folded.", valueName: "steps"))
  var depth: Int?
  @Flag(help: "A figure's chain as CSV.")
  var csv = false
  @Option(
    help: "The output folder, or the folder of a publication. Default: DUIZHANG_OUTPUT, else .output.",
    completion: .directory)
  var output: String?
  @OptionGroup var language: LanguageArguments
  @OptionGroup var form: JSONArguments

  func validate() throws {
    if let depth, depth < 0 { throw ValidationError(zh: "--depth 不能小于 0", en: "--depth wants 0 or more, not \(depth)") }
    if csv, form.json { throw ValidationError(zh: "--csv 与 --json 只能用一个", en: "use either --csv or --json") }
  }

  func run() throws {
    let language = language.language()
    if let code = Code(rawValue: what.uppercased()) {
      return form.json ? print(try code.json) : showWrapped(code.explanation(language))
    }
    if what.uppercased().wholeMatch(of: /DZ\d*/) != nil {
      let near = nearest(what.uppercased(), of: Code.allCases.map(\.rawValue))
      throw ValidationError(
        zh: "没有代码 \(what)" + (near.map { "；是否为 \($0)？" } ?? "；代码从 DZ101 到 DZ903"),
        en: "there is no code \(what)" + (near.map { "; did you mean \($0)?" } ?? "; codes run from DZ101 to DZ903"))
    }
    let output = output ?? EnvironmentSettings(ProcessInfo.processInfo.environment)[.output] ?? ".output"
    if FindingExplanation.isFingerprint(what) {
      return try telling {
        let finding = try FindingExplanation(what, output: output, language: language)
        if form.json { print(try finding.json) } else { showWrapped(finding.text) }
      }
    }
    try telling {
      let explanation = try FigureExplanation(
        what, output: output,
        depth: depth, language: language)
      if form.json { return print(try explanation.json) }
      if csv { return print(Mask.persons(in: explanation.csv)) }
      showWrapped(explanation.text)
    }
  }
}
