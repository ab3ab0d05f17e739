import Testing

@testable import Domain
@testable import Reconcile

/// Posts that are paid elsewhere and are taken up within the year, or are none of those.
@Suite struct OtherPostTests {
  private func cells(_ books: Books) -> [String] {
    books.findings.filter {
      $0.severity >= .warning && [.dualPostPaid, .monthsOutOfRange, .valueNotParsed].contains($0.code)
    }
    .map { "\($0.code.rawValue) \($0.spots[0].place.cell)" }.sorted()
  }

  private func list(_ row: String, _ header: String = "镇,村,姓名,是否兼任,月数,金额,备注") -> Books {
    Books([paymentList(["东镇,山底村,李乙,否,12,2880,", "东镇,山底村,\(row)"], header: header)])
  }

  @Test(arguments: ["6月起兼任纪检委员，停发", "自6月起兼任村纪检委员", "2021年6月开始担任纪委书记，不再发放。", "6月份起兼纪检委员"])
  func `who takes the other post up within the year is due the months before`(_ note: String) {
    let dated = list("张甲,是,5,1200,\(note)")
    #expect(cells(dated).isEmpty && dated.figures.members.map(\.months) == [12, 5])
    #expect(dated.figures.tally.eligible == 2 && dated.figures.tally.concurrent == 0)
    #expect(cells(list("张甲,否,5,1200,\(note)")).isEmpty)
    // One month more than there are before it is paid for both posts, and so is whoever the note gives no time.
    #expect(cells(list("张甲,是,6,1440,\(note)")) == ["DZ606 D5"])
    #expect(cells(list("张甲,是,5,1440,\(note)")) == ["DZ606 D5"])
  }

  @Test func `a note without a time, or of another time or post, leaves the mark as it is`() {
    for note in ["兼任纪检委员", "6月前兼任纪检委员", "原6月起兼任纪检委员，后免去", "6月起兼任村委会主任", "2020年6月起兼任纪检委员"] {
      #expect(cells(list("张甲,是,5,1200,\(note)")) == ["DZ606 D5"], "\(note)")
    }
  }

  @Test func `a list's note says since when, whatever the roster marks at the year's end`() {
    let rows = ["东镇,山底村,李乙,12,2880,", "东镇,山底村,张甲,5,1200,6月起兼任纪检委员"]
    let both = Books([
      paymentList(rows, header: "镇,村,姓名,月数,金额,备注"), roster("镇,村,姓名,是否兼任", ["东镇,山底村,李乙,否", "东镇,山底村,张甲,是"]),
    ])
    #expect(cells(both).isEmpty && both.figures.members.map(\.months) == [12, 5])
  }

  @Test func `a post of no discipline below 兼任职务 is none that pays`() {
    func posts(_ header: String, _ posts: [String]) -> Books {
      let rows = zip(["张甲", "李乙", "王丙"], posts).map { "东镇,山底村,\($0),\($1),12,2880" }
      return Books([paymentList(rows, header: "镇,村,姓名,\(header),月数,金额")])
    }
    let held = posts("兼任职务", ["纪检委员", "组织委员", ""])
    #expect(cells(held) == ["DZ606 D4"] && held.figures.tally.concurrent == 1)
    // What blanks mean is noted once.
    #expect(held.records.normalizations.filter { $0.rule == "blank-flag-is-no" }.map(\.count) == [1])
    #expect(cells(posts("是否兼任", ["是", "组织委员", ""])) == ["DZ205 D5", "DZ606 D4"])
    #expect(cells(posts("兼任职务", ["纪检委员", "原兼组织委员", ""])).contains("DZ205 D5"))
  }
}
