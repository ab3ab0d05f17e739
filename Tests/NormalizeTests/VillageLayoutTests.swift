import Support
import Testing

@testable import Domain
@testable import Normalize

/// The places where counties write which village a row is about.
@Suite struct VillageLayoutTests {
  private let people = "姓名,是否兼任,月数,金额\n张甲,否,12,2880\n李乙,否,12,2880\n"
  private let bottom = "990101100200", west = "990101101200"

  private func list(_ villages: [String], header: String = "村") -> Trial {
    Trial(payments(header: "\(header),姓名,是否兼任,月数,金额", rows: zip(villages, "甲乙丙丁").map { "\($0),张\($1),否,12,2880" }))
  }

  @Test func `a sheet a village names it in its title or by its name`() {
    let titled = Trial("东镇山底村2021年补贴发放表\n单位：元\n" + people)
    #expect(titled.village(0) == bottom && titled.village(1) == bottom && titled.errors.isEmpty)
    let rows = [["2021年补贴发放表（单位：元）"], ["姓名", "是否兼任", "月数", "金额"], ["张甲", "否", "12", "2880"]]
    let named = Trial([("西街道.xlsx", WorkbookText(sheets: [("山底村", sheetXML(rows)), ("簕冲村2", sheetXML(rows))]).bytes)])
    #expect(named.village(0) == west && named.village(1) == "990101101201" && named.errors.isEmpty)
  }
  @Test func `a village alone on a row heads its members, registered or told`() {
    let trial = Trial(
      payments(
        header: "姓名,是否兼任,月数,金额",
        rows: ["一、东镇", "山底村", "张甲,否,12,2880", "（二）水口村委会", "李乙,否,12,2880", "西街道", "山底村（1人）", "王丙,否,12,2880"]))
    #expect((0..<3).map { trial.village($0) } == [bottom, "990101100201", west] && trial.errors.isEmpty)
    let unknown = Trial(payments(header: "姓名,是否兼任,月数,金额", rows: ["东镇", "无名村", "张甲,否,12,2880"]))
    #expect(unknown.errors == ["DZ201"] && unknown.cell("DZ201") == "A5")
  }
  @Test(arguments: ["东镇山底村", "东镇-山底村委会", "甲市东镇山底村", "东镇／山底村民委员会", "山底村（东镇）"])
  func `a town and a village may share a cell`(_ text: String) {
    let trial = list([text, "西街道山底村"])
    #expect(trial.village(0) == bottom && trial.village(1) == west && trial.errors.isEmpty)
  }
  @Test(arguments: ["1.水口村", "1、水口村", "（1）水口村委会", "①水口村", "一、水口村", "水口村（3人）", "水口村3人", "水口村：", "01水口村"])
  func `numbers and counts about a name are no part of it`(_ text: String) {
    let trial = list([text, text])
    #expect(trial.village(0) == "990101100201" && trial.errors.isEmpty)
    #expect(trial.rules.contains("village-name-form"))
  }
  @Test func `a column of villages needs no header`() {
    let trial = Trial(payments(header: "镇,,姓名,是否兼任,月数,金额"))
    #expect(trial.village(0) == bottom && trial.rules.contains("column-by-content") && trial.errors.isEmpty)
  }
  @Test func `a town in the villages' column sums up the villages below it`() {
    let header = "甲市2021年汇总表\n单位：元\n村名,应有人数,兼任不发人数,核发人数,金额\n"
    let good = Trial(header + "东镇,6,0,6,17280\n山底村,3,0,3,8640\n水口村,3,0,3,8640\n西街道,3,0,3,8640\n山底村,3,0,3,8640\n")
    #expect(good.records.aggregates.count == 3 && good.errors.isEmpty)
    #expect(good.records.totals.allSatisfy { $0.stated == $0.sum } && good.records.totals.count == 8)
  }
  @Test func `a total above everything is tied to what follows`() {
    let trial = Trial(
      payments(
        rows: [
          "合计,,,,,8640", "东镇小计,,,,,5760", "东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "西街道小计,,,,,2880",
          "西街道,山底村,王丙,否,12,2880",
        ]))
    #expect(trial.records.totals.map(\.stated).sorted() == [288_000, 576_000, 864_000])
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && trial.errors.isEmpty)
  }
  @Test func `figures without a word are a total if they add up, and told if they do not`() {
    #expect(Trial(payments(foot: ",,,,,8640\n")).errors.isEmpty)
    #expect(Trial(payments(foot: ",,,,,8650\n")).errors == ["DZ109"])
  }

  @Test func `a code before a name is the village's, unless the name is another's`() {
    let trial = list(["990101100200山底村委会", "990101101200 山底村"])
    #expect(trial.village(0) == bottom && trial.village(1) == west && trial.errors.isEmpty)
    #expect(list(["990101100200水口村"]).errors == ["DZ203"])
  }
  @Test(arguments: ["单位名称", "任职单位", "上报单位", "村居情况"])
  func `members in one row are told apart by their seats, whatever heads the villages`(_ header: String) {
    let groups = ["主任", "委员1", "委员2"].flatMap { seat in ["姓名", "是否兼任"].map { "\(seat)\($0)" } }
    let trial = Trial(
      "甲市2021年村监委成员名册\n序号,\(header),\(groups.joined(separator: ","))\n1,山底村委会,张甲,否,李乙,否,王丙,是\n2,水口村委会,赵丁,否,钱戊,否,孙己,否\n")
    #expect(trial.records.members.count == 6 && trial.records.members.count { $0.isConcurrent == true } == 1)
  }
  @Test(arguments: ["镇村", "乡镇（街道）"]) func `a header of towns over villages is settled by its cells`(_ header: String) {
    let trial = list(["东镇山底村", "西街道山底村"], header: header)
    #expect(trial.village(0) == bottom && trial.village(1) == west && trial.errors.isEmpty)
  }

  @Test func `a file a village is one document, and a village's own correction replaces its file only`() {
    func file(_ village: String, _ name: String) -> [UInt8] {
      Array("东镇\(village)2021年补贴发放表\n单位：元\n姓名,是否兼任,月数,金额\n\(name),否,12,2880\n".utf8)
    }
    let trial = Trial([
      ("山底.csv", file("山底村", "张甲")), ("水口.csv", file("水口村", "李乙")), ("水口（更正）.csv", file("水口村", "王丙")),
    ])
    #expect(Set(trial.records.members.map(\.name.text)) == ["张甲", "王丙"])
    #expect(trial.errors.isEmpty && trial.codes.contains("DZ703"))
  }
  @Test func `a sheet may bear a village's former name`() {
    let alias = Alias(county: "甲市", town: "东镇", alias: "旧村村委会", code: "990101100200", from: nil, until: nil)
    let trial = Trial("东镇旧村村委会2021年补贴发放表\n单位：元\n" + people, aliases: [alias])
    #expect(trial.village(0) == bottom && trial.errors.isEmpty)
  }
  @Test func `a total may stand first under the title of each of several tables on a sheet`() {
    let header = "村,应有人数,兼任不发人数,核发人数,金额\n"
    let trial = Trial(
      "东镇2021年汇总表\n单位：元\n\(header)合计,6,0,6,17280\n山底村,3,0,3,8640\n水口村,3,0,3,8640\n\n西街道2021年汇总表\n单位：元\n\(header)合计,3,0,3,8640\n山底村,3,0,3,8640\n"
    )
    #expect(trial.records.totals.count == 8 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `villages that one cell names together are a row about their town, where it has them all`() {
    func trial(_ names: String, count: String = "2") -> Trial {
      Trial("甲市2021年汇总表\n单位：元\n镇,村,村数,兼任不发人数,核发人数,金额\n东镇,\(names),\(count),1,5,14400\n西街道,山底、簕冲,2,0,6,17280\n")
    }
    let whole = trial("山底村、水口村")
    #expect(whole.errors.isEmpty && whole.records.aggregates.map(\.isVillage) == [false, false])
    #expect(whole.records.aggregates.map { $0[.villageCount] } == [.value(2), .value(2)])
    #expect(trial("山底村、水尾村").errors.contains("DZ201"))
    #expect(trial("山底村、水口村", count: "3").errors.contains("DZ201"))
  }

  @Test func `two of a town's three villages in a cell are no row of the town, though 村数 says two`() {
    let register = Register(
      ["山底", "水口", "石桥"].enumerated().map {
        .init(code: "99010110020\($0)", county: "甲市", town: "东镇", name: $1 + "村委会", kind: .village)
      })
    func errors(_ rows: String) -> [String] {
      let csv = "甲市2021年汇总表\n单位：元\n镇,村,村数,核发人数,金额\n\(rows)"
      let upload = Upload(file: "jia/汇总表.csv", bytes: Array(csv.utf8), sha256: "a", received: 1000)
      return normalize(
        [upload], county: 0, context: Context(register: register, aliases: [], policy: Trial.policy)
      ).discrepancies.filter { $0.severity >= .error }.map(\.code.rawValue)
    }
    #expect(errors("东镇,山底村、水口村,2,6,17280\n东镇,石桥村,1,3,8640\n") == ["DZ201"])
    #expect(errors("东镇,山底村、水口村、石桥村,3,9,25920\n") == [])
  }

  @Test func `a village in a line of its own is where the members below it are`() {
    let rows = ["东镇,山底村,,,,", ",,张甲,否,12,2880", ",,李乙,否,12,2880", "东镇,水口村,,,,", ",,王丙,否,12,2880"]
    let trial = Trial(payments(rows: rows))
    #expect((0..<3).map { trial.village($0) } == ["990101100200", "990101100200", "990101100201"])
    #expect(trial.errors.isEmpty)
    let beside = Trial(payments(rows: [",水口村,,,,", "东镇,,张甲,否,12,2880", "东镇,,李乙,否,12,2880"]))
    #expect((0..<2).map { beside.village($0) } == ["990101100201", "990101100201"] && beside.errors.isEmpty)
    // The village of another town is no place for this one's.
    let other = Trial(payments(rows: [",水口村,,,,", "西街道,,张甲,否,12,2880"]))
    #expect(other.village(0) == nil && other.errors == ["DZ201"])
  }

  @Test func `villages of several towns head their members where no line names a town`() {
    func trial(_ before: String = "") -> Trial {
      let rows = ["水口村（1人）", "张甲,12,2880", "簕冲村（1人）", "李乙,12,2880"].map { "\($0)\n" }.joined()
      return Trial("甲市2021年发放表\n单位：元\n姓名,月数,金额\n\(before)\(rows)")
    }
    #expect((0..<2).map { trial().village($0) } == ["990101100201", "990101101201"] && trial().errors.isEmpty)
    // A town's own line holds for the villages below it.
    #expect(trial("东镇\n").village(1) == nil && trial("东镇\n").errors.contains("DZ201"))
  }

  @Test func `numbers beside villages, or below a town that stands once for several, count no villages`() {
    func counts(_ header: String, _ rows: [String]) -> [Reading] {
      Trial(
        "甲市2021年补贴汇总表\n单位：元\n镇,\(header),应有人数,兼任人数,核发人数,金额\n" + rows.map { "\($0)\n" }.joined(), name: "汇总表.csv"
      ).records.aggregates.map { $0[.villageCount] }
    }
    let figures = "3,0,3,8640"
    let named = counts("行政村,村名", ["东镇,2,山底村,\(figures)", ",,水口村,\(figures)", "西街道,1,簕冲村,\(figures)"])
    #expect(named.allSatisfy { $0 == .absent })
    let numbered = counts("村", ["东镇,1,\(figures)", ",2,\(figures)", "西街道,1,\(figures)"])
    #expect(numbered.allSatisfy { $0 == .absent })
  }

  @Test func `a list without villages is of the one that its folder is called by`() {
    func villages(_ folder: String, title: String = "2021年村监委补贴发放表") -> [String?] {
      let trial = Trial([
        (folder + "/发放表.csv", Array("\(title)\n姓名,是否兼任,月数,金额\n张甲,否,12,2880\n李乙,否,12,2880\n".utf8))
      ])
      return [0, 1].map { $0 < trial.records.members.count ? trial.village($0) : nil }
    }
    #expect(villages("东镇/水口村委会") == ["990101100201", "990101100201"])
    // Two towns have a village of this name, and the folder around says which.
    #expect(villages("西街道/山底村") == ["990101101200", "990101101200"] && villages("山底村") == [nil, nil])
    #expect(villages("水口村", title: "东镇山底村2021年补贴发放表") == ["990101100200", "990101100200"])
  }
}
