import Domain
import Foundation
import Pipeline
import Support
import Testing

@testable import Publish

/// Runs the demo, after a change of its inputs where one is given.
private func demo(_ change: (inout PipelineFile, inout RunOptions) throws -> Void = { _, _ in }) async throws -> String
{
  let folder = try Project.temporaryFolder()
  var pipeline = try PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
  var options = RunOptions()
  options.output = folder
  options.asOf = CalendarDate("2022-01-31")
  try change(&pipeline, &options)
  await Turn.begin()
  defer { Turn.end() }
  _ = try await pipeline.run(options: options)
  return folder + "/current/"
}

private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

@Suite struct SelfEvaluationTests {
  @Test func `the self-evaluation says the fund's figures in its own words, each with its verdict`() async throws {
    let current = try await demo()
    for name in ["self-evaluation.md", "self-evaluation.html"] {
      let report = try text(current + name)
      for words in [
        "下达689.39万元【舍入后一致，尾差 +20.00 元】", "已支出689.39万元，资金使用率100%", "台山市277个、开平市226个、恩平市151个",
        "按照每个村3名成员，应有1962人", "核发1859人【与应有减兼任一致】", "计22308人月", "按每人每月240元计算，台山市239.328万元【与下达一致】",
        "(一)用于村务监督委员会成员补贴", "(五)用于村(居)务公开", "自评分：（由填报单位填写）",
        "参选率 95.22%（换届投票统计.csv）【报告所述舍入后一致】",
      ] { #expect(report.contains(words), "\(name): \(words)") }
    }
  }

  @Test func `what is missing is called missing, and no sum stands for it`() async throws {
    let current = try await demo { _, options in
      let inbox = try Project.temporaryFolder()
      for county in ["taishan", "enping"] {
        try FileManager.default.copyItem(atPath: Project.root + "/data/" + county, toPath: inbox + "/" + county)
      }
      options.inbox = inbox
    }
    let report = try text(current + "self-evaluation.md")
    #expect(report.contains("开平市（缺）"))
    #expect(report.contains("【缺数，无从核对】"))
    let rows = try records(ofCSV: current + "performance.csv")
    #expect(rows.first { $0["indicator"] == "核发人数" }?["actual"] == "")
    #expect(rows.first { $0["aspect"] == "时效" }?["verdict"] == "mismatch")
  }

  @Test func `the performance table fills what the data knows and leaves the rest blank`() async throws {
    let current = try await demo()
    let rows = try records(ofCSV: current + "performance.csv")
    func row(_ indicator: String) -> [String: String]? { rows.first { $0["indicator"] == indicator } }
    #expect(rows.first?["aspect"] == "年度资金总额")
    #expect(row("合计")?["executed_yuan"] == "6893900.00")
    #expect(row("合计")?["execution_rate"] == "1.0000")
    #expect(row("合计")?["initial_yuan"] == "", "no initial budget is stated")
    #expect(row("上报村数")?["actual"] == "654")
    #expect(row("补贴标准")?["actual"] == "240.00")
    #expect(row("村级换届选举：参选率")?["verdict"] == "rounded")
    #expect(row("村级换届选举：参选率")?["actual"] == "0.9522")
    #expect(rows.allSatisfy { $0["weight"] == "" && $0["score"] == "" })
    #expect(rows.filter { $0["category"] == "效益" || $0["category"] == "满意度" }.allSatisfy { $0["actual"] == "" })
  }

  @Test(arguments: ["zh", "en"]) func `it speaks the language of the pipeline`(_ language: String) async throws {
    let current = try await demo { pipeline, _ in pipeline.language = language }
    #expect(
      try text(current + "self-evaluation.md").hasPrefix(language == "zh" ? "# 项目绩效自评报告" : "# Self-evaluation 2021"))
  }

  @Test func `only the subsidy's line speaks of villages, wherever it stands in the budget`() async throws {
    let current = try await demo { pipeline, _ in
      let folder = try Project.temporaryFolder()
      var lines = try text(Project.root + "/data/budget.csv").split(separator: "\n")
      let subsidy = lines.filter { $0.hasPrefix("村务监督委员会成员补贴") }
      lines.removeAll { $0.hasPrefix("村务监督委员会成员补贴") }
      try (lines + subsidy).joined(separator: "\n").write(
        toFile: folder + "/budget.csv", atomically: true, encoding: .utf8)
      pipeline.budget = folder + "/budget.csv"
    }
    let report = try text(current + "self-evaluation.md")
    #expect(report.split(separator: "名册一致").count == 2)
    #expect(report.contains("(一)用于村务监督委员会成员补贴"))
  }

  @Test func `names made of Markdown and HTML stay words`() async throws {
    let current = try await demo { pipeline, _ in
      let folder = try Project.temporaryFolder()
      let name = "<img src=x>|**[坏](http://x)**"
      try "line,stage,amount,unit\n\(name),allocated,1,万元\n合计,allocated,1,万元\n".write(
        toFile: folder + "/budget.csv", atomically: true, encoding: .utf8)
      pipeline.budget = folder + "/budget.csv"
      pipeline.subsidyLine = name
    }
    let (markdown, page) = (try text(current + "self-evaluation.md"), try text(current + "self-evaluation.html"))
    #expect(markdown.contains(#"&lt;img src=x&gt;\|\*\*\[坏\](http://x)\*\*"#))
    #expect(!markdown.contains("<img"))
    #expect(!page.contains("<img") && page.contains("&lt;img src=x&gt;"))
  }
}
