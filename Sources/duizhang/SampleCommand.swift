import ArgumentParser
import Pipeline
import Samples

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write invented uploads of any size, with what is true of them.",
    discussion: """
        duizhang sample /tmp/sample --faults
        duizhang sample /tmp/province --scale province --seed 7
      """)
  @Argument(help: "The folder; it must be empty or hold a sample.", completion: .directory)
  var folder: String
  @Option(
    help: "How large: demo, county, province or nation.", completion: .list(scales), transform: oneOf(scales))
  var scale = "demo"
  @Flag(help: "Plant faults and write their cells to truth.csv (demo scale).")
  var faults = false
  @Option(help: "The seed; the same seed gives the same bytes.")
  var seed: UInt64 = 2021
  @Option(help: "Exchange the counties' shapes: each sends as the next does (1) or the one after (2); demo scale.")
  var exchange = 0
  @Flag(help: "Write even into a folder that holds something else.")
  var force = false

  @OptionGroup var spoken: LanguageArguments
  @OptionGroup var form: JSONArguments

  private struct Reply: Encodable {
    var folder, scale: String
    var seed: UInt64
    var counties, villages, members, faults: Int
  }

  private static let scales = ["demo", "county", "province", "nation"]

  func validate() throws {
    let known = SampleScale(rawValue: scale)
    guard (0...2).contains(exchange) else {
      throw ValidationError(
        zh: "--exchange 只能是 0、1 或 2，不能是 \(exchange)", en: "--exchange takes 0, 1 or 2, not \(exchange)")
    }
    if exchange > 0 && (faults || known != .demo) {
      throw ValidationError(
        zh: "--exchange 只用于不带差错的 demo 规模：差错是按镇、村埋设的",
        en: "--exchange is for the clean sets of demo scale: faults are planted by town and village")
    }
    if faults && known != .demo {
      throw ValidationError(zh: "只有 demo 规模能埋设差错", en: "faults are planted at demo scale only")
    }
  }

  func run() throws {
    do {
      let summary = try writeSample(
        to: folder, scale: SampleScale(rawValue: scale) ?? .demo, hasFaults: faults, seed: seed, exchange: exchange,
        isForced: force)
      if form.json {
        let reply = Reply(
          folder: folder, scale: scale, seed: seed, counties: summary.counties, villages: summary.villages,
          members: summary.members, faults: summary.faults)
        return print(try Form("sample", reply).json)
      }
      show(
        spoken.language(otherwise: "en") == "zh"
          ? "\(folder)：\(summary.counties) 县，\(summary.villages) 村，\(summary.members) 人，\(summary.faults) 处差错（全部为虚构）"
          : "\(folder): \(summary.counties) counties, \(summary.villages) villages, \(summary.members) members, \(summary.faults) faults (all invented)"
      )
    } catch SampleError.notEmpty(let name) {
      throw ValidationError(
        zh: "\(name) 不是空文件夹，也不是样本；请换一个文件夹，或加 --force",
        en: "\(name) is not empty and holds no sample; choose another folder or add --force")
    } catch SampleError.cannotWrite(let name) {
      throw ValidationError(zh: "\(name) 无法写入", en: "\(name) cannot be written")
    }
  }
}
