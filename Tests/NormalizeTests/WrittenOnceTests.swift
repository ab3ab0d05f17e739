import Support
import Testing

@testable import Domain
@testable import Normalize

/// Figures that stand once for several, and tables on their side that are wider than one row of places.
@Suite struct WrittenOnceTests {
  private static let header = "镇,村,姓名,职务,是否兼任,补贴标准,月数,金额"

  @Test(arguments: ["36,8640", "12,8640"])
  func `months and money that stand once for three members are each one's share`(_ figures: String) {
    let trial = Trial(
      payments(
        header: Self.header,
        rows: ["东镇,山底村,张甲,主任,否,240,\(figures)", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,", "东镇,水口村,赵丁,主任,否,240,12,2880"],
        foot: "合计,,,,,,,11520\n"))
    #expect(trial.amounts == [2880, 2880, 2880, 2880] && trial.errors.isEmpty)
    #expect(trial.records.members.map(\.months) == Array(repeating: .value(12), count: 4))
    #expect(trial.rules.contains("shared-among-members"))
  }
  @Test func `whoever is paid elsewhere has no share of what stands once`() {
    let trial = Trial(
      payments(
        header: Self.header,
        rows: ["东镇,山底村,张甲,主任,是,240,24,5760", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,"], foot: "合计,,,,,,,5760\n"))
    #expect(trial.amounts == [0, 2880, 2880] && trial.errors.isEmpty)
  }
  @Test(arguments: ["36,8400", "30,8640", ",4320", "12,2880"])
  func `what does not come out even stays as it is written`(_ figures: String) {
    let trial = Trial(
      payments(
        header: Self.header, rows: ["东镇,山底村,张甲,主任,否,240,\(figures)", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,"]))
    #expect(trial.amounts.dropFirst() == [nil, nil] && !trial.rules.contains("shared-among-members"))
  }
  @Test(arguments: ["24,5760", ",5760"])
  func `a void row has no share`(_ figures: String) {
    let trial = Trial(
      payments(
        header: Self.header + ",备注",
        rows: ["东镇,山底村,张甲,主任,否,240,\(figures),", ",,李乙,委员,否,,,,作废", ",,王丙,委员,否,,,,"]))
    #expect(trial.amounts == [2880, 2880])
  }
  @Test(arguments: ["空缺,委员,否,,,,", "李乙,委员,否,,,,不发", "李乙,委员,否,,,,已离任", "李乙,委员,否,,,,2020年12月已离任"])
  func `what a vacant seat or somebody departed stands beside is not shared`(_ second: String) {
    let trial = Trial(
      payments(header: Self.header + ",备注", rows: ["东镇,山底村,张甲,主任,否,240,24,5760,", ",,\(second)"]))
    #expect(trial.amounts[0] == 5760 && !trial.rules.contains("shared-among-members"))
    #expect(!trial.codes.contains("DZ109") && !trial.codes.contains("DZ607"))
  }
  @Test func `an amount in words beside shared figures is held against none of the shares`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,职务,是否兼任,月数,金额（小写）,金额（大写）",
        rows: ["东镇,山底村,张甲,主任,否,36,8640,捌仟陆佰肆拾元整", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,"]))
    #expect(trial.amounts == [2880, 2880, 2880] && trial.records.totals.isEmpty)
  }
  @Test(arguments: [("合计", ""), ("合计,金额", ",2880"), ("小计,补贴金额", ",2880")])
  func `what ticks come to counts months`(_ header: String, _ money: String) {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    let ticks = Array(repeating: "√", count: 12).joined(separator: ",")
    let trial = Trial(
      payments(
        header: "镇,村,姓名,\(months),\(header)",
        rows: ["东镇,山底村,张甲,\(ticks),12\(money)", "东镇,水口村,李乙,\(ticks),12\(money)"]))
    #expect(trial.records.members.map(\.months) == [.value(12), .value(12)] && trial.errors.isEmpty)
    #expect(trial.amounts == (money.isEmpty ? [nil, nil] : [2880, 2880]) && !trial.codes.contains("DZ104"))
  }
  @Test func `towns may stand above the villages that head columns`() {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n项目,东镇,,西街道,,合计\n,山底村,水口村,山底村,簕冲村,\n核发人数,3,2,3,1,9\n金额,8640,5760,8640,2880,25920\n",
      name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [3, 2, 3, 1])
    #expect(
      trial.records.aggregates.map { Trial.register.villages[Int($0.village)].code }
        == ["990101100200", "990101100201", "990101101200", "990101101201"])
  }
  @Test func `a table on its side may go on below itself`() {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n项目,东镇山底村,东镇水口村\n核发人数,3,2\n金额,8640,5760\n\n项目,西街道山底村,西街道簕冲村\n核发人数,3,1\n金额,8640,2880\n",
      name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [3, 2, 3, 1])
    #expect(trial.records.aggregates.map { $0[.amount] }.last == .value(288_000))
  }
}

/// What a sheet says twice, by colours or in comments.
@Suite struct SaidBesideTests {
  @Test(arguments: ["注：标黄的为兼任纪检委员，不重复发放。", "红色字体为兼任人员，不发"])
  func `rows that are marked by colour are asked about`(_ note: String) {
    let trial = Trial(payments(foot: note + "\n"))
    #expect(trial.codes.contains("DZ205") && trial.errors.isEmpty && trial.records.members.count == 3)
  }
  @Test func `villages and towns called by colours mark nothing`() {
    let trial = Trial(payments(foot: "注：红旗村、黄坡村的补贴由镇发放。\n"))
    #expect(!trial.codes.contains("DZ205"))
  }
  @Test func `ticks that are not as many as their sum are told at it`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    func ticks(_ count: Int) -> String {
      (Array(repeating: "√", count: count) + Array(repeating: "", count: 12 - count)).joined(separator: ",")
    }
    let trial = Trial(
      payments(
        header: "镇,村,姓名,\(months),合计,金额",
        rows: ["东镇,山底村,张甲,\(ticks(12)),12,2880", "东镇,水口村,李乙,\(ticks(11)),12,2880"]))
    #expect(trial.records.totals.map { [$0.stated, $0.sum] } == [[12, 11]])
  }
  @Test func `an amount in words is held against the one in figures`() {
    let trial = Trial(
      "甲市2021年补贴汇总表\n镇,村,核发人数,金额（大写）,金额（小写）\n东镇,山底村,3,捌仟陆佰肆拾元整,8640.00\n东镇,水口村,3,捌仟陆佰肆拾元整,8460.00\n",
      name: "汇总表.csv")
    #expect(trial.records.totals.map { [$0.stated, $0.sum] } == [[864_000, 846_000]])
    #expect(!trial.codes.contains("DZ104"))
  }
  @Test func `rates and months of half-years are no money`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,1-6月标准,1-6月月数,7-12月标准,7-12月月数,金额", rows: ["东镇,山底村,张甲,240,6,240,6,2880"]))
    #expect(trial.amounts == [2880] && trial.records.totals.isEmpty && trial.errors.isEmpty)
  }
}

/// Amounts as printed vouchers have them.
@Suite struct DigitColumnTests {
  @Test func `an amount whose digits stand in a column each is one amount`() {
    let trial = Trial(
      payments(
        title: "甲市2021年补贴发放表\n", header: "镇,村,姓名,月数,金额,,,,,,\n,,,,千,百,十,元,角,分,",
        rows: ["东镇,山底村,张甲,12,2,8,8,0,0,0,", "东镇,山底村,李乙,2,￥,4,8,0,0,0,", "东镇,水口村,王丙,12,2,8,8,0,,,"]))
    #expect(trial.amounts == [2880, 480, 2880] && trial.errors.isEmpty)
    #expect(trial.rules.contains("digits-joined") && !trial.codes.contains("DZ104"))
  }
  @Test func `digits that are none are no amount`() {
    let trial = Trial(
      payments(
        title: "甲市2021年补贴发放表\n", header: "镇,村,姓名,月数,金额,,,,,,\n,,,,千,百,十,元,角,分,",
        rows: ["东镇,山底村,张甲,12,2,88,0,0,0,0,", "东镇,山底村,李乙,12,2,8,8,0,0,0,"]))
    #expect(trial.amounts == [nil, 2880] && trial.errors == ["DZ205"])
  }
  @Test func `a whole amount in one of the columns is told, though the first is empty`() {
    let rows = [
      ["甲市2021年补贴发放表"], ["镇", "村", "姓名", "月数", "金额", "", "", "", "", ""],
      ["", "", "", "", "千", "百", "十", "元", "角", "分"],
      ["东镇", "山底村", "张甲", "12", "", "", "", "2880", "", ""],
      ["东镇", "山底村", "李乙", "12", "2", "8", "8", "0", "0", "0"],
    ]
    let trial = Trial([("发放表.xlsx", book([("表", sheetXML(rows, merges: ["E2:J2"]))]))])
    #expect(trial.amounts == [nil, 2880] && trial.errors == ["DZ205"] && trial.cell("DZ205") == "E4")
  }
  @Test func `three columns of digits are one amount`() {
    let trial = Trial(
      payments(
        title: "甲市2021年补贴发放表\n", header: "镇,村,姓名,月数,金额,,,\n,,,,百,十,元,",
        rows: ["东镇,山底村,张甲,1,2,4,0,", "东镇,水口村,李乙,2,4,8,0,"]))
    #expect(trial.amounts == [240, 480] && trial.rules.contains("digits-joined"))
  }

  @Test func `an amount that stands once for members with months of their own is each one's months`() {
    func amounts(_ sum: String) -> [Int64?] {
      Trial(
        payments(rows: ["东镇,山底村,张甲,否,12,\(sum)", "东镇,山底村,李乙,否,6,", "东镇,山底村,王丙,是,0,", "东镇,水口村,赵丁,否,12,2880"])
      ).amounts
    }
    #expect(amounts("4320") == [2880, 1440, 0, 2880])
    // What is the first one's own leaves the others' missing.
    #expect(amounts("2880") == [2880, nil, nil, 2880] && amounts("5760") == [5760, nil, nil, 2880])
  }

  @Test func `months that are blank are not none, and leave an amount that stands once undivided`() {
    let trial = Trial(
      payments(rows: ["东镇,山底村,张甲,否,12,5760", "东镇,山底村,李乙,否,12,", "东镇,山底村,王丙,否,,", "东镇,水口村,赵丁,否,12,2880"]))
    #expect(trial.amounts == [5760, nil, nil, 2880])
  }
}
