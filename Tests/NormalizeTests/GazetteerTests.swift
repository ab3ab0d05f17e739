import Testing

@testable import Domain
@testable import Normalize

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

  @Test(arguments: [
    "山底村村务监督委员会", "山底村村监委会", "甲市山底村委会", "甲市山底村村务监督委员会", "山底村村委会", "山底村村民委员会", "山底村民委", "山底村委员会", "山底行政村村民委员会", "山底村党支部",
    "山底村两委", "山底村民委员会村务监督委员会",
  ])
  func `a village is known where 村 stands twice, and by its committees`(_ name: String) {
    #expect(code(name, town: 0) == "990101100200")
  }

  @Test func `a name's own 村 may serve the suffix, where nothing is called by the rest`() {
    for name in ["凤村委会", "凤村村委会", "1.凤村委会", "东镇凤村民委员会"] { #expect(code(name, town: 0) == "990101100201") }
    #expect(code("岭村委会", town: 0) == "990101100203")
    for unknown in ["西园村委会", "凤社区", "凤居委会", "大槐墟镇村委会"] { #expect(code(unknown, town: 0) == nil) }
    #expect(code("凤村委会", town: 1) == nil)
  }

  @Test func `a name's own 村 comes before one that was written twice`() {
    func found(_ names: [String], _ written: String) -> String? {
      let register = Register(
        names.enumerated().map {
          Register.Entry(code: "99010110020\($0.offset)", county: "甲市", town: "东镇", name: $0.element, kind: .village)
        })
      let gazetteer = Gazetteer(register: register, county: 0, aliases: [], until: YearMonth(year: 2021, month: 12))
      guard case .found(let position, _) = gazetteer.village(written, town: 0) else { return nil }
      return register.villages[position].name
    }
    #expect(found(["南村村委会", "南村民委员会"], "南村村委会") == "南村村委会")
    #expect(found(["南村民委员会"], "南村村委会") == "南村民委员会")
    #expect(found(["南村村委会", "南村民委员会"], "南村村民委员会") == "南村村委会")
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

  @Test func `a village whose name ends in 村 is named within a title by that`() {
    func within(_ text: String) -> String? {
      gazetteer.village(within: text, town: nil).map { register.villages[$0].code }
    }
    for text in ["凤村2021年补贴发放表", "凤村上半年", "甲市凤村补贴表", "东镇凤村村委会补贴表"] {
      #expect(within(text) == "990101100201", "\(text)")
    }
    #expect(within("上凤村补贴表") == nil && within("凤2021年补贴表") == nil)
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

  @Test func `a short name that two towns share is neither's`() {
    func gazetteer(_ towns: [String]) -> Gazetteer {
      let register = Register(
        towns.enumerated().map {
          .init(code: "99010110\($0.offset)200", county: "甲市", town: $0.element, name: "山底村委会", kind: .village)
        })
      return Gazetteer(register: register, county: 0, aliases: [], until: YearMonth(year: 2021, month: 12))
    }
    let both = gazetteer(["东镇", "东街道", "西镇"])
    #expect(both.town("东") == nil && both.towns(sharing: "东") == [0, 1] && both.towns(sharing: "甲市东") == [0, 1])
    #expect(both.town("东镇") == 0 && both.town("东街道办事处") == 1 && both.town("西") == 2)
    #expect(both.towns(sharing: "西").isEmpty && both.towns(sharing: "东镇").isEmpty && both.towns(sharing: "南").isEmpty)
    // A whole name is its own town's, whatever another is called for short.
    let whole = gazetteer(["东", "东镇"])
    #expect(whole.town("东") == 0 && whole.towns(sharing: "东").isEmpty)
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
