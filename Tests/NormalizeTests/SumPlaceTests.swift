import Support
import Testing

@testable import Domain
@testable import Normalize

/// Whose rows a sum is about: what nobody can place below a closed town, and a town beside a sum's own word.
@Suite struct SumPlaceTests {
  @Test func `an amount in words below members side by side is of all of them`() {
    func totals(_ foot: String) -> [StatedTotal] {
      Trial(
        "甲市2021年补贴发放表\n镇,村,成员1,,,成员2,,,全村合计\n,,姓名,月数,金额,姓名,月数,金额,\n"
          + "东镇,山底村,张甲,12,2880,李乙,12,2880,5760\n东镇,水口村,王丙,12,2880,赵丁,6,1440,4320\n\(foot)\n"
      ).records.totals.filter { $0.partColumns == nil }
    }
    #expect(totals("合计金额（大写）：壹万零捌拾元整").map(\.stated) == [1_008_000])
    #expect(totals("合计金额（大写）：壹万零捌拾元整").map(\.sum) == [1_008_000])
    #expect(totals("合计金额（大写）：壹万元整").map(\.sum) == [1_008_000])
    #expect(totals(",,合计（大写）：壹万零捌拾元整").map(\.sum) == [1_008_000])
    // Figures below each member's own amounts are of those.
    #expect(totals("合计,,,24,5760,,18,4320,10080").filter { $0.field == .amount }.map(\.sum) == [576_000, 432_000])
  }

  private func sums(
    _ rows: [(row: Int, town: Int, village: Int)], closing level: Int, _ after: [(row: Int, town: Int, village: Int)]
  ) -> Sums {
    var sums = Sums(columns: [.init(column: 6, field: .amount, month: nil, unit: .money)])
    func add(_ rows: [(row: Int, town: Int, village: Int)]) {
      for row in rows {
        sums.add(row: row.row, of: SummedPlace(town: row.town, village: row.village)) { _ in .value(1) }
      }
    }
    add(rows)
    sums.close(level: level, stated: [Int64(rows.count)])
    add(after)
    return sums
  }

  private func told(_ stretches: [Sums.Stretch]) -> [String] { stretches.map { "\($0.place): \($0.rows) \($0.count)" } }

  @Test func `what nobody can place below a town's sum goes with what follows, not with the town above`() {
    let town = sums([(4, 0, 0)], closing: 2, [(6, -1, -1), (7, 1, 2)])
    #expect(told(town.stretches(level: 2, by: .town)) == ["1: 6...7 2"])
    #expect(told(town.stretches(level: 2, by: .village)) == ["2: 6...7 2"])
    let whole = sums([(4, 0, 0)], closing: 3, [(6, -1, -1), (7, 1, 2)])
    #expect(told(whole.stretches(level: 3, by: .town)) == ["1: 6...7 2"])
  }

  @Test func `below a village's sum or a page's its town's rows go on`() {
    let village = sums([(4, 0, 0)], closing: 1, [(6, -1, -1), (7, 1, 2)])
    #expect(told(village.stretches(level: 2, by: .town)) == ["0: 4...6 2", "1: 7...7 1"])
    let page = sums([(4, 0, 0)], closing: Sums.page, [(6, 0, 0), (7, 1, 2)])
    #expect(told(page.stretches(level: 2, by: .town)) == ["0: 4...6 2", "1: 7...7 1"])
  }

  @Test func `a bare total below towns' sums that repeats the last of them leaves out the others`() {
    let rows = ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "东镇小计,,,,24,5760", "西街道,簕冲村,王丙,否,12,2880"]
    let totals = Trial(payments(rows: rows + ["西街道小计,,,,12,2880", "合计,,,,12,2880"])).records.totals
    let last = totals.filter { $0.field == .amount }.last
    #expect(last?.stated == 288_000 && last?.sum == 864_000 && last?.isGrand == true)
    // Where 合计 closes each town below its villages' sums, it is the town's.
    let villages = [
      "东镇,山底村,张甲,否,12,2880", "小计,,,,12,2880", "东镇,水口村,李乙,否,12,2880", "小计,,,,12,2880", "合计,,,,24,5760",
      "西街道,簕冲村,王丙,否,12,2880", "小计,,,,12,2880", "合计,,,,12,2880",
    ]
    #expect(Trial(payments(rows: villages)).records.totals.allSatisfy { $0.stated == $0.sum })
    // Nor does it leave anything out where 总计 follows: the first town alone has no 合计 of its own.
    let towns = rows + ["西街道小计,,,,12,2880", "合计,,,,12,2880", "总计,,,,36,8640"]
    #expect(Trial(payments(rows: towns)).records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `towns' sums that stand together below all rows close each town's own, in their order`() {
    let rows = ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "西街道,簕冲村,王丙,否,12,2880"]
    func told(_ sums: [String]) -> [String] {
      Trial(payments(rows: rows + sums)).records.totals.filter { $0.field == .amount }.map {
        "\($0.label) \($0.stated / 100) \($0.sum / 100)"
      }
    }
    #expect(
      told(["东镇小计,,,,24,5760", "西街道小计,,,,12,2880", "合计,,,,36,8640"]) == [
        "东镇小计 5760 5760", "西街道小计 2880 2880", "合计 8640 8640",
      ])
    // A wrong one is held against its own town's rows.
    #expect(
      told(["东镇小计,,,,24,5761", "西街道小计,,,,12,2880", "合计,,,,36,8640"]) == [
        "东镇小计 5761 5760", "西街道小计 2880 2880", "合计 8640 8640",
      ])
  }

  @Test func `a town further to the right than the third column is no sum's`() {
    func told(_ sum: String) -> [Int32] {
      Trial(
        payments(
          header: "村,姓名,月数,备注,金额",
          rows: ["东镇", "山底村,张甲,12,,2880", "水口村,李乙,12,,2880", "东镇小计,,24,,5760", "西街道", "簕冲村,王丙,12,,2880", sum])
      ).records.totals.filter { $0.field == .amount }.map(\.town)
    }
    #expect(told("小计,,12,,2880") == [0, 1] && told("小计,,12,东镇,2880") == [0, 1])
    #expect(told("小计,东镇,12,,2880") == [0, 0] && told("小计,,东镇,,2880") == [0, 0])
  }

  @Test func `a page without rows has no sum, and one with rows has only theirs`() {
    func told(_ rows: [String]) -> [String] {
      Trial(payments(rows: rows)).records.totals.filter { $0.field == .amount }.map { "\($0.label) \($0.sum / 100)" }
    }
    let page = ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "本页小计,,,,24,5760"]
    #expect(told(page + ["本页小计,,,,0,0"]) == ["本页小计 5760"])
    #expect(told(["本页小计,,,,0,0"] + page) == ["本页小计 5760"])
    let next = ["东镇,水口村,王丙,否,12,2880", "本页小计,,,,12,2880", "合计,,,,36,8640"]
    #expect(told(page + next) == ["本页小计 5760", "本页小计 2880", "合计 8640"])
  }

  @Test
  func `a count of persons below towns' totals is the last town's or the whole list's, a town's own is the town's`() {
    func counts(_ last: String) -> [String] {
      Trial(
        payments(rows: [
          "东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "东镇合计,,2人,,24,5760", "西街道,簕冲村,王丙,否,12,2880", last,
        ])
      ).records.totals.filter { $0.field == .listed }.map { "\($0.stated) \($0.sum)" }
    }
    #expect(counts("合计,,3人,,36,8640") == ["2 2", "3 3"] && counts("合计,,1人,,12,2880") == ["2 2", "1 1"])
    #expect(counts("合计,,4人,,36,8640") == ["2 2", "4 3"])
    #expect(counts("小计,,3人,,12,2880") == ["2 2", "3 1"])
  }

  @Test func `an amount in words is what is paid, wherever that column stands, else what is due`() {
    func told(_ header: String, _ rows: [String]) -> [String] {
      Trial(payments(header: header, rows: rows + ["大写：叁仟元整,,,,,"])).records.totals.filter { $0.label == "大写" }.map {
        "\($0.field.rawValue) \($0.stated / 100) \($0.sum / 100)"
      }
    }
    let paid = ["东镇,山底村,张甲,12,2640,2880", "东镇,水口村,李乙,12,2640,2880", "合计,,,24,5280,5760"]
    #expect(told("镇,村,姓名,月数,实发金额,应发金额", paid) == ["amount 3000 5280"])
    #expect(told("镇,村,姓名,月数,应发金额,实发金额", paid) == ["amount 3000 5760"])
    let due = ["东镇,山底村,张甲,12,2880", "东镇,水口村,李乙,12,2880", "合计,,,24,5760"]
    #expect(told("镇,村,姓名,月数,应发金额", due) == ["due 3000 5760"])
  }

  @Test func `a word of a second list is about that list's member, the first one's too, and a vacant seat is nobody`() {
    let header = "镇,村,姓名,是否兼任,月数,金额,备注"
    func list(_ rows: [String]) -> [UInt8] { Array(payments(header: header, rows: rows).utf8) }
    let trial = Trial([
      ("东镇发放表.csv", list(["东镇,山底村,张甲,否,12,2880,2021年6月离任", "东镇,山底村,李乙,否,12,2880,", "东镇,水口村,空缺,,,,"])),
      ("西街道发放表.csv", list(["西街道,山底村,王丙,否,12,2880,2021年7月离任", "西街道,簕冲村,赵丁,否,12,2880,2021年8月离任"])),
    ])
    #expect(trial.records.remarks.filter { $0.kind == .left }.map(\.member) == [0, 2, 3])
    #expect(trial.records.remarks.filter { $0.kind == .vacant }.map(\.member) == [-1])
  }

  @Test func `marks are the roster's person by person, by number before name, and only where the list has none`() {
    func list(_ rows: [String]) -> [UInt8] { Array(payments(header: "镇,村,姓名,月数,金额", rows: rows).utf8) }
    func roster(_ rows: [String]) -> [UInt8] {
      Array(("甲市2021年村务监督委员会成员花名册\n镇,村,姓名,是否兼任\n" + rows.joined(separator: "\n") + "\n").utf8)
    }
    let trial = Trial([
      ("发放表.csv", list(["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880", "东镇,水口村,张甲,12,2880"])),
      ("花名册.csv", roster(["东镇,山底村,张甲,是", "东镇,山底村,李乙,否", "东镇,山底村,王丙,否"])),
    ])
    let paid = trial.records.members.filter { trial.records.sources[$0.source.index].kind == .paymentList }
    #expect(paid.map(\.isConcurrent) == [true, false, nil])
    let told = trial.records.normalizations.filter { $0.rule == "mark-from-roster" }
    #expect(told.map(\.count) == [1] && told.map(\.place.cell) == ["A4:E4"])
  }

  @Test(arguments: ["大写金额", "金额（大写）"])
  func `a column of amounts in words is held against the one in figures, whatever it is called`(_ header: String) {
    func trial(_ words: String) -> Trial {
      Trial(payments(header: "镇,村,姓名,月数,金额,\(header)", rows: ["东镇,山底村,张甲,12,2880,\(words)"]))
    }
    #expect(trial("贰仟捌佰捌拾元整").codes.contains("DZ104") == false)
    #expect(trial("贰仟陆佰捌拾元整").records.totals.map(\.stated) == [268000])
  }

  @Test func `what is due in words is held against what is due in figures, and not against what is paid`() {
    func totals(_ words: String) -> [Int64] {
      Trial(
        payments(header: "镇,村,姓名,月数,应发金额,扣减,实发金额,应发大写", rows: ["东镇,山底村,张甲,12,2880,480,2400,\(words)"])
      ).records.totals.map(\.sum)
    }
    #expect(totals("贰仟捌佰捌拾元整") == [] && totals("贰仟肆佰元整") == [288000])
  }
}

/// Labels of sum rows beyond 合计.
@Suite struct SumLabelTests {
  private func list(_ label: String, sum: Int) -> Trial {
    Trial(payments(foot: "\(label),,,,36,\(sum)\n"))
  }

  @Test(arguments: [
    "Σ", "∑", "Total", "TOTAL", "Grand Total", "Sum", "Total：", "总数：", "总 计：", "合计（大写）", "共计3人", "共计 3 人",
  ])
  func `a total is known by whatever it is called, and tied`(_ label: String) {
    let right = list(label, sum: 8640)
    #expect(right.records.members.count == 3 && right.errors.isEmpty, "\(right.codes)")
    #expect(right.records.totals.contains { $0.field == .amount && $0.stated == 864_000 && $0.sum == 864_000 })
    #expect(list(label, sum: 8400).records.totals.contains { $0.stated == 840_000 && $0.sum == 864_000 })
  }

  @Test func `a subdistrict's sum closes its rows as a town's does`() {
    func trial(_ label: String) -> Trial {
      Trial(
        payments(
          rows: [
            "东镇,山底村,张甲,否,12,2880", "东镇计,,,,12,2880", "西街道,簕冲村,李乙,否,12,2880", "西街道,簕冲村,王丙,否,12,2880",
            "\(label),,,,24,5760", "合计,,,,36,8640",
          ]))
    }
    for label in ["西街道计", "西街道小计", "街道计"] { #expect(trial(label).errors.isEmpty, "\(label) \(trial(label).codes)") }
    #expect(trial("居委会计").errors.isEmpty == false)
  }

  @Test(arguments: ["Tom", "Sun", "Tsang", "Totalee"])
  func `foreign letters alone make no sum`(_ name: String) {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,\(name),否,12,2880"]))
    #expect(trial.records.members.count == 2)
  }
}
