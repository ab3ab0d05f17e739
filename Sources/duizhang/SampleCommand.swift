import ArgumentParser
import Samples

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write invented uploads of any size, with what is true of them.")
  @Argument(help: "The folder; it must be empty or hold a sample.")
  var folder: String
  @Option(help: "How large: demo, county, province or nation.")
  var scale = "demo"
  @Flag(help: "Plant faults and write their cells to truth.csv (demo scale).")
  var faults = false
  @Option(help: "The seed; the same seed gives the same bytes.")
  var seed: UInt64 = 2021
  @Flag(help: "Write even into a folder that holds something else.")
  var force = false

  func validate() throws {
    guard let known = SampleScale(rawValue: scale) else {
      throw ValidationError("the scale is demo, county, province or nation, not \(scale)")
    }
    if faults && known != .demo { throw ValidationError("faults are planted at demo scale only") }
  }

  func run() throws {
    do {
      let summary = try writeSample(to: folder, scale: SampleScale(rawValue: scale) ?? .demo, hasFaults: faults, seed: seed, isForced: force)
      print("\(folder): \(summary.counties) counties, \(summary.villages) villages, \(summary.members) members, \(summary.faults) faults (all invented)")
    } catch SampleError.notEmpty(let name) {
      throw ValidationError("\(name) is not empty and holds no sample; choose another folder or add --force")
    } catch SampleError.cannotWrite(let name) {
      throw ValidationError("\(name) cannot be written")
    }
  }
}
