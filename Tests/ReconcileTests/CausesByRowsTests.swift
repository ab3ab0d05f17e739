import Testing

@testable import Domain
@testable import Reconcile

/// Members' rows that stand twice, have no known village or have lost their mark are why figures differ by as much; others are not.
@Suite struct CausesByRowsTests {
  static let villages = ["东镇,山底", "东镇,水口", "西镇,簕冲", "西镇,横坑"]
  static let names = ["赵", "钱", "孙"]

  static func id(_ village: Int, _ person: Int) -> String { idNumber(village * 10 + person + 1) }

  /// A member's row with a number: the first village's first is excluded, where this is wanted.
  static func rows(_ tail: String, excluded: Bool = true) -> [String] {
    villages.enumerated().flatMap { village, place in
      names.enumerated().map { person, name in
        let isExcluded = excluded && village == 0 && person == 0
        let paid = isExcluded ? tail.split(separator: ",").map { _ in "0" }.joined(separator: ",") : tail
        return "\(place),\(name)\(place.suffix(1)),\(id(village, person)),\(isExcluded ? "是" : "否"),\(paid)"
      }
    }
  }

  /// A payment list for each month.
  static func months(_ rows: (Int) -> [String]) -> [(name: String, csv: String)] {
    (1...12).map { month in
      (
        "\(month)月发放表.csv",
        "甲市2021年\(month)月补贴发放表\n单位：元\n镇,村,姓名,身份证号码,是否兼任,月数,金额\n"
          + rows(month).joined(separator: "\n") + "\n"
      )
    }
  }

  static func towns(_ east: String = "东镇,2,1,5,14400", _ west: String = "西镇,2,0,6,17280") -> (name: String, csv: String)
  {
    summary("镇,村数,兼任不发人数,核发人数,金额", [east, west])
  }

  private func causes(_ books: Books, _ codes: Code..., in file: String = "") -> [String: [String]] {
    let found = books.findings.filter { codes.contains($0.code) && $0.spots[0].place.file.contains(file) }
    return Dictionary(
      found.map { ($0.spots[0].place.cell, Set($0.causes.map { books.findings[$0].code.rawValue }).sorted()) },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test func `lists of months pay no more heads than seats beside the excluded`() {
    let fourth = "东镇,山底,李四,\(idNumber(90)),否,1,240"
    let over = Books(Self.months { _ in Self.rows("1,240") + [fourth] })
    #expect(over.found(.headcountMismatch).map(\.spots.count) == [48] && over.found(.overQuota).isEmpty)
    // Who holds the other post from July on leaves the seat then only.
    let later = Books(
      Self.months { month in
        Self.rows("1,240", excluded: month > 6) + (month > 6 ? [] : [])
      })
    #expect(later.findings.allSatisfy { $0.severity < .error })
    let half = Books(Self.months { month in Self.rows("1,240") + (month > 6 ? [fourth] : []) })
    #expect(half.found(.headcountMismatch).isEmpty)
    let between = Books(Self.months { month in Self.rows("1,240") + (month == 7 ? [fourth] : []) })
    let told = between.found(.headcountMismatch)
    #expect(told.map(\.spots.count) == [4] && told.allSatisfy { $0.message.zh.hasPrefix("2021-07：") })
  }

  @Test func `the excluded who stands twice in one month is told there`() {
    let books = Books(Self.months { month in Self.rows("1,240") + (month == 6 ? [Self.rows("1,240")[0]] : []) })
    let found = books.found(.exclusionExceedsVillages)
    #expect(found.map(\.spots.count) == [2] && found[0].spots.allSatisfy { $0.place.file.contains("6月") })
    #expect(found.map(\.gap) == [.counts(expected: 1, actual: 2, unit: "人")])
    #expect(found[0].causes.map { books.findings[$0].code } == [.duplicatePerson])
  }

  @Test func `a paid member who stands twice is why heads are too many, the excluded one is not`() {
    let header = "镇,村,姓名,身份证号码,是否兼任"
    let listed = Self.rows("12,2880").map { $0.split(separator: ",").prefix(5).joined(separator: ",") }
    func books(_ more: String) -> Books {
      Books([
        roster(header, listed + [more]),
        summary(
          "镇,村,应有人数,兼任不发人数,核发人数,金额",
          zip(Self.villages, ["3,1,2,5760", "3,0,3,8640", "3,0,3,8640", "3,0,3,8640"]).map { "\($0),\($1)" }),
      ])
    }
    let twice = books(listed[1])
    #expect(causes(twice, .headcountMismatch) == ["C3": ["DZ602"], "E4": ["DZ602"]])
    let fourth = books("东镇,山底,李四,\(idNumber(90)),否")
    #expect(causes(fourth, .headcountMismatch) == ["C3": [], "E4": []])
    // The number of two names is two persons'.
    let named = books("东镇,山底,李四,\(Self.id(0, 1)),否")
    #expect(causes(named, .headcountMismatch)["C3"] == [])
  }

  @Test func `a member of no known village in one month lacks that month, and the town that money`() {
    let wrong = Self.months { month in
      let rows = Self.rows("1,240")
      return month == 6 ? [rows[1].replacing("山底", with: "溪尾塘")] + rows.filter { $0 != rows[1] } : rows
    }
    let books = Books(wrong + [Self.towns()])
    #expect(books.found(.vacancy).map { $0.causes.map { books.findings[$0].code } } == [[.villageNotInRegister]])
    #expect(causes(books, .dueVsPaid) == ["E4": ["DZ201"]])
    // A whole village of June under a strange name is no month that was not sent.
    let all = Books(
      Self.months { month in
        Self.rows("1,240").map { month == 6 ? $0.replacing("水口", with: "溪尾塘") : $0 }
      })
    #expect(all.found(.missingNotZero).map { $0.causes.map { all.findings[$0].code } } == [[.villageNotInRegister]])
  }

  @Test func `a mark that only the note has is why exclusions differ by as much`() {
    func books(_ stated: Int) -> Books {
      let rows = Self.rows("12,2880").map { row in
        row.contains(",是,") ? row.replacing(",是,", with: ",否,") + ",兼任纪检委员" : row + ","
      }
      return Books([
        paymentList(rows, header: "镇,村,姓名,身份证号码,是否兼任,月数,金额,备注"),
        Self.towns("东镇,2,\(stated),5,14400"),
      ])
    }
    let one = books(1)
    #expect(causes(one, .headcountMismatch) == ["C4": ["DZ205"]] && causes(one, .monthsOutOfRange) == ["F4": ["DZ205"]])
    #expect(causes(books(2), .headcountMismatch)["C4"] == [])
  }

  @Test func `a number that nobody can have makes no second person`() {
    func books(born: Int) -> Books {
      Books(
        Self.months { month in
          Self.rows("1,240").map { row in
            month == 6 ? row.replacing(Self.id(0, 1), with: idNumber(77, born: born)) : row
          }
        })
    }
    let slip = books(born: 19_801_341)
    #expect(slip.tally(0)?.listed == 3 && slip.found(.headcountMismatch).isEmpty)
    // Two numbers that may be two persons' stay two, which is asked about.
    let two = books(born: 19_800_131)
    #expect(two.tally(0)?.listed == 4 && !two.found(.headcountMismatch).isEmpty)
  }

  @Test func `who is marked and paid, or whose village nobody knows, is why a town's months pay more than the list`() {
    let header = "镇,村,姓名,身份证号码,是否兼任,月数,金额"
    func returns(_ third: Int = 1440) -> (name: String, csv: String) {
      let months = (1...12).map { "\($0)月金额" }.joined(separator: ",")
      let east = (1...12).map { $0 == 3 ? "\(third)" : "1440" }.joined(separator: ",")
      let west = (1...12).map { _ in "1440" }.joined(separator: ",")
      return ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,\(months)\n东镇,\(east)\n西镇,\(west)\n")
    }
    func list(_ change: (String) -> String) -> (name: String, csv: String) {
      let rows = Self.rows("12,2880", excluded: false)
      return paymentList([change(rows[0])] + rows.dropFirst(), header: header)
    }
    let marked = list { $0.replacing(",否,", with: ",是,") }
    let all = causes(Books([marked, returns()]), .dueVsPaid, in: "月报")
    #expect(all.count == 12 && all.values.allSatisfy { $0 == ["DZ606"] })
    let unknown = list { $0.replacing("山底,", with: "无名村,") }
    let strange = causes(Books([unknown, returns()]), .dueVsPaid, in: "月报")
    #expect(strange.values.allSatisfy { $0 == ["DZ201"] })
    // What is more than the mark accounts for is not its doing.
    let other = causes(Books([marked, returns(1920)]), .dueVsPaid, in: "月报")
    #expect(other["D4"] == [] && other.count { $0.value == ["DZ606"] } == 11)
  }
}
