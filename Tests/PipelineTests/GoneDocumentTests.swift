import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// What counted yesterday and is gone today is told.
@Suite struct GoneDocumentTests {
  /// The county's summary, which ties with its payment list.
  private func withSummary() throws -> Nights {
    let nights = try Nights()
    try nights.put(
      "汇总表.csv",
      """
      甲市2021年村务监督委员会成员补贴汇总表,,,,
      填报单位：甲市民政局,,,,单位：元
      镇,村,应有人数,核发人数,金额
      东镇,山底村,3,3,8640
      东镇,水口村,3,3,8640
      东镇,石桥村,3,3,8640

      """, received: 1_642_000_000)
    return nights
  }

  @Test func `a kind of document that is gone holds the county, unless a person accepts it`() async throws {
    let nights = try withSummary()
    #expect(try await nights.run().exitCode == 0)
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/汇总表.csv")
    #expect(try await nights.run().exitCode == 3)
    let found = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ704" }
    #expect(found.count == 1 && found[0]["message_zh"]?.contains("没有汇总表") == true)
    #expect(try nights.rows("changes.csv").allSatisfy { $0["cause"]?.isEmpty == false }, "what went is the cause")
    #expect(try await nights.run { $0.acceptsShrink = ["all"] }.exitCode == 0)
    let last = try #require(nights.runs.last)
    #expect(try await verify(run: last, output: nights.output).holds)
  }

  @Test func `a list of the year in place of its quarters' holds nobody, unless it has fewer people`() async throws {
    for (villages, code) in [(["山底村", "水口村", "石桥村"], 0), (["山底村", "水口村"], 3)] {
      let nights = try Nights()
      func put(_ name: String, _ title: String, _ months: Int, _ villages: [String], _ day: Int) throws {
        let rows = villages.flatMap { village in
          ["甲", "乙", "丙"].map { "东镇,\(village),\(village.prefix(1))\($0),否,\(months),\(240 * months)\n" }
        }
        try nights.put(
          name, "甲市2021年\(title)村务监督委员会成员补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + rows.joined(),
          received: 1_642_000_000 + day * 86_400)
      }
      try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表.csv")
      for (index, quarter) in ["一", "二", "三", "四"].enumerated() {
        try put("第\(quarter)季度.csv", "第\(quarter)季度", 3, ["山底村", "水口村", "石桥村"], index)
      }
      try await nights.run { $0.acceptsShrink = ["all"] }
      try put("全年.csv", "", 12, villages, 5)
      try await nights.run()
      let found = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ704" }
      #expect(found.isEmpty == (code == 0), "\(villages)")
    }
  }

  @Test func `a list or return of more months in place of single months' holds nobody`() async throws {
    let people = ["山底村", "水口村", "石桥村"].flatMap { village in
      ["甲", "乙", "丙"].map { "东镇,\(village),\(village.prefix(1))\($0),否" }
    }
    func list(_ title: String, _ months: Int) -> String {
      "甲市2021年\(title)村务监督委员会成员补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n"
        + people.map { "\($0),\(months),\(240 * months)\n" }.joined()
    }
    func summary(_ title: String, _ months: Int) -> String {
      "甲市2021年\(title)村务监督委员会成员补贴汇总表\n单位：元\n镇,核发人数,月数,金额\n东镇,9,\(months),\(2160 * months)\n"
    }
    func month(_ month: Int) -> String { "甲市2021年\(month)月补贴月报表\n镇,人数\n东镇,9\n" }
    let year =
      "甲市2021年补贴月报表\n镇," + (1...12).map { "\($0)月人数" }.joined(separator: ",") + "\n东镇"
      + String(repeating: ",9", count: 12) + "\n"
    let cases: [(before: [(String, String)], after: [(String, String)])] = [
      // The first quarter's list says again what January's did; so does the second's of April and May.
      (
        [
          ("1月.csv", list("1月", 1)), ("第一季度.csv", list("第一季度", 3)), ("4月.csv", list("4月", 1)),
          ("5月.csv", list("5月", 1)),
        ],
        [("第二季度.csv", list("第二季度", 3))]
      ),
      (
        [("月报1月.csv", month(1)), ("月报2月.csv", month(2))], [("月报3月.csv", month(3)), ("第一季度汇总表.csv", summary("第一季度", 3))]
      ),
      ((1...12).map { ("月报\($0)月.csv", month($0)) }, [("月报.csv", year)]),
    ]
    for (before, after) in cases {
      let nights = try Nights()
      try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表.csv")
      for (day, file) in before.enumerated() { try nights.put(file.0, file.1, received: 1_642_000_000 + day * 86_400) }
      try await nights.run { $0.acceptsShrink = ["all"] }
      for file in after { try nights.put(file.0, file.1, received: 1_643_500_000) }
      try await nights.run()
      #expect(try nights.rows("discrepancies.csv").allSatisfy { $0["code"] != "DZ704" }, "\(after[0].0)")
    }
  }

  @Test func `a document of the year in place of documents of its parts holds nobody, unless somebody is missing`()
    async throws
  {
    func list(_ title: String, _ months: Int, without missing: String = "") -> String {
      let people = ["山底村", "水口村", "石桥村"].filter { $0 != missing }.flatMap { village in
        ["甲", "乙", "丙"].map { "东镇,\(village),\(village.prefix(1))\($0),否,\(months),\(240 * months)\n" }
      }
      return "甲市2021年\(title)村务监督委员会成员补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + people.joined()
    }
    func summary(_ title: String, _ months: Int) -> String {
      "甲市2021年\(title)村务监督委员会成员补贴汇总表\n单位：元\n镇,核发人数,月数,金额\n东镇,9,\(months),\(2160 * months)\n"
    }
    let quarters = [("第一季度.csv", list("第一季度", 3)), ("第二季度.csv", list("第二季度", 3))]
    let cases: [(before: [(String, String)], keeps: Bool, after: (String, String), isHeld: Bool)] = [
      (quarters, false, ("全年.csv", list("", 12)), false),
      (quarters, false, ("全年.csv", list("", 12, without: "石桥村")), true),
      ([("汇总表（1-6月）.csv", summary("1-6月", 6))], true, ("年度汇总表.csv", summary("", 12)), false),
      // Heads alone are less than the list said, of however many months.
      (quarters, false, ("年度汇总表.csv", summary("", 12)), true),
    ]
    for (before, keeps, after, isHeld) in cases {
      let nights = try Nights()
      try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表.csv")
      for (day, file) in before.enumerated() { try nights.put(file.0, file.1, received: 1_642_000_000 + day * 86_400) }
      try await nights.run { $0.acceptsShrink = ["all"] }
      for file in before where !keeps { try FileManager.default.removeItem(atPath: nights.inbox + "/jia/" + file.0) }
      try nights.put(after.0, after.1, received: 1_643_500_000)
      try await nights.run()
      #expect(try nights.rows("discrepancies.csv").contains { $0["code"] == "DZ704" } == isHeld, "\(after.0) \(isHeld)")
    }
  }

  @Test func `an older file that is in use again since its correction is gone is told`() async throws {
    let nights = try Nights()
    try await nights.run()
    try nights.put("发放表（更正）.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表（更正）.csv")
    try await nights.run()
    let found = try nights.rows("discrepancies.csv").filter { $0["code"] == "DZ703" }
    #expect(found.allSatisfy { $0["severity"] == "warning" } && !found.isEmpty)
    #expect(found.contains { $0["message_zh"]?.contains("改用它所替换的“jia/发放表.csv”") == true })
  }

  @Test func `a county that the pipeline left out for a night keeps its last good upload`() async throws {
    let nights = try Nights()
    let file = nights.folder + "/pipeline.yaml"
    let alone = try String(contentsOfFile: file, encoding: .utf8)
    let other = "  - name: 乙市\n    folders: [yi]\n"
    try FileManager.default.copyItem(
      atPath: Project.root + "/Tests/Golden/DZ603/inbox/yi", toPath: nights.inbox + "/yi")
    func set(_ text: String) throws {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      nights.pipeline = try PipelineFile(path: file)
    }
    try set(alone + "\n" + other)
    try await nights.run()
    try set(try #require(alone.range(of: "counties:").map { String(alone[..<$0.upperBound]) }) + "\n" + other)
    try await nights.run()
    try set(alone + "\n" + other)
    try nights.put("发放表.csv", "", received: 1_642_200_000)
    let outcome = try await nights.run()
    #expect(outcome.exitCode == 3)
    #expect(try nights.rows("counties.csv").first { $0["county"] == "甲市" }?["upload_status"] == "last-good")
  }

  @Test func `a sum without a county says so, and nothing excused is called tied`() async throws {
    let nights = try Nights()
    try nights.add("  - name: 乙市\n    folders: [yi]")
    let missing = try await nights.run()
    #expect(missing.exitCode == 3)
    #expect(Summary(missing, language: "zh").line.contains("1 县（缺乙市）应拨合计"))
    #expect(Summary(missing, language: "en").line.contains("1 county (without 乙市), "))

    // Errors that only follow from warnings are errors, for nothing else tells them.
    var echo = missing
    (echo.counts, echo.consequences) = ([.error: 1, .warning: 3], [.error: 1, .warning: 1])
    #expect(Summary(echo, language: "zh").line.contains("有 1 处不符（另有 1 处随之而来），提醒 2 条"))
    #expect(Summary(echo, language: "en").line.contains("1 error (and 1 that follows from it), 2 warnings"))

    let wrong = try Nights()
    try wrong.put("发放表.csv", wrong.wrong("2640"), received: 1_642_100_000)
    try await wrong.run()
    let until = try #require(CalendarDate("2022-06-30"))
    for error in try wrong.rows("lifecycle.csv") where error["severity"] == "error" {
      let print = try #require(error["fingerprint"])
      let early = try #require(CalendarDate("2022-01-30"))
      #expect(throws: SetupError.self) {
        try acknowledge(print, by: "王科长", until: early, reason: "补发在途", output: wrong.output)
      }
      #expect(throws: SetupError.self) {
        try acknowledge(print, by: "王科长", until: until, reason: "电话 138-0013-8000", output: wrong.output)
      }
      _ = try acknowledge(print, by: "王科长", until: until, reason: "补发在途", output: wrong.output)
      #expect(standingAcknowledgement(String(print.prefix(8)), output: wrong.output)?.by == "王科长")
    }
    let line = Summary(try await wrong.run(), language: "zh").line
    #expect(line.contains("无未核实的不符") && !line.contains("全部相符"))
  }
}
