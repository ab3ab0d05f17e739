import Support
import Testing

@testable import Domain
@testable import Normalize

/// Since when and until when members are in office, by whatever word and in whatever form, where months hang on it.
@Suite struct TermTests {
  private static let names = ["张甲", "李乙", "王丙", "赵丁", "钱戊", "孙己"]

  /// A roster whose last member's cells differ from the others'.
  private func roster(_ header: String, _ others: String, _ last: String, more: [(String, [UInt8])] = []) -> Trial {
    let rows = Self.names.map { "东镇,山底村,\($0),\($0 == "孙己" ? last : others)" }
    let csv = "甲市2021年村务监督委员会成员花名册\n镇,村,姓名,\(header)\n" + rows.joined(separator: "\n") + "\n"
    return Trial([("花名册.csv", Array(csv.utf8))] + more)
  }

  private func ends(_ trial: Trial) -> [String] { trial.records.members.map { $0.end.map { "\($0)" } ?? "" } }

  @Test(arguments: [
    "停用时间", "变更时间", "下岗年月", "截至", "任职区间", "退出情况", "停发月份",
  ])
  func `an unread column whose dates would set a member's months apart is an error, whatever its word`(_ header: String)
  {
    for value in ["2021-06", "44377", "2021年6月30日", "2020.12-2021.06", "6月"] {
      let trial = roster(header, "", value)
      #expect(trial.errors == ["DZ104"], "\(value)")
    }
    #expect(roster(header, "2020.12-至今", "2020.12-2021.06").errors == ["DZ104"])
    #expect(roster(header, "2020-12", "2021-07").errors == ["DZ104"])
    #expect(roster(header + "（填年月）", "", "2021-06").errors == ["DZ104"])
    // What members' months are stated by decides them.
    #expect(!roster(header + ",月数", ",12", "2021-06,6").errors.contains("DZ104"))
  }

  @Test(arguments: [
    ("培训时间", "2021-04", "2021-06"), ("身份证有效期", "2030-01", "2021-06"), ("填报日期", "2021-12-30", "2021-11-02"),
    ("入党时间", "2011-04", "2021-06"), ("政审时间", "2021-04", "2021-06"), ("合同起止", "2020.1-2023.1", "2020.6-2021.6"),
    ("奖惩", "", "2021年6月表彰"), ("编码", "20230101", "20210601"), ("区间", "2021.1-2025.12", "2021.1-2025.12"),
    ("日期", "2021-12-31", "2021-12-31"), ("批次", "2019-04", "2019-06"), ("上次谈话", "2021-04", "2021-06"),
    ("是否党员", "否", "是"),
    ("电费", "60", "20"), ("短号", "66123", "61234"), ("家庭情况", "", "配偶2021年6月去世"),
    ("核对日期", "2021.12.5", "2021.11.30"), ("收表日期", "2021-12-05", "2021-11-30"), ("退伍时间", "2010-12", "2021-09"),
    ("退休时间", "2019-04", "2021-06"), ("迁入时间", "2019-04", "2021-06"), ("加入合作社时间", "2019-04", "2021-06"),
    ("年收入（元）", "52000", "44300"), ("集群短号", "60221", "44310"), ("在职收入", "52000", "44300"),
  ])
  func `dates of another matter, of all alike or of other years are no error`(
    _ header: String, _ others: String, _ last: String
  ) {
    #expect(!roster(header, others, last).errors.contains("DZ104"))
  }

  @Test
  func `a roster's dates that nobody reads decide nothing where a payment list says the months of all its villages`() {
    func list(_ village: String) -> [(String, [UInt8])] {
      let rows = Self.names.map { "东镇,\(village),\($0),否,12,2880" }
      return [("发放表.csv", Array(payments(rows: rows).utf8))]
    }
    for (header, value) in [("停用时间", "2021-06"), ("离任时间", "2021年上半年")] {
      #expect(!roster(header, "", value).errors.isEmpty, "\(header)")
      #expect(roster(header, "", value, more: list("山底村")).errors.isEmpty, "\(header)")
      #expect(!roster(header, "", value, more: list("水口村")).errors.isEmpty, "\(header)")
    }
  }

  @Test(arguments: [
    "罢免或辞职时间", "退任时间", "离开岗位时间", "停任时间", "任职终于", "不再任职时间", "终止任职时间", "任职时间,截止时间", "起始时间,截止时间", "任职时间,截止日期",
  ])
  func `ends of terms are read by more words`(_ header: String) {
    let isPair = header.contains(",")
    let trial = roster(header, isPair ? "2020-12-20," : "", isPair ? "2020-12-20,2021-06" : "2021-06")
    #expect(ends(trial) == ["", "", "", "", "", "2021-06"] && trial.errors.isEmpty)
  }

  @Test func `截止时间 that is one for nearly all is the list's own day`() {
    #expect(ends(roster("任职时间,截止时间", "2019-02,2021-10-31", "2019-02,2021-10-31")) == Array(repeating: "", count: 6))
    let towns = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙", "西街道,簕冲村,赵丁", "西街道,簕冲村,钱戊"].map {
      "\($0),2017.5,\($0.hasPrefix("东") ? "2021.12.31" : "2021.11.30")\n"
    }
    let byTown = Trial("甲市2021年村务监督委员会成员花名册\n镇,村,姓名,任职时间,截止日期\n" + towns.joined(), name: "花名册.csv")
    #expect(ends(byTown) == Array(repeating: "", count: 5) && byTown.errors.isEmpty && byTown.codes.contains("DZ104"))
    // Apart from its beginning it says nothing, and is asked.
    #expect(roster("任职时间,是否兼任,截止时间", "2019-02,否,", "2019-02,是,2021-06").errors == ["DZ104"])
  }

  @Test(arguments: ["何时任现职", "选举产生时间", "推选时间", "任职始于"])
  func `beginnings of terms are read by more words`(_ header: String) {
    let trial = roster(header, "2020-12", "2021-07")
    #expect(trial.records.members.map(\.start?.month) == [12, 12, 12, 12, 12, 7] && trial.errors.isEmpty)
  }

  @Test(arguments: ["选举产生时间", "推选时间"])
  func `villages that elected in months of their own began no terms then`(_ header: String) {
    let rows = Self.names.enumerated().map { "东镇,\($0 < 3 ? "山底村" : "水口村"),\($1),2021.\($0 < 3 ? 3 : 2)\n" }
    let trial = Trial("甲市2021年村务监督委员会成员花名册\n镇,村,姓名,\(header)\n" + rows.joined(), name: "花名册.csv")
    #expect(
      trial.records.members.allSatisfy { $0.start == nil } && trial.codes.contains("DZ205") && trial.errors.isEmpty)
  }

  @Test(arguments: ["任期", "任职时段", "在任时间", "任职年限", "任职期间"])
  func `a term in one column is read under any of its words`(_ header: String) {
    for (others, last) in [
      ("2020.12-至今", "2020.12-2021.06"), ("2020年12月至今", "2020年12月至2021年6月"), ("20201220-", "20201220-20210630"),
      ("自2020年12月20日起至今", "自2020年12月20日起至2021年6月30日止"), ("2020/12/20~", "2020/12/20~2021/6/30"),
      ("2021.1-12", "2021.1-6"),
    ] {
      let trial = roster(header, others, last)
      #expect(ends(trial).last == "2021-06" && trial.errors.isEmpty, "\(last)")
    }
    // The committee's own term since the election says nothing of who served before it.
    if header != "任期" {
      let elected = roster(header, "2021.3-2026.3", "2021.3-2026.3")
      #expect(elected.records.members.allSatisfy { $0.start == nil && $0.end == nil })
      #expect(elected.codes.contains("DZ205") && elected.errors.isEmpty)
    }
    // How long, or which one of the committee's, is nobody's term.
    for words in ["五年", "3", "第九届"] {
      #expect(roster(header, words, words).records.members.allSatisfy { $0.start == nil && $0.end == nil })
    }
  }

  @Test(arguments: [
    "2021、6", "2021。6。30", "2021—6—30", "2021——6", "21年6月", "21年6月30日", "6月30日", "6月", "六月", "6月底", "2021..06",
    "Jun-21", "21.6", "21/06", "21-6",
    "\"2021,6\"",
  ])
  func `an end that can be read is read`(_ text: String) {
    let trial = roster("离任时间", "", text)
    #expect(ends(trial).last == "2021-06" && trial.errors.isEmpty)
  }

  @Test(arguments: [
    "2021年年中", "2021.6.31", "2021年上半年", "20216", "2021/六", "6.21", "Jun-20", "06/30/2021", "去世", "13月", "2月30日",
    "2019年", "未连任", "不在任", "在职去世",
  ])
  func `an end that cannot be read is an error where months hang on it`(_ text: String) {
    let trial = roster("离任时间", "", text)
    #expect(trial.errors == ["DZ205"] && trial.cell("DZ205") == "D8")
    // Where the list states the months it is asked.
    let list = roster("离任时间,月数,金额", ",12,2880", "\(text),6,1440")
    #expect(list.codes.contains("DZ205") && list.errors.isEmpty)
  }

  @Test func `a beginning that may hold an end is an error, and any other that cannot be read is asked`() {
    for text in ["2021.1-6", "至2021.03", "2021年3月离任", "2017.5、2021.1"] {
      #expect(roster("任职时间", "2020-12", text).errors == ["DZ205"], "\(text)")
    }
    for text in ["2021/01冬01", "6月", "2021", "去年", "2017.5、2021.3连任", "\"2017.5，2021.3连任\""] {
      let trial = roster("任职时间", "2020-12", text)
      #expect(trial.codes.contains("DZ205") && trial.errors.isEmpty, "\(text)")
    }
    #expect(ends(roster("任职起止时间", "2021.1-12", "2021.1-6")).last == "2021-06")
  }

  @Test(arguments: [
    "20年8月—21年6月", "20.8-21.6", "20.08—21.06", "20/8-21/6", "20年8月至21年6月", "'20.8-'21.6", "09.3-21.6",
  ])
  func `a term whose years have two digits is read where the first number can be no month`(_ text: String) {
    for header in ["任期", "任职起止时间", "任职时间"] {
      let trial = roster(header, "17.3-22.3", text)
      #expect(ends(trial) == Array(repeating: "2022-03", count: 5) + ["2021-06"] && trial.errors.isEmpty, "\(header)")
    }
  }

  @Test
  func `a short date that may be a day of a month is an error where months hang on it, and of a term none is made`() {
    for text in ["21/3", "21.3", "21-3", "21年3月", "21.3起", "21.3-至今"] {
      let trial = roster("任职时间", "2020-12", text)
      #expect(trial.records.members.last?.start == YearMonth(year: 2021, month: 3) && trial.errors.isEmpty, "\(text)")
    }
    for text in ["7.21", "3/5", "5.13"] { #expect(roster("任职时间", "2020-12", text).errors == ["DZ205"], "\(text)") }
    for text in ["45.3", "21.13", "3.1-5.2", "9.3-12.6", "21-22", "2.5年", "13"] {
      #expect(ShortYears.writtenOut(text) == nil, "\(text)")
    }
    // A payment list that says the months asks.
    #expect(roster("任职时间,月数,金额", "2020-12,12,2880", "7.21,6,1440").errors.isEmpty)
  }

  @Test(arguments: ["在职", "在岗", "未离任", "长期", "否", "0", "仍在任", "2026年", "2026年底", "2024"])
  func `words of those still in office are no dates that nobody reads`(_ text: String) {
    let trial = roster("离任时间", text, "2021-06")
    #expect(!trial.codes.contains("DZ205") && ends(trial) == ["", "", "", "", "", "2021-06"])
  }

  @Test(arguments: ["届满", "尚未离任", "尚在任", "任期内", "任期未满", "续任", "未离"])
  func `届满 may be why somebody left, other words that nobody did, and both are asked`(_ text: String) {
    let trial = roster("离任时间", "", text)
    #expect(trial.codes.contains("DZ205") && trial.errors.isEmpty)
  }

  @Test(arguments: ["2020", "2020年", "2020年底", "2017年换届"])
  func `a year before the period begins no term within it`(_ text: String) {
    let trial = roster("任职时间", text, "2021-07")
    #expect(
      !trial.codes.contains("DZ205") && trial.records.members.map(\.start?.month) == [nil, nil, nil, nil, nil, 7])
  }

  @Test(arguments: ["届满时间", "任期届满时间", "任期结束", "任期结束时间"])
  func `the end of a term that only some of a village have within the year is theirs`(_ header: String) {
    #expect(ends(roster(header, "", "2021.06")) == ["", "", "", "", "", "2021-06"])
    #expect(ends(roster(header, "2026-03-31", "2021-06-30")).last == "2021-06")
    #expect(roster(header, "", "2021.06").errors.isEmpty)
    // The committee's: all of each village have one.
    func villages(_ ends: [String]) -> Trial {
      let rows = zip(["山底村,张甲", "山底村,李乙", "水口村,王丙", "水口村,赵丁"], ends).map { "东镇,\($0),\($1)" }
      return Trial("甲市2021年花名册\n镇,村,姓名,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "花名册.csv")
    }
    for months in [["2021-03", "2021-03", "2021-04", "2021-04"], ["2021-03", "2021-03", "", ""]] {
      #expect(ends(villages(months)) == ["", "", "", ""] && villages(months).errors.isEmpty)
    }
    // Both, or once for each village at its first row: asked.
    for months in [["2021-03", "2021-03", "2021-04", ""], ["2021-03", "", "2021-04", ""]] {
      #expect(ends(villages(months)) == ["", "", "", ""] && villages(months).errors == ["DZ104"], "\(months)")
    }
    #expect(ends(villages(["2021-03", "", "", ""])).first == "2021-03")
  }

  @Test func `the end of a term is whose months or money say so`() {
    let own = roster("月数,届满时间", "12,", "6,2021-06")
    #expect(ends(own).last == "2021-06" && own.errors.isEmpty)
    let paid = Trial(
      payments(header: "镇,村,姓名,金额,任期届满时间", rows: ["东镇,山底村,张甲,1440,2021-06", "东镇,山底村,李乙,1440,2021-06"]))
    #expect(ends(paid) == ["2021-06", "2021-06"])
    let whole = Trial(
      payments(header: "镇,村,姓名,月数,金额,任期届满时间", rows: ["东镇,山底村,张甲,12,2880,2021-06", "东镇,山底村,李乙,12,2880,"]))
    #expect(ends(whole) == ["", ""] && whole.errors.isEmpty)
  }
}
