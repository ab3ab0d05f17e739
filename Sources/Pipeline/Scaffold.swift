import Domain
import Foundation
import Normalize

/// The beginning of a pipeline, made from a folder of uploads: which folder is which county's, the year, the rate and the quota
/// that the uploads themselves state. All of it is a proposal that a person confirms.
public struct Scaffold {
  /// A subfolder and the county that it seems to be.
  struct County {
    var folder: String
    /// Position in the register; nil where neither names nor titles tell.
    var county: Int?
    var files: Int
    var rows = 0
    var unplaced: [String] = []
  }

  /// A value that rows state, and how many of all that state one agree.
  struct Common<Value: Hashable & Comparable> {
    var value: Value
    var agreeing: Int
    var all: Int
  }

  let folder: String
  let registerPath: String
  let register: Register
  let policyPath: String?
  private(set) var counties: [County] = []
  private(set) var year = 0
  private(set) var rate: Common<Int64>?
  private(set) var quota: Common<Int>?

  /// Looks at a folder that has a subfolder a county; writes nothing.
  public init(folder: String, register given: String?, policy: String?) throws {
    self.folder = folder
    policyPath = policy
    guard isExistingFolder(folder) else {
      let near = nearFile(folder)
      throw SetupError(
        folder, zh: "文件夹不存在" + (near.map { "；是否为 \($0)？" } ?? ""),
        en: "the folder does not exist" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    registerPath = given ?? folder + "/register.csv"
    guard FileManager.default.fileExists(atPath: registerPath) else {
      throw SetupError(
        registerPath, zh: "没有名册：需要一份列出全部行政村的 CSV（code,county,town,name,kind；代码 12 位，kind 为村或居）",
        en:
          "there is no register: a CSV of all villages is needed (code,county,town,name,kind; 12 digits, kind 村 or 居)",
        mend: "duizhang init \(folder) --register FILE")
    }
    register = try readRegister(path: registerPath)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { !$0.hasPrefix(".") && isExistingFolder(folder + "/" + $0) }
    guard !names.isEmpty else {
      throw SetupError(
        folder, zh: "其中没有子文件夹：每个县的上报文件放一个文件夹，例如 \(folder)/\(register.counties[0].name)/",
        en:
          "it has no folders: put each county's uploads into one, for instance \(folder)/\(register.counties[0].name)/")
    }
    var years: [Int: Int] = [:]
    let read = names.map { name in (name, Self.uploads(folder + "/" + name, relative: name)) }
    for (name, uploads) in read {
      var titles = uploads.map(\.name)
      for upload in uploads {
        let tables = try? understand(bytes: upload.bytes, name: upload.name, year: 2000)
        titles += tables?.map(\.title) ?? []
      }
      for title in titles {
        for match in title.matches(of: /(?:^|[^0-9])(20[0-9]{2})(?:[^0-9]|$)/) {
          years[Int(match.1) ?? 0, default: 0] += 1
        }
      }
      counties.append(County(folder: name, county: county(named: name, titles), files: uploads.count))
    }
    // The paper of January is about the year before, whose number its title bears more often.
    year =
      years.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? Calendar.current.component(.year, from: Date()) - 1
    try readFigures(read.map(\.1))
  }

  private static func uploads(_ path: String, relative: String) -> [Upload] {
    guard let names = FileManager.default.enumerator(atPath: path) else { return [] }
    return names.compactMap { $0 as? String }.sorted().compactMap { name -> Upload? in
      guard !isLitter(path: name), !isExistingFolder(path + "/" + name),
        let data = FileManager.default.contents(atPath: path + "/" + name)
      else { return nil }
      return Upload(file: relative + "/" + name, bytes: [UInt8](data), sha256: sha256(data), received: 0)
    }
  }

  /// The county that a folder's own name, or else the names and titles of its files, speak of most.
  private func county(named folder: String, _ titles: [String]) -> Int? {
    func bare(_ name: String) -> String {
      name.count > 2 && "市县区旗".contains(name.last ?? " ") ? String(name.dropLast()) : name
    }
    if let exact = register.counties.firstIndex(where: { [$0.code, $0.name, bare($0.name)].contains(folder) }) {
      return exact
    }
    let counts = register.counties.map { county in titles.count { $0.contains(bare(county.name)) } }
    guard let most = counts.max(), most > 0, counts.count(where: { $0 == most }) == 1 else { return nil }
    return counts.firstIndex(of: most)
  }

  private mutating func readFigures(_ uploads: [[Upload]]) throws {
    let (from, until) = (YearMonth(year: year, month: 1), YearMonth(year: year, month: 12))
    // Only the period matters to reading; what the rules say is what is looked for.
    let policy =
      try policyPath.map(readPolicy)
      ?? Policy(
        id: "proposal", from: from, until: until,
        rules: [.init(from: from, until: until, rate: Money(fen: 100), quota: 100)])
    var (rates, quotas): ([Int64: Int], [Int: Int]) = ([:], [:])
    for (index, own) in uploads.enumerated() {
      guard let county = counties[index].county else { continue }
      let records = normalize(own, county: county, context: Context(register: register, aliases: [], policy: policy))
      counties[index].rows = records.members.count + records.aggregates.count
      var heads: [Int32: Int] = [:]
      for member in records.members {
        if let rate = member.rate.value { rates[rate, default: 0] += 1 }
        if member.village >= 0,
          records.sources[member.source.index].kind == .roster
            || records.sources[member.source.index].kind == .paymentList
        {
          heads[member.village, default: 0] += 1
        }
      }
      for row in records.aggregates {
        if let rate = row[.rate].value { rates[rate, default: 0] += 1 }
        if row.isVillage, let quota = row[.quota].count { quotas[quota, default: 0] += 1 }
      }
      if !records.aggregates.contains(where: { $0[.quota].count != nil }) {
        for count in heads.values { quotas[count, default: 0] += 1 }
      }
      counties[index].unplaced = own.flatMap { upload in
        ((try? unplacedColumns(bytes: upload.bytes, name: upload.name, year: year)) ?? []).map(\.header)
      }
    }
    (rate, quota) = (Self.common(rates), Self.common(quotas))
  }

  private static func common<Value>(_ counts: [Value: Int]) -> Common<Value>? {
    let all = counts.values.reduce(0, +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map {
      Common(value: $0.key, agreeing: $0.value, all: all)
    }
  }
}

func isExistingFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
