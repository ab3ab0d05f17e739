import Foundation
import Support
import Synchronization
import Testing

@testable import Pipeline

@Suite struct DiskSyncTests {
  private struct Refused: Error, Equatable { var number: Int }

  @Test func `everything that is added is done before the wait ends`() throws {
    let disk = DiskSync()
    let done = Mutex(0)
    for _ in 0..<500 { disk.add { done.withLock { $0 += 1 } } }
    try disk.wait()
    #expect(done.withLock { $0 } == 500)
    disk.add { done.withLock { $0 += 1 } }
    try disk.wait()
    #expect(done.withLock { $0 } == 501)
  }

  @Test func `one refusal among many fails this wait and every later one, and the others are done all the same`() throws
  {
    let disk = DiskSync()
    let done = Mutex(0)
    for number in 0..<100 {
      disk.add {
        if number == 41 { throw Refused(number: number) }
        done.withLock { $0 += 1 }
      }
    }
    #expect(throws: Refused(number: 41)) { try disk.wait() }
    #expect(done.withLock { $0 } == 99)
    #expect(throws: Refused(number: 41)) { try disk.wait() }
  }

  @Test func `the same bytes of many owners are kept once, with nothing left beside them`() throws {
    let output = try Project.temporaryFolder()
    let disk = DiskSync()
    let archive = try InputArchive(output: output, disk: disk)
    let bytes = Array("one and the same".utf8)
    let digest = sha256(bytes)
    for owner in 0..<60 { try archive.keep(bytes, sha256: digest, owner: "evidence \(owner).csv") }
    try disk.wait()
    #expect(try FileManager.default.contentsOfDirectory(atPath: output + "/archive") == [digest])
    #expect(FileManager.default.contents(atPath: output + "/archive/" + digest) == Data(bytes))
  }

  @Test(arguments: (0..<200).map(UInt64.init))
  func `records are counted with line ends in quotes left out, wherever they lie`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    // Words of eight bytes are counted at once, so lengths around them matter.
    let alphabet: [UInt8] = [0x0A, UInt8(ascii: "\""), UInt8(ascii: "a"), 0x0B, 0x8A, 0x00]
    let count = Int.random(in: 0...70, using: &random)
    let bytes = (0..<count).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }
    var expected = 0
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == 10, !isQuoted { expected += 1 }
    }
    #expect(bytes.withUnsafeBytes { recordCount($0) } == expected)
  }
}
