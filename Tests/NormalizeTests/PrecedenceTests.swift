import Support
import Testing

@testable import Domain
@testable import Normalize

/// Which of two files counts that hold one document: what tells, in this order, and where it contradicts itself.
@Suite struct PrecedenceTests {
  private struct File {
    var name: String
    var seen = 0
    var received = 1000
    var foot = ""
  }

  /// The name of the file whose figures count, with a question mark where little tells.
  private func newer(_ a: File, _ b: File) -> String? {
    let uploads = [a, b].enumerated().map { index, file in
      Upload(
        file: "jia/" + file.name,
        bytes: Array(payments(rows: ["东镇,山底村,张甲,否,\(index + 1),\(240 * (index + 1))"], foot: file.foot).utf8),
        sha256: file.name, received: file.received, firstSeen: file.seen)
    }
    let records = normalize(
      uploads, county: 0, context: Context(register: Trial.register, aliases: [], policy: Trial.policy))
    guard records.members.count == 1, let told = records.discrepancies.first(where: { $0.code == .correctedUpload })
    else { return nil }
    return [a, b][Int(records.members[0].months.value ?? 0) - 1].name + (told.severity == .warning ? "?" : "")
  }

  private func expect(_ a: File, over b: File, isCertain: Bool = true, _ place: SourceLocation = #_sourceLocation) {
    let wanted = a.name + (isCertain ? "" : "?")
    #expect(newer(a, b) == wanted && newer(b, a) == wanted, sourceLocation: place)
  }

  @Test func `what a later night saw first counts, and a correction of an earlier one contradicts it`() {
    expect(File(name: "表二.csv", seen: 2), over: File(name: "表一.csv", seen: 1, received: 2000))
    expect(File(name: "表一.csv", seen: 2), over: File(name: "表一（更正）.csv", seen: 1), isCertain: false)
    expect(File(name: "表一（更正）.csv", seen: 2, received: 1), over: File(name: "表一.csv", seen: 1))
    expect(File(name: "表一.csv", seen: 1), over: File(name: "表一 - 副本.csv", seen: 2, received: 2000))
  }

  @Test func `of one night correction words count, and one that came before what it corrects contradicts itself`() {
    for word in ["更正", "修订", "重报", "修正", "更新", "补正", "替换", "以此为准", "改正"] {
      expect(File(name: "表一\(word).csv"), over: File(name: "表一最终版.csv"))
    }
    expect(File(name: "表一最终版.csv"), over: File(name: "表一替换人员.csv"))
    expect(File(name: "表一更正.csv", received: 999), over: File(name: "表一.csv"), isCertain: false)
    expect(File(name: "表一最终版.csv"), over: File(name: "表一.csv"))
    expect(File(name: "表一终稿.csv"), over: File(name: "表一(9).csv"))
  }

  @Test func `versions are told by their numbers, which a year's or a hundred's are not`() {
    expect(File(name: "表一最终版10.csv"), over: File(name: "表一最终版9.csv"))
    expect(File(name: "表一(2).csv"), over: File(name: "表一.csv"))
    expect(File(name: "表一(99).csv"), over: File(name: "表一(98).csv"))
    expect(File(name: "表一(1).csv"), over: File(name: "表一(100).csv"))
    expect(File(name: "表一(1).csv"), over: File(name: "表一(2021).csv"))
  }

  @Test func `then the date in the sheet, then the file's time, and a tie is asked about`() {
    let (early, late) = ("填表人：张甲,审核人：李乙,日期：2022年1月5日\n", "填表人：张甲,审核人：李乙,日期：2022年1月6日\n")
    expect(File(name: "表一.csv", received: 1, foot: late), over: File(name: "表二.csv", received: 2, foot: early))
    expect(File(name: "表一.csv", received: 2, foot: late), over: File(name: "表二.csv", received: 1, foot: late))
    expect(File(name: "表一.csv", received: 2), over: File(name: "表二.csv", received: 1, foot: late))
    expect(File(name: "b.csv"), over: File(name: "a.csv"), isCertain: false)
  }

  @Test func `whichever of the two is read first, the same is newer and the same is asked about`() {
    // The names stand in the order in which files are read.
    for (a, b) in [("甲.csv", "乙.csv"), ("乙.csv", "甲.csv")] {
      expect(File(name: a, seen: 2), over: File(name: b, seen: 1))
      expect(File(name: "更正" + a, seen: 1), over: File(name: "更正" + b, seen: 0))
      expect(File(name: a, seen: 2), over: File(name: "更正" + b, seen: 1), isCertain: false)
      expect(File(name: "更正" + a, seen: 2), over: File(name: b, seen: 1))
      expect(File(name: "更正" + a), over: File(name: b))
      expect(File(name: "更正" + a, received: 2000), over: File(name: b))
      expect(File(name: "更正" + a, received: 999), over: File(name: b), isCertain: false)
      expect(File(name: a, received: 1001), over: File(name: b))
      expect(File(name: a, seen: 1), over: File(name: "副本" + b, seen: 1))
    }
  }

  @Test func `a list of members whom another forgot is added to it, and one that names some again corrects it`() {
    func list(_ title: String, _ rows: [String]) -> [UInt8] {
      Array(payments(title: "甲市2021年补贴\(title)\n单位：元\n", rows: rows).utf8)
    }
    let first = ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"]
    func trial(_ more: [String]) -> Trial {
      Trial([("发放表.csv", list("发放表", first)), ("发放表2.csv", list("补充发放表", more))])
    }
    let added = trial(["东镇,山底村,赵丁,否,12,2880"])
    #expect(added.records.members.count == 4 && !added.codes.contains("DZ703"))
    #expect(added.records.discrepancies.first { $0.code == .detailAndSummary }?.spots[0].place.file == "jia/发放表2.csv")
    let corrected = trial(["东镇,水口村,王丙,否,11,2640"])
    #expect(corrected.codes.contains("DZ703") && corrected.records.members.count == 3)
    #expect(Trial([("补充发放表.csv", list("补充发放表", first))]).records.members.count == 3)
  }

  private func read(_ files: [(name: String, csv: String)]) -> Trial {
    Trial(files.map { ($0.name, Array($0.csv.utf8)) })
  }

  private func severity(_ trial: Trial) -> Severity? {
    trial.records.discrepancies.first { $0.code == .correctedUpload }?.severity
  }

  @Test func `lists of no months that may be two payments are asked about`() {
    func half(_ foot: String, months: Int = 6) -> String {
      payments(
        rows: ["山底村,张甲", "山底村,李乙", "水口村,王丙"].map { "东镇,\($0),否,\(months),\(months * 240)" }, foot: foot)
    }
    #expect(severity(read([("春季.csv", half("")), ("秋季.csv", half("合计,,,,18,4320\n"))])) == .error)
    #expect(severity(read([("表.csv", half("")), ("表（更正）.csv", half("合计,,,,18,4320\n"))])) == .info)
    #expect(severity(read([("表.csv", half("")), ("表（公示）.csv", half("合计,,,,18,4320\n"))])) != .error)
    #expect(severity(read([("表.csv", half("")), ("表（第二批）.csv", half("合计,,,,18,4320\n"))])) == .error)
    #expect(severity(read([("一.csv", half("", months: 12)), ("二.csv", half("合计,,,,36,8640\n", months: 12))])) == .info)
  }

  @Test func `so are summaries that are no corrections of each other`() {
    func half(_ foot: String, months: Int = 6) -> String {
      let row = "东镇,山底村,3,\(months),\(months * 720)\n东镇,水口村,3,\(months),\(months * 720)\n"
      return "甲市2021年汇总表\n单位：元\n镇,村,核发人数,月数,金额\n" + row + foot
    }
    #expect(severity(read([("一.csv", half("")), ("二.csv", half("合计,,6,,8640\n"))])) == .error)
    #expect(severity(read([("一.csv", half("")), ("二.csv", half("", months: 5))])) == .info)
    #expect(severity(read([("一.csv", half("", months: 12)), ("二.csv", half("合计,,6,,17280\n", months: 12))])) == .info)
  }

  @Test func `sheets that may be two payments are asked about`() {
    func told(_ names: (String, String), months: Int) -> Severity? {
      let rows = listRows.prefix(3) + listRows.dropFirst(3).map { $0.prefix(4) + ["\(months)", "\(months * 240)"] }
      let xml = sheetXML(Array(rows))
      return Trial([("发放表.xlsx", book([(names.0, xml), (names.1, xml)]))]).records.discrepancies.first {
        $0.code == .fileOrSheetSetAside
      }?.severity
    }
    #expect(told(("春季", "秋季"), months: 6) == .error)
    #expect(told(("春季", "秋季"), months: 12) == .info)
    #expect(told(("春季", "春季 (2)"), months: 6) == .info)
  }

  @Test func `a correction that names changed members alone leaves open where the others are`() {
    let whole = payments(
      rows: ["山底村,张甲", "山底村,李乙", "山底村,赵丁", "水口村,王丙"].map { "东镇,\($0),否,12,2880" })
    func corrected(_ rows: [String]) -> Severity? {
      severity(read([("表.csv", whole), ("表（更正）.csv", payments(rows: rows))]))
    }
    #expect(corrected(["东镇,山底村,张甲,否,9,2160"]) == .error)
    // Two whom nothing has changed show that the third is gone.
    #expect(corrected(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880"]) == .info)
    #expect(corrected(["东镇,山底村,张甲,否,9,2160", "东镇,山底村,李乙,否,12,2880"]) == .info)
    // Where every row of the list is changed, who is gone has left.
    #expect(corrected(["东镇,山底村,张甲,否,9,2160", "东镇,山底村,李乙,否,9,2160", "东镇,水口村,王丙,否,9,2160"]) == .info)
    #expect(corrected(["东镇,山底村,张甲,否,9,2160", "东镇,水口村,王丙,否,12,2880"]) == .error)
    #expect(corrected(["张甲", "李乙", "赵丁"].map { "东镇,山底村,\($0),否,9,2160" }) == .info)
  }

  @Test func `a roster of the next term corrects none of the last`() {
    func roster(_ terms: String, _ rows: [String]) -> String {
      "甲市2021年花名册\n镇,村,姓名,\(terms)\n" + rows.joined(separator: "\n") + "\n"
    }
    let last = roster("任职时间,离任时间", ["东镇,山底村,张甲,2017-05,2021-03", "东镇,山底村,李乙,2017-05,2021-03"])
    let next = roster("任职时间", ["东镇,山底村,张甲,2021-04", "东镇,山底村,王丙,2021-04"])
    #expect(severity(read([("换届前.csv", last), ("换届后.csv", next)])) == .error)
    let same = roster("任职时间", ["东镇,山底村,张甲,2017-05", "东镇,山底村,王丙,2021-04"])
    // 李乙 left in March, and the months until then stand in the older one alone.
    #expect(severity(read([("一.csv", last), ("二.csv", same)])) == .error)
    #expect(severity(read([("一.csv", last), ("更正.csv", same)])) == .info)
  }
}
