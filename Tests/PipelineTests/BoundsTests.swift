import Domain
import Testing

@testable import Pipeline

/// A pipeline file says how much its uploads may ask of the reader.
struct BoundsTests {
  @Test func `an upload past the bounds is refused, and read where the pipeline file raises them`() async throws {
    let nights = try Nights()
    // One cell of eleven mebibytes, where ten are allowed.
    try nights.put("补充.csv", "说明\n" + String(repeating: "x", count: 11 << 20) + "\n", received: 1_642_000_001)
    let refused = try await nights.run()
    #expect(refused.exitCode == 4)
    #expect(Summary(refused, language: "zh").line.contains("补充.csv"), "why nothing is published is said")
    try nights.setPipeline("raise_limits: 2")
    #expect(try await nights.run().exitCode != 4)
    #expect(try nights.rows("discrepancies.csv").allSatisfy { $0["code"] != "DZ101" })
  }

  @Test("a factor that raises nothing is refused", arguments: ["0", "-1", "1001", "many"])
  func wrongFactors(_ factor: String) throws {
    let nights = try Nights()
    #expect(throws: SetupError.self) { try nights.setPipeline("raise_limits: \(factor)") }
  }
}
