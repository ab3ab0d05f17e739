import Support
import Testing

@testable import Domain
@testable import Normalize

/// Tables one below another on a sheet, page by page.
@Suite struct StackedTableTests {
  @Test(arguments: ["时段", "半年"]) func `a town written once has a row of each half-year`(_ header: String) {
    func read(_ rows: [String]) -> Trial {
      Trial("甲市2021年补贴汇总表\n单位：元\n镇,\(header),人数,月数,金额\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv")
    }
    let trial = read([
      "东镇,上半年,3,6,4320", ",下半年,2,6,2880", ",小计,,,7200", "西街道,上半年,1,6,1440", ",下半年,1,6,1440", ",小计,1,12,2880",
      "合计,,,,10080",
    ])
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0.months.first?.heads.value } == [3, 1, 2, 1])
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
    // A half-year that comes again is nobody's.
    #expect(read(["东镇,上半年,3,6,4320", ",上半年,2,6,2880", "西街道,下半年,1,6,1440"]).errors.contains("DZ109"))
  }

  @Test(arguments: ["街道办,村级名称,定员", "镇街办,村别,应配人数"])
  func `a table below a list begins where its header begins with what places are called too`(_ places: String) {
    let trial = Trial(
      payments(
        title: "甲市2021年成员名册\n", header: "序号,镇,村,姓名,性别,职务",
        rows: ["1,东镇,山底村,张甲,男,主任", "2,,,李乙,男,委员", "3,西街道,簕冲村,王丙,女,主任"],
        foot: "\n\n甲市2021年补贴汇总表（单位：元）\n\(places),兼任扣减人数,核定,金额\n东镇,山底村,3,1,2,5760\n西街道,簕冲村,3,2,1,2880\n"),
      name: "成员名册.csv")
    #expect(trial.records.members.count == 3 && trial.records.aggregates.count == 2)
    #expect(trial.records.aggregates.map { $0[.amount] } == [.value(576_000), .value(288_000)])
    #expect(trial.errors.isEmpty)
  }

  @Test(arguments: ["序号,归属镇街,所在村委会", "归属镇街,所在村委会,序号"])
  func `a header whose places have other names is one by its other columns`(_ places: String) {
    let isFirst = places.hasPrefix("序号")
    let rows = [("东镇", "山底村委会", "张甲"), ("东镇", "山底村委会", "李乙"), ("西街道", "簕冲村委会", "王丙")].enumerated().map {
      index, row in
      (isFirst ? "\(index + 1),\(row.0),\(row.1)" : "\(row.0),\(row.1),\(index + 1)") + ",\(row.2),主任,240,12,2880"
    }
    let trial = Trial(
      "甲市2021年补贴汇总表（单位：元）\n序号,归属镇街,行政村数,享受补贴人数,补助金额\n1,东镇,1,2,5760\n2,西街道,1,1,2880\n\n"
        + "甲市2021年补贴发放明细表\n\(places),人员姓名,村监委职务,每月补贴标准,补助月数,补助金额\n" + rows.joined(separator: "\n"),
      name: "补贴.csv")
    #expect(trial.records.members.count == 3 && trial.records.aggregates.count == 2 && trial.errors.isEmpty)
  }

  @Test func `what a page comes to is no year of the next page's`() {
    let header = "月份,镇,村,姓名,金额"
    let rows = (1...10).map { "\($0)月,东镇,山底村,张甲,200" }
    let trial = Trial(
      payments(
        header: header,
        rows: rows + ["本页合计,,,,2000", header, "11月,东镇,山底村,张甲,200", "12月,东镇,山底村,张甲,200", "合计,,,,2400"]))
    #expect(trial.records.members.count == 12 && trial.errors.isEmpty && !trial.codes.contains("DZ112"))
  }
  @Test func `villages written once for many rows are told between pages that are numbered by letters`() {
    let header = "编号,单位名称,姓名,月份,金额\nA,B,C,D,E"
    var rows: [String] = []
    for (index, name) in ["张甲", "李乙", "王丙", "赵丁"].enumerated() {
      let village = index < 2 ? "山底村委会" : "簕冲村"
      for month in 1...12 {
        if month % 6 == 1, index + month > 1 { rows.append(header) }
        let isFirst = month % 6 == 1 && index % 2 == 0
        rows.append("\(index * 12 + month),\(isFirst ? village : ""),\(name),\(month)月,240")
      }
    }
    let trial = Trial(payments(title: "甲市西街道2021年补贴发放表\n单位：元\n", header: header, rows: rows))
    #expect(trial.records.members.count == 48 && trial.errors.isEmpty)
    #expect(trial.village(0) == "990101101200" && trial.village(47) == "990101101201")
  }
}
