import Foundation
import Support
import Testing
import Workbooks

@testable import Samples

@Suite struct PlantedFaultTests {
  /// Files before and after, laid out from one seed.
  static let clean = World.demo(seed: 11).counties
  static let planted: (files: [[SampleFile]], faults: [PlantedFault]) = {
    var planter = FaultPlanter()
    let files = [
      planter.payments(of: clean[0]), planter.texts(of: clean[1], neighbour: clean[0]), planter.monthly(of: clean[2]),
    ]
    return (files, planter.faults)
  }()

  @Test func `many kinds of fault are planted`() {
    #expect(Self.planted.faults.count == 29)
    #expect(Set(Self.planted.faults.map(\.code)).count >= 20)
  }

  @Test func `a fault's cell holds what truth.csv says, and the clean cell something else`() throws {
    for fault in Self.planted.faults
    where !fault.cell.isEmpty && !["DZ108", "DZ303", "DZ306", "DZ207"].contains(fault.code) {
      let file = try #require(Self.planted.files.flatMap { $0 }.first { $0.name == fault.file })
      let value = try #require(cell(fault, in: file))
      if !["DZ603", "DZ606", "DZ110"].contains(fault.code) { #expect(value.words == fault.actual, "\(fault.code)") }
      let untouched = cleanFiles.first { $0.name == fault.file }
      if let untouched, fault.county != "开平市" {
        #expect(cell(fault, in: untouched) != value, "\(fault.code) \(fault.cell)")
      }
    }
  }

  @Test func `only truth is certain of a folder with faults`() throws {
    let folder = try Project.temporaryFolder()
    _ = try writeSample(to: folder, scale: .demo, hasFaults: false, seed: 3, isForced: false)
    #expect(FileManager.default.fileExists(atPath: folder + "/expected-counties.csv"))
    _ = try writeSample(to: folder, scale: .demo, hasFaults: true, seed: 3, isForced: false)
    #expect(!FileManager.default.fileExists(atPath: folder + "/expected-counties.csv"))
    #expect(try records(ofCSV: folder + "/truth.csv").count == 29)
  }

  private var cleanFiles: [SampleFile] {
    Shapes.paymentWorkbook(Self.clean[0]) + Shapes.textFiles(Self.clean[1]) + Shapes.monthlyWorkbook(Self.clean[2])
  }

  private func cell(_ fault: PlantedFault, in file: SampleFile) -> CellValue? {
    let letters = fault.cell.prefix { $0.isLetter }
    let column = letters.unicodeScalars.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
    guard let row = Int(fault.cell.dropFirst(letters.count)),
      let sheet = file.sheets.first(where: { $0.name == fault.sheet })
    else { return nil }
    return sheet.rows[row - 1].indices.contains(column) ? sheet.rows[row - 1][column] : nil
  }
}
