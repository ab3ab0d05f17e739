import Domain

/// Names as rows have them: numbered, counted, with their town before or behind them.
extension Gazetteer {
  /// The village that a text names; what is dressed otherwise than registered is tried once the text as it stands names nothing.
  func village(_ text: String, town: Int?) -> Match {
    let plain = registered(text, town: town)
    guard case .unknown = plain else { return plain }
    if let coded = coded(text, town: town) { return coded }
    let ofCommittee = Self.withoutCommittee(text).lazy.map { village($0, town: town).asWrittenOtherwise }
    if let found = ofCommittee.first(where: { if case .unknown = $0 { false } else { true } }) ?? ofCommittee.first {
      return found
    }
    let bare = Self.undressed(text)
    var best = plain
    if bare.name != Text.squeezed(text), !bare.name.isEmpty {
      best = registered(bare.name, town: bare.town.flatMap { self.town($0) } ?? town).asWrittenOtherwise
      guard case .unknown = best else { return best }
    }
    // 甲市山底村委会 beside its town: only the county's whole name is none of the village's own.
    let inCounty = String(withoutCounty(bare.name))
    if town != nil || PlaceForm.isVillage(inCounty), inCounty != bare.name,
      bare.name.contains(Self.folded(register.counties[county].name))
    {
      let found = registered(inCounty, town: town).asWrittenOtherwise
      guard case .unknown = found else { return found }
    }
    guard let (inTown, rest) = splitTown(bare.name), town == nil || inTown == town else { return best }
    return registered(rest, town: inTown).asWrittenOtherwise
  }

  /// The village whose committee a text names, or whose name says 村 twice: 沙坑村监委会, 沙坑村务监督委员会, 沙坑村村委会; none where it names
  /// none. 沙坑村村务监督委员会 is of 沙坑村, unless there is a 沙坑村村.
  private static func withoutCommittee(_ text: String) -> [String] {
    let words = Text.squeezed(text)
    guard let committee = committees.first(where: { Text.ends(words, with: $0) }), words.count > committee.count else {
      return []
    }
    let own = String(words.dropLast(committee.count))
    if own.hasSuffix("委会") || own.hasSuffix("委员会") { return [own] }
    return [own + "村"] + (own.hasSuffix("村") ? [own] : [])
  }

  private static let committees = [
    "村务监督委员会", "村监督委员会", "村监委会", "村监委", "行政村村民委员会", "行政村村委会", "村村民委员会", "村村民委", "村村委会", "村村委", "村民委", "村委员会",
    "村党总支", "村党支部", "村党委", "村两委",
  ]

  /// A code with the name behind it: 440781100201沙坑村委会. Where the two contradict each other, either may be meant.
  private func coded(_ text: String, town: Int?) -> Match? {
    let words = Text.squeezed(text)
    let code = words.prefix { $0.isASCII && $0.isNumber }
    guard code.count == 12, case .found(let byCode, _) = registered(String(code), town: nil) else { return nil }
    let rest = words.dropFirst(12).drop(while: Self.isMark)
    switch village(String(rest), town: register.villages[byCode].town) {
    case .found(byCode, _), .alias(byCode, _): return .found(byCode, rule: "village-name-form")
    case .found(let other, _), .alias(let other, _): return .ambiguous([byCode, other].sorted())
    case .ambiguous(let some): return .ambiguous(some)
    case .wrongKind(let other): return .wrongKind(other)
    case .unknown(let name, let town): return .unknown(name, town: town)
    }
  }

  /// The town that a text names, with whatever number or mark stands about it: 一、台城街道.
  func town(_ text: String) -> Int? {
    if let town = registeredTown(text) { return town }
    let name = Self.undressed(text).name
    return registeredTown(name) ?? registeredTown(String(withoutCounty(name)))
  }

  /// A name as it is compared with the register's: without its number, its count and its county.
  func bareName(_ text: String) -> String { String(withoutCounty(Self.folded(Self.undressed(text).name))) }

  /// The town that stands before an unknown village's name in one cell.
  func town(before text: String) -> Int? { splitTown(Self.undressed(text).name)?.town }

  /// A name that begins with a town's, and what follows it: 台山市台城街道-沙坑村.
  private func splitTown(_ name: String) -> (town: Int, rest: String)? {
    let name = withoutCounty(name)
    var longest: (town: Int, rest: Substring)?
    for (offset, forms) in prefixes.enumerated() {
      // Most names begin with no town's, which costs least to see.
      for form in forms where name.hasPrefix(form) && form.count > 1 && name.count > form.count {
        let rest = name.dropFirst(form.count)
        if longest.map({ rest.count < $0.rest.count }) ?? true { longest = (firstTown + offset, rest) }
      }
    }
    return longest.map { ($0.town, String($0.rest.drop(while: Self.isMark))) }
  }

  /// A name without its county's before it, and the province's and city's before that: 广东省江门市台山市四九镇.
  private func withoutCounty(_ name: String) -> Substring {
    let own = Self.folded(register.counties[county].name)
    for prefix in [own, String(own.dropLast())] where prefix.count > 1 {
      guard let range = name.firstRange(of: prefix), name[range.upperBound...].count > 1 else { continue }
      let above = name[..<range.lowerBound]
      let last = above.last(where: { !Self.isMark($0) })
      let isOfHigher = prefix == own && above.count <= 16 && last.map({ "省市州".contains($0) }) ?? false
      guard above.isEmpty || isOfHigher else { continue }
      return name[range.upperBound...].drop(while: Self.isMark)
    }
    return Substring(name)
  }

  private static func isMark(_ character: Character) -> Bool { "-–—_/\\|·.、,，:：>›".contains(character) }

  /// A name without its number before it and its count or bracket behind it: 1.沙溪村, （二）沙溪村, 沙溪村（3人）, 沙溪村（台城街道）.
  static func undressed(_ text: String) -> (name: String, town: String?) {
    var name = Substring(Text.squeezed(text))
    name = withoutNumber(name)
    while let last = name.last, ":：、.".contains(last) { name = name.dropLast() }
    var town: String?
    if let last = name.last, ")]】〕".contains(last), let open = name.lastIndex(where: { "([【〔".contains($0) }) {
      town = String(name[name.index(after: open)...].dropLast())
      name = name[..<open]
    }
    for unit in ["人", "名", "户", "个"] where name.hasSuffix(unit) {
      let counted = name.dropLast()
      let before = counted.reversed().drop { $0.isASCII && $0.isNumber }
      let digits = counted.count - before.count
      if digits > 0 {
        name = counted.dropLast(digits)
        for mark in ["共", ":", "-"] where name.hasSuffix(mark) { name = name.dropLast() }
      }
    }
    return (String(name), town)
  }

  private static func withoutNumber(_ name: Substring) -> Substring {
    guard let first = name.first else { return name }
    if ("①"..."⑳").contains(first) { return name.dropFirst().drop(while: isMark) }
    if first == "(", let close = name.firstIndex(of: ")") {
      let inside = name[name.index(after: name.startIndex)..<close]
      if !inside.isEmpty, inside.allSatisfy(isNumeral) { return name[name.index(after: close)...].drop(while: isMark) }
    }
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.count <= 4 {
      let rest = name.dropFirst(digits.count).drop { isMark($0) || $0 == ")" }
      return rest.isEmpty ? name : rest
    }
    // 三江村 begins with a numeral of its own: only a mark makes a number of it.
    let numerals = name.prefix(while: isNumeral)
    let rest = name.dropFirst(numerals.count)
    if !numerals.isEmpty, numerals.count <= 3, let mark = rest.first, "、.,，".contains(mark) {
      return rest.drop(while: isMark)
    }
    return name
  }

  private static func isNumeral(_ character: Character) -> Bool {
    character.isASCII && character.isNumber || "一二三四五六七八九十".contains(character)
  }

  /// The village that stands within a title: 台城街道沙坑村2021年补贴发放表.
  func village(within text: String, town: Int?) -> Int? {
    let text = Self.folded(text)
    let range = town.map { register.towns[$0].villages } ?? register.counties[county].villages
    var best: (village: Int?, length: Int) = (nil, 0)
    func take(_ village: Int, _ length: Int) {
      // Two villages of equally long names in one title: it is about neither.
      if length > best.length { best = (village, length) } else if length == best.length { best.village = nil }
    }
    for village in range where register.villages[village].kind == .village {
      let base = Self.base(Self.folded(register.villages[village].name))
      if let suffix = Self.villageSuffixes.first(where: { text.contains(base + $0) }) {
        take(village, base.count + suffix.count)
      } else if base.hasSuffix("村"), Self.stands(base, in: text) {
        take(village, base.count)
      }
    }
    for (name, village) in formerNames(in: town) where text.contains(name) { take(village, name.count) }
    return best.village
  }

  /// Whether a name that ends with its own 村 stands in a text and ends no other: 泮村2021年 and 开平市泮村, not 上泮村.
  private static func stands(_ name: String, in text: String) -> Bool {
    text.ranges(of: name).contains { range in
      text[..<range.lowerBound].last.map { !$0.isLetter || "市县区镇乡道处".contains($0) } ?? true
    }
  }
}

extension Gazetteer {
  /// The village of a town whose bare name the names of a document begin with, before its year or the committee: 沙联2021年发放表, 恩城街道沙联村监委补贴.
  func village(atHeadOf names: [String], town: Int?) -> Int? {
    guard let town else { return nil }
    let found = names.compactMap { name -> Int? in
      let head = bareHead(of: name, town: town)
      // A town's name is the town's, whatever village is called so too.
      guard head.count > 1, !Self.wordsOfDocuments.contains(head), registeredTown(head) == nil,
        towns(sharing: head).isEmpty
      else { return nil }
      switch registered(head, town: town) {
      case .found(let village, _) where register.villages[village].kind == .village: return village
      case .found, .alias, .ambiguous, .wrongKind, .unknown: return nil
      }
    }
    return Set(found).count == 1 ? found[0] : nil
  }

  /// Bare names of villages that documents' names begin with as words: 联合发放表, 民主监督.
  private static let wordsOfDocuments: Set<String> = ["联合", "民主", "统一", "综合", "中心", "合并"]

  /// What a name begins with before the first figure or word of a document, without a number of its own and the county's and town's names.
  private func bareHead(of name: String, town: Int) -> String {
    var text = Self.folded(name).drop { !$0.isLetter || $0.isASCII }
    for prefix in [register.counties[county].name] + prefixes[town - firstTown] where prefix.count > 1 {
      if text.hasPrefix(prefix), text.count > prefix.count + 1 { text = text.dropFirst(prefix.count) }
    }
    var head = String(text.prefix { $0.isLetter && !$0.isASCII })
    // 沙联、西安 are two villages.
    if let next = text.dropFirst(head.count).first, "、，,/&+".contains(next) { return "" }
    for word in ["村监", "村务", "监委", "监督", "补贴", "补助", "成员", "发放", "人员", "名册", "名单"] {
      if let mark = head.firstRange(of: word) { head = String(head[..<mark.lowerBound]) }
    }
    return head
  }
}

extension Gazetteer.Match {
  /// The same with the rule by which a written name differs from the registered one.
  fileprivate var asWrittenOtherwise: Self {
    if case .found(let village, nil) = self { return .found(village, rule: "village-name-form") }
    return self
  }
}
