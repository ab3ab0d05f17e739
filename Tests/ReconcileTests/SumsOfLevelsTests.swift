import Testing

@testable import Domain
@testable import Reconcile

/// Sums of villages and towns that are called alike, and what they follow from.
@Suite struct SumsOfLevelsTests {
  /// A list whose villages and towns each have a 小计, with some rows changed.
  private func list(header: String = "镇,村,姓名,月数,金额", _ change: (inout [String]) -> Void = { _ in }) -> Books {
    var rows: [String] = []
    for (town, villages) in [("东镇", ["山底村", "水口村"]), ("西镇", ["簕冲村", "横坑村"])] {
      for village in villages {
        rows += ["甲", "乙", "丙"].map { "\(town),\(village),\(village.prefix(1))\($0),12,2880" }
        rows.append("小计,,,,8640")
      }
      rows.append("小计,,,,17280")
    }
    rows.append("合计,,,,34560")
    change(&rows)
    return Books([paymentList(rows, header: header)])
  }

  @Test func `a town's sum below its villages' is the town's, whatever figure among its own is wrong`() {
    #expect(list().findings.allSatisfy { $0.severity < .error })
    let less = list { $0[1] = $0[1].replacing("12,2880", with: "12,2640") }
    #expect(less.found(.dueVsPaid).count == 1)
    #expect(less.cells(.subtotalMismatch) == ["E7", "E12", "E22"])
    #expect(less.found(.subtotalMismatch).allSatisfy { !$0.causes.isEmpty })
    // A wrong sum of a town is one finding.
    let wrong = list { $0[8] = "小计,,,,17000" }
    #expect(wrong.cells(.subtotalMismatch) == ["E12"])
  }

  @Test func `sums above their rows stay there`() {
    var rows: [String] = []
    for (town, villages) in [("东镇", ["山底村", "水口村"]), ("西镇", ["簕冲村", "横坑村"])] {
      rows.append("小计,,,,17280")
      for village in villages {
        rows += ["甲", "乙", "丙"].map { "\(town),\(village),\(village.prefix(1))\($0),12,2880" }
      }
    }
    let books = Books([paymentList(rows + ["合计,,,,34560"], header: "镇,村,姓名,月数,金额")])
    #expect(books.findings.allSatisfy { $0.severity < .error })
  }

  @Test func `a blank amount due is told where a list has no other amounts, and its sums name it`() {
    let books = list(header: "镇,村,姓名,月数,应发金额") { $0[1] = "东镇,山底村,山乙,12," }
    #expect(books.cells(.missingNotZero) == ["E5"])
    #expect(books.cells(.subtotalMismatch) == ["E7", "E12", "E22"])
    #expect(
      books.found(.subtotalMismatch).allSatisfy { $0.causes.map { books.findings[$0].code } == [.missingNotZero] })
    // Months of nobody's, and amounts that nobody has filled in, are no blanks among others.
    #expect(list(header: "镇,村,姓名,月数,应发金额") { $0[1] = "东镇,山底村,山乙,0," }.cells(.missingNotZero).isEmpty)
  }

  @Test func `a total that lacks one member too many names the village's seats`() {
    let books = list { $0.insert("东镇,山底村,山丁,12,2880", at: 3) }
    #expect(books.found(.overQuota).count == 1 && books.found(.subtotalMismatch).count == 3)
    #expect(books.found(.subtotalMismatch).allSatisfy { !$0.causes.isEmpty })
    let other = list {
      $0.insert("东镇,山底村,山丁,12,2880", at: 3)
      $0[4] = "小计,,,,9000"
    }
    #expect(other.found(.subtotalMismatch).first.map { $0.causes.isEmpty } == true)
  }

  @Test func `months of a member too many are in the sums of a list by months`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    func row(_ name: String) -> String {
      "东镇,山底村,\(name)," + Array(repeating: "240", count: 12).joined(separator: ",") + ",2880"
    }
    let total = "合计,,," + Array(repeating: "720", count: 12).joined(separator: ",") + ",8640"
    let books = Books([
      paymentList(["山甲", "山乙", "山丙", "山丁"].map(row) + [total], header: "镇,村,姓名,\(months),合计")
    ])
    #expect(books.found(.subtotalMismatch).count == 13)
    #expect(books.found(.subtotalMismatch).allSatisfy { $0.causes.map { books.findings[$0].code } == [.overQuota] })
  }
}

/// A summary's members, excluded and paid.
@Suite struct MembersOfRowsTests {
  private let header = "镇,村,监委会成员数,兼任人数,实发人数,金额"
  private let others = ["东镇,水口村,3,1,2,5760", "西镇,簕冲村,3,0,3,8640", "西镇,横坑村,3,0,3,8640"]

  @Test func `who is neither excluded nor paid is asked about`() {
    #expect(Books([summary(header, ["东镇,山底村,3,0,3,8640"] + others)]).found(.headcountMismatch).isEmpty)
    let fewer = Books([summary(header, ["东镇,山底村,3,0,2,5760"] + others)])
    #expect(fewer.cells(.headcountMismatch) == ["E4"])
    #expect(Books([summary(header, ["东镇,山底村,4,0,3,8640"] + others)]).cells(.headcountMismatch) == ["E4"])
  }

  @Test func `where most rows do not tie, others than the excluded may not be paid`() {
    let rows = ["东镇,山底村,3,0,2,5760", "东镇,水口村,3,1,1,2880", "西镇,簕冲村,3,0,2,5760", "西镇,横坑村,3,0,3,8640"]
    #expect(Books([summary(header, rows)]).found(.headcountMismatch).isEmpty)
  }
}

/// Quarters' heads, which stand for each of their months.
@Suite struct QuartersToldOnceTests {
  private func books(heads: Int, total: Int = 6) -> Books {
    let quarters = ["第一季度", "第二季度", "第三季度", "第四季度"]
    let head =
      "镇,村," + quarters.map { "\($0),," }.joined() + "全年合计,\n,," + quarters.map { _ in "人数,金额," }.joined() + "人月,金额"
    func row(_ village: String, second: Int) -> String {
      "东镇,\(village)," + (0..<4).map { "\($0 == 1 ? second : 3),2160," }.joined() + "36,8640"
    }
    let sum = "合计,," + (0..<4).map { "\($0 == 1 ? total : 6),4320," }.joined() + "72,17280"
    return Books([
      (
        "月报.csv",
        "甲市2021年补贴月报表\n单位：元\n\(head)\n"
          + [row("山底村", second: heads), row("水口村", second: 3), sum].joined(separator: "\n")
          + "\n"
      )
    ])
  }

  @Test func `heads that are too many are told once, and the quarter's amount and sum name them`() {
    #expect(books(heads: 3).findings.allSatisfy { $0.severity < .error || $0.code == .villageCountMismatch })
    let wrong = books(heads: 4)
    #expect(wrong.cells(.overQuota) == ["E5"] && wrong.cells(.subtotalMismatch) == ["E7"])
    let amounts = wrong.found(.dueVsPaid).filter { $0.spots[0].place.cell == "F5" }
    #expect(amounts.count == 1 && amounts.allSatisfy { $0.causes.map { wrong.findings[$0].code } == [.overQuota] })
    #expect(books(heads: 3, total: 7).cells(.subtotalMismatch) == ["E7"])
  }
}
