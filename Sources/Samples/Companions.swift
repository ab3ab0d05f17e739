/// The files beside the counties' folders: register, budget, allocations, report, and what is true of the uploads.
struct Companions {
  private(set) var villages = 0
  private(set) var members = 0
  private var total = 0
  private var register = "code,county,town,name,kind\n"
  private var expected = "county_code,county,villages,quota,concurrent,eligible,member_months,amount_yuan\n"
  private var allocation = "county_code,line,amount,unit\n"

  /// Adds what there is to say of a county without faults.
  mutating func add(_ county: World.County) {
    for town in county.towns {
      for community in town.communities {
        register += "\(community.code),\(county.name),\(town.name),\(community.name),居\n"
      }
      for village in town.villages { register += "\(village.code),\(county.name),\(town.name),\(village.name),村\n" }
    }
    let (count, listed, concurrent, amount) = (county.villages, county.listed, county.concurrent, county.amount)
    let eligible = listed - concurrent
    expected +=
      "\(county.code),\(county.name),\(count),\(count * 3),\(concurrent),\(eligible),\(eligible * 12),\(amount).00\n"
    allocation += "\(county.code),村务监督委员会成员补贴,\(wan(amount)),万元\n"
    villages += count
    members += listed
    total += amount
  }

  /// Names and texts; without faults (nil) also the figures that the counties reach.
  func files(hasReport: Bool, faults: [PlantedFault]?) -> [(name: String, text: String)] {
    var files = [
      ("register.csv", register), ("allocation.csv", allocation), ("budget.csv", budget),
      ("truth.csv", truth(faults ?? [])),
    ]
    if faults == nil { files.append(("expected-counties.csv", expected)) }
    if hasReport { files.append(("report.txt", report)) }
    return files
  }

  private var budget: String {
    let stages = ["requested", "allocated", "spent"]
    let lines = [
      ("村务监督委员会成员补贴", wan(total)), ("城乡社区治理", "115"), ("乡镇政府服务能力建设", "20"), ("村级换届选举", "10"), ("村(居)务公开", "9"),
    ]
    // The report states the sum of the lines with two places of 万元.
    let sum = (total + 1_540_000 + 50) / 100
    let all = lines + [("合计", "\(sum / 100).\(sum % 100 < 10 ? "0" : "")\(sum % 100)")]
    return "line,stage,amount,unit\n"
      + all.flatMap { line, amount in stages.map { "\(line),\($0),\(amount),万元\n" } }.joined()
  }

  private func truth(_ faults: [PlantedFault]) -> String {
    "code,county,village_code,village,file,sheet,cell,field,expected,actual,note\n"
      + faults.map { fault in
        [
          fault.code, fault.county, fault.villageCode, fault.village, fault.file, fault.sheet, fault.cell, fault.field,
          fault.expected, fault.actual, fault.note,
        ].map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
      }.joined()
  }
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
