import Foundation
import Support
import Testing

@testable import Samples

@Suite struct SamplesTests {
  @Test func `the same seed gives the same bytes`() throws {
    let folders = try (0..<2).map { _ in try Project.temporaryFolder() }
    for folder in folders { _ = try writeSample(to: folder, scale: .demo, hasFaults: true, seed: 7, isForced: false) }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folders[0]).sorted()
    #expect(files.count >= 9)
    for file in files where !file.hasSuffix("ing") {
      #expect(
        FileManager.default.contents(atPath: folders[0] + "/" + file)
          == FileManager.default.contents(atPath: folders[1] + "/" + file), "\(file)")
    }
  }

  @Test func `the demo has the report's counts`() {
    let world = World.demo(seed: 2021)
    #expect(world.counties.map(\.villages) == [277, 226, 151])
    #expect(world.counties.map(\.concurrent) == [0, 83, 20])
    #expect(world.counties.map(\.amount) == [2_393_280, 1_713_600, 1_247_040])
    let ids = world.counties.flatMap { $0.towns.flatMap { $0.villages.flatMap { $0.members.map(\.id) } } }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a folder that holds something else is not written into`() throws {
    let folder = try Project.temporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder + "/mine.txt"))
    #expect(throws: SampleError.self) {
      try writeSample(to: folder, scale: .demo, hasFaults: false, seed: 1, isForced: false)
    }
  }
}
