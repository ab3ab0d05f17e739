import Support
import Testing

@testable import Domain
@testable import Normalize

/// Which rows a stated sum is about, told by where sums above it stand and by which of them ties.
@Suite struct SumsTests {
  private func sums(_ rows: [(row: Int, town: Int, village: Int, value: Int64)]) -> Sums {
    var sums = Sums(columns: [.init(column: 6, field: .amount, month: nil, unit: .money)])
    for row in rows { add(row, to: &sums) }
    return sums
  }

  private func add(_ row: (row: Int, town: Int, village: Int, value: Int64), to sums: inout Sums) {
    sums.add(row: row.row, of: SummedPlace(town: row.town, village: row.village)) { _ in
      row.value < 0 ? .unreadable : .value(row.value)
    }
  }

  /// Sum, rows and count of what a sum of a level is about.
  private func told(_ parts: Sums.Parts?) -> String? {
    parts.map { "\($0.sum) \($0.rows) \($0.count)" + ($0.isGrand ? " whole" : "") + ($0.isComplete ? "" : " open") }
  }

  @Test func `a sum is about the rows since the last one of its level, or higher`() {
    var sums = sums([(4, 0, 0, 100), (5, 0, 0, 100)])
    #expect(told(sums.parts(of: 0, level: 1, stated: 200)) == "200 4...5 2 whole")
    sums.close(level: 1, stated: [200])
    #expect(sums.isEmpty(level: 1) && !sums.isEmpty(level: 2) && sums.count(level: 2) == (2, 2))
    add((7, 0, 1, 300), to: &sums)
    #expect(told(sums.parts(of: 0, level: 1, stated: 300)) == "300 7...7 1")
    #expect(told(sums.parts(of: 0, level: 1, stated: 500)) == "300 7...7 1")
    #expect(told(sums.parts(of: 0, level: 2, stated: 500)) == "500 4...7 3 whole")
    sums.close(level: 1, stated: [300])
    #expect(sums.parts(of: 0, level: 2, stated: 500)?.doubled == 1000)
    sums.close(level: 2, stated: [500])
    #expect(sums.isEmpty(level: 1) && sums.isEmpty(level: 2) && !sums.isEmpty(level: 3))
  }

  @Test func `a total closes the town or the whole table, whichever ties, else the nearer`() {
    var sums = sums([(4, 0, 0, 100)])
    sums.close(level: 2, stated: [100])
    add((6, 1, 2, 50), to: &sums)
    #expect(told(sums.parts(of: 0, level: 2, stated: 50)) == "50 6...6 1")
    #expect(told(sums.parts(of: 0, level: 2, stated: 150)) == "150 4...6 2 whole")
    #expect(told(sums.parts(of: 0, level: 2, stated: 51)) == "50 6...6 1")
    #expect(told(sums.parts(of: 0, level: 1, stated: 150)) == "50 6...6 1")
    // 总计 below one of several tables on a sheet.
    #expect(told(sums.parts(of: 0, level: 3, stated: 150)) == "150 4...6 2 whole")
    #expect(told(sums.parts(of: 0, level: 3, stated: 50)) == "50 6...6 1")
    // A town's own sum ends no table.
    var below = self.sums([(4, 0, 0, 100)])
    below.close(level: 2, stated: [100], isOfTown: true)
    add((6, 1, 2, 50), to: &below)
    #expect(told(below.parts(of: 0, level: 3, stated: 50)) == "150 4...6 2 whole")
    #expect(told(sums.parts(of: 0, level: 3, stated: 51)) == "150 4...6 2 whole")
    sums.close(level: 2, stated: [50])
    #expect(told(sums.parts(of: 0, level: 2, stated: 7)) == "150 4...6 2 whole")
  }

  @Test func `a cell that could not be read leaves open only the sums that it is part of`() {
    var sums = sums([(4, 0, 0, -1), (5, 0, 0, 100)])
    #expect(told(sums.parts(of: 0, level: 1, stated: 100)) == "100 4...5 2 whole open")
    sums.close(level: 1, stated: [nil])
    add((7, 0, 1, 300), to: &sums)
    #expect(told(sums.parts(of: 0, level: 1, stated: 300)) == "300 7...7 1")
    #expect(told(sums.parts(of: 0, level: 2, stated: 400)) == "400 4...7 3 whole open")
    #expect(self.sums([]).parts(of: 0, level: 1, stated: 0)?.sum == nil)
  }

  @Test func `a page's sum closes no town and no table`() {
    var sums = sums([(4, 0, 0, 100), (5, 0, 0, 100)])
    sums.close(level: Sums.page, stated: [200])
    add((7, 0, 0, 300), to: &sums)
    #expect(told(sums.parts(of: 0, level: Sums.page, stated: 300)) == "300 7...7 1")
    #expect(told(sums.parts(of: 0, level: 1, stated: 500)) == "500 4...7 3 whole")
    #expect(sums.parts(of: 0, level: 1, stated: 500)?.doubled == 500)
  }

  private func told(_ stretches: [Sums.Stretch], _ sums: Sums) -> [String] {
    stretches.map { "\($0.place): \($0.rows) \($0.count) \(sums.parts(of: 0, in: $0)?.sum ?? -1)" }
  }

  @Test func `rows of one town or village that stand together are a stretch, with what nobody can place among them`() {
    var sums = sums([
      (4, 0, 0, 1), (5, 0, 0, 2), (6, -1, -1, 4), (7, 0, 0, 8), (8, 0, 1, 16), (9, 1, 2, 32),
    ])
    #expect(told(sums.stretches(level: 2, by: .village), sums) == ["0: 4...7 4 15", "1: 8...8 1 16", "2: 9...9 1 32"])
    #expect(told(sums.stretches(level: 2, by: .town), sums) == ["0: 4...8 5 31", "1: 9...9 1 32"])
    // A sum of a village closes a part of the town's rows.
    sums.close(level: 1, stated: [63])
    add((11, 1, 2, 64), to: &sums)
    add((12, 1, 3, 128), to: &sums)
    #expect(told(sums.stretches(level: 1, by: .village), sums) == ["2: 11...11 1 64", "3: 12...12 1 128"])
    #expect(told(sums.stretches(level: 2, by: .town), sums) == ["0: 4...8 5 31", "1: 9...12 3 224"])
    sums.close(level: 2, stated: [255])
    #expect(sums.stretches(level: 2, by: .town).isEmpty)
    let towns = self.sums([(4, 0, -1, 1), (5, 1, -1, 2), (6, 1, -1, 4)])
    #expect(told(towns.stretches(level: 2, by: .town), towns) == ["0: 4...4 1 1", "1: 5...6 2 6"])
    let back = self.sums([(4, 1, 2, 1), (5, 0, 0, 2), (6, 0, 1, 4), (7, 0, 0, 8)])
    #expect(told(back.stretches(level: 2, by: .town), back) == ["1: 4...4 1 1", "0: 5...7 3 14"])
    #expect(told(back.stretches(level: 2, by: .village), back).count == 4)
  }

  // Read from a table: what each of its sums is about.

  private func totals(_ rows: [String], header: String = "镇,村,姓名,是否兼任,月数,金额") -> [String] {
    Trial(payments(header: header, rows: rows)).records.totals.filter { $0.field == .amount }.map {
      "\($0.label) \($0.stated / 100) \($0.sum / 100) \($0.town)" + ($0.isGrand ? " grand" : "")
    }
  }

  private func row(_ village: String, _ name: String, _ yuan: Int = 2880) -> String {
    "\(village),\(name),否,12,\(yuan)"
  }

  @Test func `towns' sums are of their towns, and the last is of the table`() {
    #expect(
      totals([
        row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "东镇小计,,,,24,5760", row("西街道,簕冲村", "王丙"), "西街道小计,,,,12,2880",
        "合计,,,,36,8640",
      ]) == ["东镇小计 5760 5760 0", "西街道小计 2880 2880 1", "合计 8640 8640 -1 grand"])
    #expect(
      totals([
        row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "东镇合计,,,,24,5760", row("西街道,簕冲村", "王丙"), "西街道合计,,,,12,2880",
        "总计,,,,36,8640",
      ]) == ["东镇合计 5760 5760 0", "西街道合计 2880 2880 1", "总计 8640 8640 -1 grand"])
  }

  @Test func `a sum above its rows is about those that follow`() {
    #expect(
      totals([
        "总计,,,,36,8640", "东镇小计,,,,24,5760", row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "西街道小计,,,,12,2880",
        row("西街道,簕冲村", "王丙"),
      ]) == ["东镇小计 5760 5760 0", "西街道小计 2880 2880 1", "总计 8640 8640 -1 grand"])
    let bare = ["小计,,,,24,5760", row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "小计,,,,12,2880", row("西街道,簕冲村", "王丙")]
    #expect(totals(bare).map { $0.prefix(12) } == ["小计 5760 5760", "小计 2880 2880"])
  }

  @Test func `figures below a list are its total where most of them tie, and one row's figures are none`() {
    let rows = [row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), row("东镇,水口村", "王丙")]
    #expect(totals(rows + [",,,,36,8640"]).count == 1)
    #expect(totals(rows + [",,,,36,9000"]).isEmpty && totals(rows + [",,,,0,0"]).isEmpty)
    #expect(totals([rows[0], ",,,,12,2880"]).isEmpty)
    let header = "镇,村,姓名,是否兼任,月数,应发金额,实发金额"
    let more = rows.map { $0 + ",2880" }
    #expect(totals(more + [",,,,36,8640,8460"], header: header) == [" 8460 8640 0"])
    #expect(totals(more + [",,,,35,8460,8640"], header: header).isEmpty)
  }

  @Test func `a count beside the word sums up persons in a list and villages in a summary`() {
    func counts(_ trial: Trial) -> [String] {
      trial.records.totals.filter { $0.field == .listed || $0.field == .villageCount }.map {
        "\($0.field.rawValue) \($0.stated) \($0.sum)" + ($0.isGrand ? " grand" : "")
      }
    }
    let list = [row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), row("东镇,水口村", "王丙")]
    #expect(counts(Trial(payments(rows: list + ["合计,,3人,,36,8640"]))) == ["listed 3 3 grand"])
    #expect(counts(Trial(payments(rows: list + ["合计,,4名,,36,8640"]))) == ["listed 4 3 grand"])
    #expect(counts(Trial(payments(rows: list + ["合计,,3,,36,8640"]))) == ["listed 3 3 grand"])
    #expect(counts(Trial(payments(rows: list + ["合计,2个村,,,36,8640"]))) == [])
    let summary = { (total: String) in
      Trial(
        payments(
          title: "甲市2021年补贴汇总表\n单位：元\n", header: "镇,村,应有人数,核发人数,金额",
          rows: ["东镇,山底村,3,3,8640", "东镇,水口村,3,3,8640", total]), name: "汇总表.csv")
    }
    #expect(counts(summary("合计,2个村,6,6,17280")) == ["villages 2 2 grand"])
    #expect(counts(summary("合计,3个,6,6,17280")) == ["villages 3 2 grand"])
    #expect(counts(summary("合计,6人,6,6,17280")) == [])
  }

  @Test func `an amount in words below towns' sums is the whole table's or the last town's, as it ties`() {
    let rows = [
      row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "东镇小计,,,,24,5760", row("西街道,簕冲村", "王丙"), "西街道小计,,,,12,2880",
    ]
    func words(_ text: String) -> String? { totals(rows + [text]).last }
    #expect(words("大写：捌仟陆佰肆拾元整,,,,,")?.hasPrefix("大写 8640 8640") == true)
    #expect(words("大写：贰仟捌佰捌拾元整,,,,,")?.hasPrefix("大写 2880 2880") == true)
    #expect(words("大写：叁仟元整,,,,,")?.hasPrefix("大写 3000 8640") == true)
    #expect(words("全县合计（大写）：玖仟元整,,,,,")?.hasPrefix("大写 9000 8640") == true)
    // Below 合计 of a town that town's is the nearest.
    let whole = rows.map { $0.replacing("小计", with: "合计") }
    #expect(totals(whole + ["大写：叁仟元整,,,,,"]).last == "大写 3000 2880 1")
  }

  @Test func `a sum of several tables may be of the last of them only where that ties and the rest does not`() {
    var sums = sums([(4, 0, 0, 100)])
    sums.close(level: 3, stated: [100])
    add((6, 0, 1, 30), to: &sums)
    sums.close(level: 2, stated: [30])
    add((8, 1, 2, 50), to: &sums)
    #expect(told(sums.parts(of: 0, level: 3, stated: 80)) == "80 6...8 2")
    #expect(told(sums.parts(of: 0, level: 3, stated: 50)) == "50 8...8 1")
    #expect(told(sums.parts(of: 0, level: 3, stated: 180)) == "180 4...8 3 whole")
    #expect(told(sums.parts(of: 0, level: 3, stated: 7)) == "80 6...8 2")
    #expect(told(sums.parts(of: 0, level: 1, stated: 80)) == "50 8...8 1")
    #expect(told(sums.parts(of: 0, level: 2, stated: 80)) == "50 8...8 1")
    sums.close(level: 2, stated: [50])
    #expect(told(sums.parts(of: 0, level: 3, stated: 0)) == "80 6...8 2")
    let zero = self.sums([(4, 0, 0, 0), (5, 0, 0, 0)])
    #expect(told(zero.parts(of: 0, level: 2, stated: 0)) == "0 4...5 2 whole")
  }

  @Test func `what nobody can place goes on with any place, and takes the place that follows`() {
    let rows = sums([
      (4, -1, -1, 1), (5, 0, 0, 2), (6, 0, 1, 4), (7, 1, -1, 8), (8, 1, 2, 16), (9, -1, 2, 32), (10, 1, 3, 64),
    ])
    #expect(
      told(rows.stretches(level: 2, by: .village), rows) == [
        "0: 4...5 2 3", "1: 6...6 1 4", "2: 7...9 3 56", "3: 10...10 1 64",
      ])
    #expect(told(rows.stretches(level: 2, by: .town), rows) == ["0: 4...6 3 7", "1: 7...10 4 120"])
    // Whoever cannot be placed takes no place away.
    let between = sums([(4, 0, 0, 1), (5, -1, -1, 2), (6, 1, 2, 4), (7, 1, 2, 8), (8, 1, -1, 16), (9, 1, 3, 32)])
    #expect(told(between.stretches(level: 2, by: .town), between) == ["0: 4...5 2 3", "1: 6...9 4 60"])
    #expect(
      told(between.stretches(level: 2, by: .village), between) == ["0: 4...5 2 3", "2: 6...8 3 28", "3: 9...9 1 32"])
    let towns = sums([(4, 1, 0, 1), (5, 0, 0, 2), (6, -1, 0, 4), (7, -1, 1, 8)])
    #expect(told(towns.stretches(level: 2, by: .town), towns) == ["1: 4...4 1 1", "0: 5...6 2 6", "-1: 7...7 1 8"])
  }

  @Test func `a table beside goes on with the sums of the one on its left, if it has the same columns`() {
    var left = sums([(4, 0, 0, 100), (5, 0, 0, 200)])
    left.close(level: 1, stated: [300])
    var right = sums([])
    right.goOn(from: left)
    add((4, 0, 1, 50), to: &right)
    #expect(told(right.parts(of: 0, level: 2, stated: 350)) == "350 4...4 3 whole")
    #expect(told(right.parts(of: 0, level: 1, stated: 50)) == "50 4...4 1")
    #expect(right.parts(of: 0, level: 2, stated: 350)?.doubled == 650)
    var other = Sums(columns: [])
    other.goOn(from: left)
    #expect(other.isEmpty(level: 1) && other.count(level: 2).whole == 0)
  }

  @Test func `a total that nothing names closes what it sums up, and the one below it the whole table`() {
    let rows = [row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙")]
    #expect(totals(rows + [",,,,24,5760", "合计,,,,24,5760"]) == [" 5760 5760 0", "合计 5760 5760 -1 grand"])
    let west = [row("西街道,山底村", "王丙"), row("西街道,簕冲村", "赵丁")]
    let sums = totals(
      rows + ["东镇合计,,,,24,5760"] + west + ["西街道合计,,,,24,5760", ",,,,48,11520", "总计,,,,48,11520"])
    #expect(
      sums == ["东镇合计 5760 5760 0", "西街道合计 5760 5760 1", " 11520 11520 -1 grand", "总计 11520 11520 -1 grand"])
  }

  @Test func `figures that nothing names are a total where half of its parts cannot be read and it is no less`() {
    let open = [row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "东镇,水口村,王丙,否,约十,约二千"]
    func told(_ total: String) -> Int { totals(open + [total]).count }
    #expect(told(",,,,36,8640") == 1 && told(",,,,24,5760") == 1 && told(",,,,23,5000") == 0)
  }

  @Test func `a bare number in the column of villages counts no persons, and other units count nothing`() {
    func counts(_ row: String) -> [String] {
      Trial(payments(rows: [self.row("东镇,山底村", "张甲"), self.row("东镇,水口村", "李乙"), row])).records.totals.filter {
        $0.field == .listed || $0.field == .villageCount
      }.map { "\($0.field.rawValue) \($0.stated) \($0.sum)" }
    }
    #expect(counts("合计,2,,,24,5760") == [] && counts("合计,2人,,,24,5760") == ["listed 2 2"])
    #expect(
      counts("合计,,2个,,24,5760") == [] && counts("合计,,2户,,24,5760") == [] && counts("合计,,2名,,24,5760") == ["listed 2 2"])
  }

  @Test func `a count below towns' counts is the town's or the whole list's, as it ties`() {
    func counts(_ last: String, _ total: String) -> [String] {
      Trial(
        payments(rows: [
          row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "小计,,2人,,24,5760", row("西街道,簕冲村", "王丙"), "小计,,\(last),,12,2880",
          "合计,,\(total),,36,8640",
        ])
      ).records.totals.filter { $0.field == .listed }.map { "\($0.stated) \($0.sum)" }
    }
    #expect(counts("1人", "3人") == ["2 2", "1 1", "3 3"])
    #expect(counts("3人", "1人") == ["2 2", "3 1", "1 3"])
  }

  @Test func `an unreadable sum is told of its town, a table's of none`() {
    func town(_ label: String) -> Int? {
      let rows = [row("东镇,山底村", "张甲"), row("东镇,水口村", "李乙"), "\(label),,,,24,约五千"]
      let found = Trial(payments(rows: rows)).records.discrepancies.first { $0.code == .valueNotParsed }
      return found?.subject.town ?? (found == nil ? -2 : -1)
    }
    #expect(town("小计") == 0 && town("合计") == 0 && town("总计") == -1)
  }

  @Test func `a town beside a sum's own word is the sum's in the first columns only`() {
    let header = "村,姓名,是否兼任,月数,金额"
    func told(_ sum: String) -> [Int32] {
      Trial(
        payments(
          header: header,
          rows: ["东镇", "山底村,张甲,否,12,2880", "水口村,李乙,否,12,2880", "东镇小计,,,24,5760", "西街道", "簕冲村,王丙,否,12,2880", sum])
      ).records.totals.filter { $0.field == .amount }.map(\.town)
    }
    #expect(told("小计,西街道,,12,2880") == [0, 1] && told("小计,,西街道,12,2880") == [0, 1])
  }
}
