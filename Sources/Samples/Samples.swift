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

  var counties: Int {
    switch self {
    case .demo: 3
    case .county: 1
    case .province: 8
    case .nation: 30
    }
  }

  /// Villages of each invented county.
  var villages: Int {
    switch self {
    case .demo: 0
    case .county: 3_000
    case .province: 4_200
    case .nation: 16_700
    }
  }
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
/// With an exchange of 1 or 2 each of the demo's counties sends in the shape of the next or the one after it.
/// The same seed gives the same bytes. Throws `SampleError` where the folder holds anything but a sample.
public func writeSample(
  to folder: String, scale: SampleScale, hasFaults: Bool, seed: UInt64, exchange: Int = 0, isForced: Bool
) throws -> SampleSummary {
  let manager = FileManager.default
  let present = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
  guard present.isEmpty || Set(present).isSuperset(of: ["register.csv", "truth.csv"]) || isForced else {
    throw SampleError.notEmpty(folder)
  }
  try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let demo = World.demo(seed: seed).counties
  var planter = FaultPlanter()
  var companions = Companions()
  // One county at a time: a nation takes no more memory than its largest county.
  for index in 0..<scale.counties {
    let county = scale == .demo ? demo[index] : World.inventedCounty(index, villages: scale.villages, seed: seed)
    let files =
      switch (scale, hasFaults, (index + exchange) % 3) {
      case (.demo, true, 0): planter.payments(of: county)
      case (.demo, true, 1): planter.texts(of: county, neighbour: demo[index == 0 ? 1 : 0])
      case (.demo, true, _): planter.monthly(of: county)
      case (.demo, false, 0): Shapes.paymentWorkbook(county)
      case (.demo, false, 1): Shapes.textFiles(county)
      case (.demo, false, _): Shapes.monthlyWorkbook(county)
      default: Shapes.singleList(county, form: [.xlsx, .utf8, .streamedXlsx, .gb18030][index % 4])
      }
    let path = folder + "/" + county.folder
    if manager.fileExists(atPath: path) { try manager.removeItem(atPath: path) }
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in files { try file.write(to: path) }
    companions.add(county)
  }
  // What a folder that holds faults should add up to depends on how each is judged: only truth.csv is certain there.
  let expected = folder + "/expected-counties.csv"
  if hasFaults && manager.fileExists(atPath: expected) { try manager.removeItem(atPath: expected) }
  for (name, text) in companions.files(hasReport: scale == .demo, faults: hasFaults ? planter.faults : nil) {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }
  return SampleSummary(
    counties: scale.counties, villages: companions.villages, members: companions.members, faults: planter.faults.count)
}
