import Foundation

/// How large a sample is.
public enum SampleScale: String, Sendable, CaseIterable {
  /// The three counties with the report's counts.
  case demo
  /// One large county.
  case county
  /// About 100,000 members.
  case province
  /// About 1.5 million members.
  case nation
}

/// What a sample holds.
public struct SampleSummary: Sendable {
  /// Counties.
  public var counties: Int
  /// Villages.
  public var villages: Int
  /// Members.
  public var members: Int
  /// Planted faults.
  public var faults: Int
}

/// Writes invented uploads of any size: folders by county, register, budget, allocations, report, and what is true of them.
///
/// The same seed gives the same bytes. Throws `SampleError` where the folder holds anything but a sample.
public func writeSample(to folder: String, scale: SampleScale, hasFaults: Bool, seed: UInt64, isForced: Bool) throws -> SampleSummary {
  let manager = FileManager.default
  let present = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
  guard present.isEmpty || present.contains("expected-counties.csv") || isForced else { throw SampleError.notEmpty(folder) }
  try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let world =
    switch scale {
    case .demo: World.demo(seed: seed)
    case .county: World.invented(counties: 1, villagesEach: 1_000, seed: seed)
    case .province: World.invented(counties: 8, villagesEach: 4_200, seed: seed)
    case .nation: World.invented(counties: 30, villagesEach: 16_700, seed: seed)
    }
  var planter = FaultPlanter(world: world)
  for (index, county) in world.counties.enumerated() {
    var files: [SampleFile]
    if scale == .demo {
      files = [Shapes.paymentWorkbook, Shapes.textFiles, Shapes.monthlyWorkbook][index](county)
      if hasFaults {
        switch index {
        case 0: planter.plantPayments(&files[0])
        case 1:
          var roster = files[1]
          planter.plantText(&files[0], roster: &roster)
          files[1] = roster
        default: planter.plantMonthly(&files[0])
        }
      }
    } else {
      files = Shapes.singleList(county, form: [.xlsx, .utf8, .xlsx, .gb18030][index % 4])
    }
    let path = folder + "/" + county.folder
    if manager.fileExists(atPath: path) { try manager.removeItem(atPath: path) }
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in files { try file.write(to: path) }
  }
  try companions(world, scale: scale, faults: planter.faults).forEach { name, text in
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }
  return SampleSummary(
    counties: world.counties.count, villages: world.counties.reduce(0) { $0 + $1.villages }, members: world.counties.reduce(0) { $0 + $1.listed },
    faults: planter.faults.count)
}

/// The files beside the counties' folders.
private func companions(_ world: World, scale: SampleScale, faults: [PlantedFault]) -> [(String, String)] {
  var register = "code,county,town,name,kind\n"
  var expected = "county_code,county,villages,quota,concurrent,eligible,member_months,amount_yuan\n"
  var allocation = "county_code,line,amount,unit\n"
  for county in world.counties {
    for town in county.towns {
      for community in town.communities { register += "\(community.code),\(county.name),\(town.name),\(community.name),居\n" }
      for village in town.villages { register += "\(village.code),\(county.name),\(town.name),\(village.name),村\n" }
    }
    let eligible = county.listed - county.concurrent
    expected += "\(county.code),\(county.name),\(county.villages),\(county.villages * 3),\(county.concurrent),\(eligible),\(eligible * 12),\(county.amount).00\n"
    allocation += "\(county.code),村务监督委员会成员补贴,\(wan(county.amount)),万元\n"
  }
  var truth = "code,county,village_code,village,file,sheet,cell,field,expected,actual,note\n"
  for fault in faults {
    let fields = [
      fault.code, fault.county, fault.villageCode, fault.village, fault.file, fault.sheet, fault.cell, fault.field, fault.expected, fault.actual, fault.note,
    ]
    truth += fields.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
  }
  let total = world.counties.reduce(0) { $0 + $1.amount }
  var budget = "line,stage,amount,unit\n"
  let lines = [("村务监督委员会成员补贴", wan(total)), ("城乡社区治理", "115"), ("乡镇政府服务能力建设", "20"), ("村级换届选举", "10"), ("村(居)务公开", "9")]
  for (line, amount) in lines { for stage in ["requested", "allocated", "spent"] { budget += "\(line),\(stage),\(amount),万元\n" } }
  let sum = (total + 1_540_000 + 50) / 100
  for stage in ["requested", "allocated", "spent"] { budget += "合计,\(stage),\(sum / 100).\(sum % 100 < 10 ? "0" : "")\(sum % 100),万元\n" }
  var files = [
    ("register.csv", register), ("expected-counties.csv", expected), ("truth.csv", truth), ("allocation.csv", allocation), ("budget.csv", budget),
  ]
  if scale == .demo { files.append(("report.txt", report)) }
  return files
}

/// Yuan as 万元 with the places that are needed: 2393280 → 239.328.
private func wan(_ yuan: Int) -> String {
  var digits = "\(yuan % 10_000)"
  while digits.count < 4 { digits = "0" + digits }
  while digits.hasSuffix("0") { digits.removeLast() }
  return "\(yuan / 10_000)" + (digits.isEmpty ? "" : "." + digits)
}

private let report = """
  2021年度基层政权和社区建设经费使用情况自评（示例）

  一、资金安排
  本年度申请基层政权和社区建设经费689.39万元，年中调整后下达689.39万元，至2021年12月31日支出689.39万元，
  执行率100%。其中：村务监督委员会成员补贴535.392万元，城乡社区治理115万元，乡镇政府服务能力建设20万元，
  村级换届选举10万元，村(居)务公开9万元。

  二、村务监督委员会成员补贴
  三市共654个村：台山277个、开平226个、恩平151个。每村3名成员，应有1962人；开平83人、恩平20人兼任村党组织纪检职务，
  合计103人不再重复发放，实际核发1859人。补贴标准为每人每月240元：台山市239.328万元，开平市171.36万元，恩平市124.704万元。

  三、其他
  建成城乡社区治理示范点23个；换届参选率95.2%，选出干部8292名，培训业务骨干140多名；新建公开栏8个和1个，共9个。
  自评98分。

  """
