import Domain
import Spreadsheet

/// Names to register codes for one county: suffixes and script variants are folded, homonyms told apart by town, 村 and 居 never merged.
struct Gazetteer: Sendable {
  /// What a written village name stands for.
  enum Match: Sendable {
    /// A registered village; the rule says what was folded, if anything.
    case found(Int, rule: String?)
    /// A registered village, by a line of the alias file.
    case alias(Int, Alias)
    /// Several villages; the name alone cannot tell.
    case ambiguous([Int])
    /// The name exists, but as the other kind.
    case wrongKind(Int)
    /// No village; what remained of the text, and where it was looked for.
    case unknown(String, town: Int?)
  }

  private struct AliasKey: Hashable {
    var town: Int
    var name: String
  }

  let register: Register
  let county: Int
  /// Names without the suffix of their kind, each once: every way of writing a village is such a base and a suffix, or the base alone.
  private var bases = TextTable()
  /// By base, the villages that share it, each pointing to the next.
  private var firstOfBase: [Int32] = []
  private var entries: [Entry] = []
  private var aliases: [AliasKey: Alias] = [:]
  /// Aliases without the suffix of their kind: an old name is written in as many ways as a registered one.
  private var aliasBases: [AliasKey: Alias] = [:]
  private var townNames: [String: Int] = [:]
  /// Short names that several towns share.
  private var townsOfName: [String: [Int]] = [:]
  /// Forms of town names that are long enough to be told within other words.
  private var tellingForms: [(form: String, town: Int)] = []
  /// Forms of each town's name, longest first: counties write them before a village's.
  let prefixes: [[String]]
  let firstTown: Int
  private static let anywhere = -1

  /// A village's own suffix among those of its kind, and the next village of the same base, or -1.
  private struct Entry {
    var suffix: String?
    var next: Int32
  }

  static let villageSuffixes = ["村民委员会", "村民委会", "行政村", "村委会", "村委", "村"]
  static let communitySuffixes = ["社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区"]
  private static let allSuffixes = villageSuffixes + communitySuffixes

  /// The names of one county, with aliases that hold on a date of the period.
  init(register: Register, county: Int, aliases: [Alias], until: YearMonth) {
    self.register = register
    self.county = county
    let towns = register.counties[county].towns
    firstTown = towns.lowerBound
    let forms = towns.map { Self.townForms(register.towns[$0].name) }
    // A town's forms share their base, so the longest in bytes is the longest in characters.
    prefixes = forms.map { $0.sorted { $0.utf8.count > $1.utf8.count } }
    var townsOfForm: [String: [Int]] = [:]
    for (town, forms) in zip(towns, forms) { for form in Set(forms) { townsOfForm[form, default: []].append(town) } }
    for (town, forms) in zip(towns, forms) {
      for form in forms {
        // 东 may be 东镇 or 东街道, but a town's whole name is its own.
        let sharing = townsOfForm[form] ?? []
        if sharing.count > 1, !sharing.contains(where: { Self.folded(register.towns[$0].name) == form }) {
          townsOfName[form] = sharing
        } else {
          townNames[form] = townNames[form] ?? town
        }
        if form.count > 2 || form == Self.folded(register.towns[town].name) { tellingForms.append((form, town)) }
      }
    }
    entries.reserveCapacity(register.counties[county].villages.count)
    for position in register.counties[county].villages { add(position) }
    let countyName = register.counties[county].name
    for alias in aliases where alias.county == countyName || alias.county == register.counties[county].code {
      if let from = alias.from, from.month > until { continue }
      let town = alias.town.isEmpty ? Self.anywhere : (self.town(alias.town) ?? Self.anywhere)
      let name = Self.folded(alias.alias)
      self.aliases[AliasKey(town: town, name: name)] = alias
      if let suffix = Self.villageSuffixes.first(where: { Self.ends(name, with: $0) }) {
        aliasBases[AliasKey(town: town, name: String(name.dropLast(suffix.count)))] = alias
      }
    }
  }

  private mutating func add(_ position: Int) {
    let name = Self.folded(register.villages[position].name)
    let suffixes = Self.suffixes(of: register.villages[position].kind)
    let suffix = suffixes.first { Self.ends(name, with: $0) }
    let base = suffix.flatMap { String(name.utf8.dropLast($0.utf8.count)) } ?? name
    let id = Int(bases.intern(base).rawValue)
    if id == firstOfBase.count { firstOfBase.append(-1) }
    entries.append(Entry(suffix: suffix, next: firstOfBase[id]))
    firstOfBase[id] = Int32(position)
  }

  private static func suffixes(of kind: VillageKind) -> [String] {
    kind == .community ? communitySuffixes : villageSuffixes
  }

  /// Whether a name is more than a suffix, and ends with it.
  static func ends(_ name: String, with suffix: String) -> Bool {
    name.utf8.count > suffix.utf8.count && name.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// The villages that a folded name may be, with the rank of the form: 0 and 1 are whole names, 2 and 3 shortened ones.
  private func villages(named name: String, town: Int?) -> [(village: Int, rank: Int)] {
    var found: [(village: Int, rank: Int)] = []
    collect(base: name, suffix: nil, town, &found)
    for suffix in Self.allSuffixes where Self.ends(name, with: suffix) {
      collect(base: String(name.utf8.dropLast(suffix.utf8.count)) ?? name, suffix: suffix, town, &found)
    }
    return found
  }

  private func collect(base: String, suffix: String?, _ town: Int?, _ found: inout [(village: Int, rank: Int)]) {
    guard let id = bases.number(of: base) else { return }
    let first = register.counties[county].villages.lowerBound
    var position = Int(firstOfBase[Int(id.rawValue)])
    while position >= 0 {
      let entry = entries[position - first]
      let village = register.villages[position]
      if town == nil || village.town == town, let rank = Self.rank(suffix, own: entry.suffix, kind: village.kind) {
        found.append((position, rank))
      }
      position = Int(entry.next)
    }
  }

  /// The rank of a form: 凤村村委会 is also written 凤村; 白石村委会 is also written 白石. Nil if the kind has no such suffix.
  private static func rank(_ suffix: String?, own: String?, kind: VillageKind) -> Int? {
    if suffix == own { return 0 }
    guard own != nil else { return nil }
    guard let suffix else { return 3 }
    return suffixes(of: kind).contains(suffix) ? (suffix == "村" ? 2 : 1) : nil
  }

  /// The position of a village's 12-digit code, or nil.
  private func village(code: String) -> Int? {
    guard code.utf8.count == 12 else { return nil }
    let range = register.counties[county].villages
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if register.villages[middle].code < code { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && register.villages[low].code == code ? low : nil
  }

  /// The town that a text names as it stands, or nil.
  func registeredTown(_ text: String) -> Int? { townNames[townName(text)] }

  /// The towns that share a short name; none where it is one town's or nobody's.
  func towns(sharing text: String) -> [Int] { townsOfName[townName(text)] ?? [] }

  private func townName(_ text: String) -> String {
    let name = Self.folded(text)
    let countyName = register.counties[county].name
    return name.hasPrefix(countyName) ? String(name.dropFirst(countyName.count)) : name
  }

  /// The town whose name stands somewhere in a text, if it is only one.
  func town(within text: String) -> Int? {
    let folded = Self.folded(text)
    var found: Int?
    for (form, town) in tellingForms where town != found && folded.contains(form) {
      if found != nil { return nil }
      found = town
    }
    return found
  }

  /// The village that a text names as it stands within a town, or within the county if the town is unknown.
  func registered(_ text: String, town: Int?) -> Match {
    var name = Self.folded(text)
    if let position = village(code: name) { return .found(position, rule: nil) }
    var found = villages(named: name, town: town)
    if let town, found.isEmpty {
      for form in prefixes[town - firstTown]
      where name.utf8.starts(with: form.utf8) && form.count > 1 && name.count > form.count + 1 {
        name = String(name.dropFirst(form.count))
        found = villages(named: name, town: town)
        break
      }
    }
    if let alias = aliases[AliasKey(town: town ?? Self.anywhere, name: name)]
      ?? aliases[AliasKey(town: Self.anywhere, name: name)],
      let position = village(code: alias.code)
    {
      return .alias(position, alias)
    }
    if let found = best(found, written: text) { return found }
    if let (position, alias) = aliasByBase(name, town: town) { return .alias(position, alias) }
    // A community that bears its town's name begins with what was taken for a prefix.
    if let other = otherKind(name, town: town) ?? otherKind(Self.folded(text), town: town) { return .wrongKind(other) }
    return sharingSyllable(name, town: town) ?? .unknown(name, town: town)
  }

  /// 凤村委会 for 凤村村委会: the name's own 村 serves the suffix as well, where no village or community is called 凤.
  private func sharingSyllable(_ name: String, town: Int?) -> Match? {
    guard let suffix = Self.villageSuffixes.dropLast().first(where: { $0.hasPrefix("村") && Self.ends(name, with: $0) })
    else { return nil }
    let own = String(name.dropLast(suffix.count - 1))
    let found = villages(named: own, town: town).filter { register.villages[$0.village].kind == .village }
    guard found.count == 1, let village = found.first?.village else { return nil }
    return .found(village, rule: "village-name-form")
  }

  /// Names of the alias file that hold in a town, and anywhere, with their villages.
  func formerNames(in town: Int?) -> [(name: String, village: Int)] {
    aliases.compactMap { key, alias in
      guard town == nil || key.town == town || key.town == Self.anywhere else { return nil }
      return village(code: alias.code).map { (key.name, $0) }
    }
  }

  /// The village that an alias names, where the text differs from it in its suffix only.
  private func aliasByBase(_ name: String, town: Int?) -> (Int, Alias)? {
    let suffix = Self.villageSuffixes.first { Self.ends(name, with: $0) }
    // A name may end in 村 of its own: 旧村 is 旧村村委会 as well as 旧村.
    for base in [name] + (suffix.map { [String(name.dropLast($0.count))] } ?? []) {
      guard
        let alias = aliasBases[AliasKey(town: town ?? Self.anywhere, name: base)]
          ?? aliasBases[AliasKey(town: Self.anywhere, name: base)], let position = village(code: alias.code),
        register.villages[position].kind == .village
      else { continue }
      return (position, alias)
    }
    return nil
  }

  private func best(_ found: [(village: Int, rank: Int)], written: String) -> Match? {
    guard let lowest = found.map(\.rank).min() else { return nil }
    // Whole names beat shortened ones; among shortened ones every village counts.
    let level = lowest <= 1 ? found.filter { $0.rank == lowest } : found
    var villages = Set(level.map(\.village))
    if lowest == 3 {
      // A bare name that a village and a community share: the fund pays villages only.
      let ofVillages = villages.filter { register.villages[$0].kind == .village }
      if ofVillages.count == 1 { villages = ofVillages }
    }
    guard villages.count == 1, let village = villages.first else { return .ambiguous(villages.sorted()) }
    return .found(village, rule: register.villages[village].name == written ? nil : "village-name-form")
  }

  private func otherKind(_ name: String, town: Int?) -> Int? {
    for (mine, others) in [
      (Self.villageSuffixes.dropLast(), Self.communitySuffixes), (Self.communitySuffixes[...], Self.villageSuffixes),
    ] {
      guard let suffix = mine.first(where: { Text.ends(name, with: $0) && name.count > $0.count }) else { continue }
      let base = String(name.dropLast(suffix.count))
      for other in others {
        let found = villages(named: base + other, town: town)
        if found.count == 1 { return found[0].village }
      }
    }
    return nil
  }

  private static func townForms(_ name: String) -> [String] {
    let full = folded(name)
    for suffix in ["街道办事处", "街道", "镇", "乡"] where full.hasSuffix(suffix) && full.count > suffix.count {
      let base = String(full.dropLast(suffix.count))
      return suffix.hasPrefix("街道")
        ? [base + "街道办事处", base + "街道人民政府", base + "街道政府", base + "街道办", base + "街道", base + "街", base]
        : [full, base, base + suffix + "人民政府", base + suffix + "政府"]
    }
    return [full]
  }
}

extension Gazetteer {
  /// The subject that a village is.
  func subject(_ village: Int) -> Subject {
    let entry = register.villages[village]
    return Subject(county: entry.county, town: entry.town, village: village)
  }
  /// A village's registered name.
  func name(_ village: Int) -> String { register.villages[village].name }
  /// A village's code.
  func code(_ village: Int) -> String { register.villages[village].code }
  /// A village's town.
  func town(of village: Int) -> Int { register.villages[village].town }
}
