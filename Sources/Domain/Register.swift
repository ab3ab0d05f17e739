/// 村 or 居: part of a village's key, never merged.
public enum VillageKind: String, Sendable, CaseIterable {
  /// 村, an administrative village with a villagers' committee
  case village = "村"
  /// 居, a community with a residents' committee
  case community = "居"
  /// Others that the statistical register lists
  case other = "其他"
}

/// The statistical register: counties, their towns and their villages, each sorted by code.
public struct Register: Sendable {
  /// A county-level city.
  public struct County: Sendable, Equatable {
    /// Six digits.
    public var code: String
    /// The name, for instance 台山市.
    public var name: String
    /// Positions of its towns.
    public var towns: Range<Int>
    /// Positions of its villages.
    public var villages: Range<Int>
  }

  /// A town or subdistrict.
  public struct Town: Sendable, Equatable {
    /// Nine digits.
    public var code: String
    /// The name, for instance 海宴镇.
    public var name: String
    /// Position of its county.
    public var county: Int
    /// Positions of its villages.
    public var villages: Range<Int>
  }

  /// An entry: a village, a community or another unit.
  public struct Village: Sendable, Equatable {
    /// Twelve digits.
    public var code: String
    /// The registered name, for instance 山底村委会.
    public var name: String
    /// 村, 居 or another.
    public var kind: VillageKind
    /// Position of its town.
    public var town: Int
    /// Position of its county.
    public var county: Int
  }

  /// One line of the register file.
  public struct Entry: Sendable {
    /// The 12-digit code.
    public var code: String
    /// The county's name.
    public var county: String
    /// The town's name.
    public var town: String
    /// The village's name.
    public var name: String
    /// The kind.
    public var kind: VillageKind

    /// A line of the register file.
    public init(code: String, county: String, town: String, name: String, kind: VillageKind) {
      self.code = code
      self.county = county
      self.town = town
      self.name = name
      self.kind = kind
    }
  }

  /// Counties by code.
  public private(set) var counties: [County] = []
  /// Towns by code.
  public private(set) var towns: [Town] = []
  /// Villages by code.
  public private(set) var villages: [Village] = []

  /// A register from its lines in any order; codes are taken to be unique and of twelve digits.
  public init(_ entries: [Entry]) {
    villages.reserveCapacity(entries.count)
    for entry in entries.sorted(by: { $0.code < $1.code }) {
      let countyCode = String(entry.code.prefix(6))
      let townCode = String(entry.code.prefix(9))
      let here = villages.count
      if counties.last?.code != countyCode {
        counties.append(
          County(code: countyCode, name: entry.county, towns: towns.count..<towns.count, villages: here..<here))
      }
      if towns.last?.code != townCode {
        let county = counties.count - 1
        towns.append(Town(code: townCode, name: entry.town, county: county, villages: here..<here))
        counties[county].towns = counties[county].towns.lowerBound..<towns.count
      }
      let (county, town) = (counties.count - 1, towns.count - 1)
      villages.append(Village(code: entry.code, name: entry.name, kind: entry.kind, town: town, county: county))
      counties[county].villages = counties[county].villages.lowerBound..<villages.count
      towns[town].villages = towns[town].villages.lowerBound..<villages.count
    }
  }

  /// The position of a county by code or name.
  public func county(named text: String) -> Int? {
    counties.firstIndex { $0.code == text || $0.name == text || $0.name == text + "市" || $0.name == text + "县" }
  }

  /// The position of a town by its nine digits.
  public func town(coded code: String) -> Int? { Self.position(of: code, among: towns) { $0.code } }

  /// The position of a village by its twelve digits.
  public func village(coded code: String) -> Int? { Self.position(of: code, among: villages) { $0.code } }

  private static func position<Entry>(of code: String, among entries: [Entry], _ own: (Entry) -> String) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if own(entries[middle]) < code { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && own(entries[low]) == code ? low : nil
  }

  /// How many administrative villages (kind 村) a county has.
  public func villageCount(ofCounty county: Int) -> Int {
    villages[counties[county].villages].count { $0.kind == .village }
  }
}

/// A line of the alias file: what a county writes for a registered village, and from when until when.
public struct Alias: Sendable, Equatable {
  /// The county's name or code.
  public var county: String
  /// The town's name; empty for any.
  public var town: String
  /// The name as written.
  public var alias: String
  /// The 12-digit code that it stands for.
  public var code: String
  /// First day of use, if bounded.
  public var from: CalendarDate?
  /// Last day of use, if bounded.
  public var until: CalendarDate?

  /// A line of the alias file.
  public init(county: String, town: String, alias: String, code: String, from: CalendarDate?, until: CalendarDate?) {
    self.county = county
    self.town = town
    self.alias = alias
    self.code = code
    self.from = from
    self.until = until
  }
}
