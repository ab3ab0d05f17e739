import Testing

@testable import Domain
@testable import Normalize

@Suite struct WordsTests {
  private func value(_ text: String) -> WrittenDecimal? {
    if case .number(let number) = NumberText(text) { number.value } else { nil }
  }

  @Test(arguments: [
    ("1,234.00", 123_400, 2), ("￥240", 240, 0), ("3人", 3, 0), ("277个", 277, 0), ("３", 3, 0), (" 12 ", 12, 0),
    ("(480)", -480, 0), ("二百四十", 240, 0),
    ("贰佰肆拾元整", 240, 0), ("十二", 12, 0), ("'720", 720, 0),
  ])
  func `numbers are read as people write them`(_ text: String, _ digits: Int64, _ places: Int) {
    #expect(value(text) == WrittenDecimal(digits: digits, places: places))
  }

  @Test(arguments: [
    ("一千二百三十四", 1234, 0), ("五百六十七", 567, 0), ("八百九十", 890, 0), ("两百", 200, 0), ("零", 0, 0), ("〇", 0, 0), ("十", 10, 0),
    ("壹仟贰佰叁拾肆元整", 1234, 0), ("伍佰陆拾柒元", 567, 0), ("捌佰玖拾圆正", 890, 0), ("弍拾", 20, 0), ("貳佰", 200, 0), ("參拾", 30, 0),
    ("一万二千元整", 12_000, 0), ("壹拾贰萬", 120_000, 0), ("一亿", 100_000_000, 0), ("一百零五", 105, 0), ("三万零五", 30_005, 0),
    ("一亿二千万", 120_000_000, 0), ("贰仟零肆拾元整", 2040, 0), ("叁元零伍分", 305, 2), ("十二万五千", 125_000, 0), ("一百一十", 110, 0),
    ("一百十五", 115, 0), ("叁拾元零伍角", 3050, 2),
    ("叁元伍角", 350, 2), ("贰佰肆拾元伍角陆分", 24_056, 2), ("二十元", 20, 0),
  ])
  func `numerals in words, the everyday and the banker's, are read to the fen`(
    _ text: String, _ digits: Int64, _ places: Int
  ) {
    #expect(value(text) == WrittenDecimal(digits: digits, places: places))
  }

  @Test(arguments: [
    "元", "五角", "二三", "元整", "元五角", "三元四", "一万亿亿", "亿亿亿", "一亿亿亿", "一百五", "三万五", "一百五万", "二千三", "千元", "百", "十百", "一千千",
    "二百三百", "十十",
    "三元角", "捌仟元一角一角", "三元二分一角",
  ])
  func `words that are no numeral are none`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: [
    ("１２", ["full-width-digits"]), ("1 2", ["inner-space"]), ("2　880", ["inner-space"]), (" 12 ", ["outer-space"]),
    ("12", []),
    ("１ ２", ["inner-space"]), ("1,234", ["thousands-separator"]), ("(480)", ["bracketed-negative"]),
    ("'720", ["apostrophe"]),
    ("¥240元", ["currency-sign", "unit-suffix"]), ("240元/月", ["rate-form", "unit-suffix"]), ("二百", ["chinese-numeral"]),
  ])
  func `what a number was read by is told by the liberties that were taken`(_ text: String, _ rules: [String]) {
    if case .number(let number) = NumberText(text) {
      #expect(number.rules == rules)
    } else {
      Issue.record("\(text) is a number")
    }
  }

  @Test func `a count has at most the fifteen digits that a spreadsheet keeps`() {
    func whole(_ text: String) -> Int64? {
      value(text).flatMap { WrittenNumber(value: $0, rules: [], suffix: "").whole }
    }
    #expect(whole("999999999999999") == 999_999_999_999_999 && whole("-999999999999999") == -999_999_999_999_999)
    #expect(whole("1000000000000000") == nil && whole("-1000000000000000") == nil && whole("2.5") == nil)
  }

  @Test func `a page of words is looked at no further than 4096 bytes`() {
    #expect(value(String(repeating: " ", count: 4095) + "7")?.digits == 7)
    #expect(NumberText(String(repeating: " ", count: 4096) + "7") == .unreadable)
  }

  @Test(arguments: ["1,234", "12,345", "123,456", "1,234,567", "-1,234", "1,234.5"])
  func `commas before every third digit are left out`(_ text: String) {
    #expect(value(text) == WrittenDecimal(text.filter { $0 != "," }))
  }

  @Test(arguments: ["1,23", "1234,567", "1,2345", ",123", "12,34,567", "1,234,56", "1.234,5", "1.234,567"])
  func `commas elsewhere are not guessed at`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: ["约3", "3+1", "十二个月左右", "12-", "1,23", "abc", "二四零"])
  func `what may mean anything is not guessed`(_ text: String) { #expect(NumberText(text) == .unreadable) }

  @Test(arguments: [("/", NumberText.nothing), ("—", .nothing), ("无", .nothing), ("", .blank), ("　", .blank)])
  func `the kinds of nothing stay apart`(_ text: String, _ kind: NumberText) { #expect(NumberText(text) == kind) }

  @Test(arguments: [
    ("2021.12.31", 12), ("2021年12月", 12), ("202112", 12), ("2021/1/2", 1), ("2021-01-01", 1), ("20210131", 1),
    ("２０２１．５", 5),
  ])
  func `dates are read in every form`(_ text: String, _ month: Int) {
    #expect(DateText.find(in: text)?.month == YearMonth(year: 2021, month: month))
  }

  @Test(arguments: [
    ("身份证号码", Field.idNumber), ("姓 名", .name), ("金额(元)", .amount), ("是否兼任\n纪委书记（纪检委员）", .concurrent),
    ("兼任村党组织纪检职务", .concurrent),
    ("村（社区）", .village), ("镇（街）", .town), ("补贴标准(元/人·月)", .rate), ("兼任不发人数", .concurrent), ("应有人数", .quota),
  ])
  func `headers are known by their words`(_ header: String, _ field: Field) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test(arguments: [("1月", 1), ("十二月", 12), ("2021年7月份", 7), ("202103", 3)])
  func `months are known in headers`(_ header: String, _ month: Int) {
    #expect(Vocabulary.month(header, year: 2021) == YearMonth(year: 2021, month: month))
  }
  @Test(arguments: [
    ("应发（人）", Field.eligible), ("扣减（人）", .concurrent), ("实发（人）", .eligible), ("行政村（个）", .villageCount),
    ("行政村总数", .villageCount), ("监委会成员（名）", .eligible), ("实际发放", .amount), ("本次发放", .amount), ("实际发放人数", .eligible),
    ("起止时间", .months), ("领取月份", .months), ("任职职务", .role), ("任职时间", .start), ("镇（街）审核意见", .other), ("市级配套资金", .amount),
    ("县级配套资金", .other),
  ])
  func `a header's words mean`(_ header: String, _ field: Field) {
    #expect(Vocabulary().field(header) == field)
  }

  @Test func `what is paid outranks what was planned, and the fund's share the whole`() throws {
    let words = Vocabulary()
    func sureness(_ header: String) throws -> Vocabulary.Sureness { try #require(words.meaning(header)).sureness }
    #expect(try sureness("实发人数") > sureness("应发人数") && sureness("领取人数") > sureness("核定人数"))
    #expect(try sureness("市级配套") > sureness("补贴总额"))
  }

  @Test(arguments: [
    ("金额（人民币万元）", MoneyUnit.wan), ("金额（人民币：万元）", .wan), ("金额（全年，万元）", .wan), ("补贴金额万元（全年）", .wan), ("金额（元）", .yuan),
  ])
  func `a header's unit`(_ header: String, _ unit: MoneyUnit) {
    #expect(UnitWords.header([header]) == unit)
  }

  @Test(arguments: [("金额：万元", MoneyUnit.wan), ("单位：人\n万元", .wan), ("单位：人、元", .yuan)])
  func `a title's unit`(_ title: String, _ unit: MoneyUnit) {
    #expect(UnitWords.title(title) == unit)
  }
}

@Suite struct GazetteerTests {
  private let gazetteer: Gazetteer
  private let register: Register

  init() {
    func entry(_ code: String, _ town: String, _ name: String, _ kind: VillageKind) -> Register.Entry {
      .init(code: code, county: "甲市", town: town, name: name, kind: kind)
    }
    register = Register([
      entry("990101100200", "东镇", "山底村委会", .village), entry("990101100201", "东镇", "凤村村委会", .village),
      entry("990101100202", "东镇", "大槐村委会", .village), entry("990101100203", "东镇", "岭村委会", .village),
      entry("990101100204", "东镇", "大岗村民委员会", .village), entry("990101100001", "东镇", "大槐墟镇居委会", .community),
      entry("990101100002", "东镇", "西园社区居委会", .community), entry("990101101200", "西镇", "山底村委会", .village),
    ])
    gazetteer = Gazetteer(register: register, county: 0, aliases: [], until: YearMonth(year: 2021, month: 12))
  }

  private func code(_ name: String, town: Int?) -> String? {
    if case .found(let position, _) = gazetteer.village(name, town: town) {
      register.villages[position].code
    } else {
      nil
    }
  }

  @Test(arguments: ["山底", "山底村", "山底村委会", "山底村民委员会", "山 底 村", "东镇山底村委会"])
  func `a village is known in all its forms`(_ name: String) { #expect(code(name, town: 0) == "990101100200") }

  @Test(arguments: ["大岗", "大岗村", "大岗村委会", "大岗村民委员会"])
  func `so is one that is registered with the longest`(_ name: String) {
    #expect(code(name, town: 0) == "990101100204")
  }

  @Test func `a name that ends in 村 keeps it`() { #expect(code("凤村", town: 0) == "990101100201") }

  @Test func `homonyms are told apart by town and never guessed without one`() {
    #expect(code("山底村委会", town: 1) == "990101101200")
    guard case .ambiguous(let found) = gazetteer.village("山底村委会", town: nil) else {
      Issue.record("two villages share the name")
      return
    }
    #expect(found.count == 2)
  }

  @Test func `村 and 居 are never merged`() {
    guard case .wrongKind = gazetteer.village("西园村委会", town: 0) else {
      Issue.record("西园 is a community")
      return
    }
    #expect(code("大槐", town: 0) == "990101100202")
  }

  @Test func `a town's name before the shortest form of a village's is no part of it`() {
    #expect(code("东镇山底", town: 0) == "990101100200")
    // 东 alone may as well begin a village's own name.
    #expect(code("东山底", town: 0) == nil)
    #expect(code("西镇山底", town: 0) == nil)
  }

  @Test func `as it stands, a village's name may follow its town's, if two characters are left`() {
    func registered(_ name: String, _ town: Int?) -> String? {
      if case .found(let position, _) = gazetteer.registered(name, town: town) {
        register.villages[position].code
      } else {
        nil
      }
    }
    for name in ["东镇山底", "东镇山底村", "东镇凤村村委会", "东镇政府山底村"] { #expect(registered(name, 0) != nil, "\(name)") }
    #expect(registered("东镇山底", 0) == "990101100200" && registered("西镇山底", 1) == "990101101200")
    #expect(registered("东山底", 0) == nil && registered("东镇山底", nil) == nil && registered("西镇山底", 0) == nil)
    #expect(registered("岭", 0) != nil && registered("东镇岭村", 0) != nil && registered("东镇岭", 0) == nil)
    #expect(registered("东镇凤", 0) == nil && registered("凤", 0) == nil && registered("凤村", 0) == "990101100201")
    #expect(registered("凤村村", 0) == "990101100201" && registered("东镇凤村", 0) == "990101100201")
  }

  @Test func `an alias holds in its county and town, from its month on`() {
    func village(_ name: String, town: Int?, _ alias: (county: String, town: String, from: CalendarDate?)) -> String? {
      let alias = Alias(
        county: alias.county, town: alias.town, alias: "旧寨村委会", code: "990101100201", from: alias.from, until: nil)
      let until = YearMonth(year: 2021, month: 12)
      let gazetteer = Gazetteer(register: register, county: 0, aliases: [alias], until: until)
      return if case .alias(let position, _) = gazetteer.registered(name, town: town) {
        register.villages[position].code
      } else { nil }
    }
    let anywhere = ("甲市", "", CalendarDate?.none)
    for name in ["旧寨村委会", "旧寨村", "旧寨"] { #expect(village(name, town: 0, anywhere) == "990101100201", "\(name)") }
    #expect(village("旧寨", town: nil, anywhere) == "990101100201" && village("旧寨", town: 1, anywhere) == "990101100201")
    #expect(village("旧寨", town: 0, ("990101", "东镇", nil)) != nil && village("旧寨", town: 1, ("甲市", "东镇", nil)) == nil)
    #expect(village("旧寨", town: 0, ("乙市", "", nil)) == nil)
    let (december, january) = (CalendarDate(year: 2021, month: 12, day: 31), CalendarDate(year: 2022, month: 1, day: 1))
    #expect(village("旧寨", town: 0, ("甲市", "", december)) != nil && village("旧寨", town: 0, ("甲市", "", january)) == nil)
  }

  @Test func `a town is named within other words only by a form that tells, and by one alone`() {
    #expect(gazetteer.town(within: "关于东镇人民政府的补贴表") == 0 && gazetteer.town(within: "东镇补贴表") == 0)
    #expect(gazetteer.town(within: "东边的补贴表") == nil && gazetteer.town(within: "东镇、西镇补贴表") == nil)
    let street = Register([
      .init(code: "990101100200", county: "甲市", town: "三埠街道", name: "山底村委会", kind: .village)
    ])
    let ofStreet = Gazetteer(register: street, county: 0, aliases: [], until: YearMonth(year: 2021, month: 12))
    for name in ["三埠街", "三埠街道", "三埠街道办事处"] { #expect(ofStreet.town(within: "关于\(name)的补贴表") == 0) }
    #expect(ofStreet.town(within: "关于三埠的补贴表") == nil && ofStreet.registeredTown("三埠") == 0)
    #expect(gazetteer.registeredTown("甲市东镇") == 0 && gazetteer.registeredTown("西镇") == 1)
    #expect(gazetteer.registeredTown("东镇政府") == 0 && gazetteer.registeredTown("南镇") == nil)
  }

  @Test func `whole names beat shortened ones, and of shortened ones every village counts`() {
    func match(_ names: [(String, VillageKind)], _ name: String) -> [String] {
      let register = Register(
        names.enumerated().map {
          .init(code: "99010110020\($0.offset)", county: "甲市", town: "东镇", name: $0.element.0, kind: $0.element.1)
        })
      let gazetteer = Gazetteer(register: register, county: 0, aliases: [], until: YearMonth(year: 2021, month: 12))
      return switch gazetteer.registered(name, town: 0) {
      case .found(let position, _): [register.villages[position].name]
      case .ambiguous(let found): found.map { register.villages[$0].name }
      default: []
      }
    }
    let both = [("凤村委会", VillageKind.village), ("凤村村委会", .village)]
    #expect(match(both, "凤村") == ["凤村委会", "凤村村委会"] && match(both, "凤") == ["凤村委会"])
    #expect(match(both, "凤村委会") == ["凤村委会"] && match(both, "凤村民委员会") == ["凤村委会"])
    #expect(match(both, "凤村村") == ["凤村村委会"] && match(both, "凤村村委") == ["凤村村委会"])
    let garden = [("西园社区居委会", VillageKind.community), ("西园社区村委会", .village)]
    #expect(match(garden, "西园社区") == ["西园社区居委会"] && match(garden, "西园社区村") == ["西园社区村委会"])
    let bare = [("河东", VillageKind.other), ("河东村委会", .village)]
    #expect(match(bare, "河东") == ["河东"] && match(bare, "河东村") == ["河东村委会"])
  }

  @Test func `a name of the other kind is told with the one that has it`() {
    func wrong(_ name: String) -> String? {
      if case .wrongKind(let position) = gazetteer.registered(name, town: 0) {
        register.villages[position].code
      } else {
        nil
      }
    }
    #expect(wrong("西园村委会") == "990101100002" && wrong("西园村民委员会") == "990101100002" && wrong("山底社区") == "990101100200")
    #expect(wrong("山底居委会") == "990101100200" && wrong("无名社区") == nil && wrong("社区") == nil && wrong("村委会") == nil)
  }

  @Test func `a code is found wherever it stands in the register, and no other is`() {
    for village in register.villages { #expect(code(village.code, town: nil) == village.code) }
    for code in ["990101100199", "990101100003", "990101101201", "99010110020"] {
      #expect(self.code(code, town: nil) == nil)
    }
  }

  @Test func `a bare name that a village and a community share is the village's, for the fund pays villages`() {
    let names = [("200", "河东村委会", VillageKind.village), ("001", "河东社区居委会", .community), ("201", "河西村委会", .village)]
    let register = Register(
      names.map { .init(code: "990101100" + $0.0, county: "甲市", town: "东镇", name: $0.1, kind: $0.2) })
    let gazetteer = Gazetteer(register: register, county: 0, aliases: [], until: YearMonth(year: 2021, month: 12))
    guard case .found(let position, _) = gazetteer.village("河东", town: 0) else {
      Issue.record("one village is called so")
      return
    }
    #expect(register.villages[position].code == "990101100200")
  }

  @Test func `a near miss is proposed, not taken`() {
    guard case .unknown(let name, let town) = gazetteer.village("山低村委会", town: 0) else {
      Issue.record("the name is not in the register")
      return
    }
    #expect(gazetteer.near(name, town: town).first?.village == 2)
  }
}
