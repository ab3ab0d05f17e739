import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

@Suite struct TellingTests {
  /// Nights whose notify command writes down what it is told: a line of events, and the last message.
  private func told(_ extra: String = "", on: String = "[errors, held, failure, recovery]") throws -> Nights {
    let nights = try Nights()
    try nights.add(
      """
      notify:
        - run: 'echo "$DUIZHANG_EVENTS $DUIZHANG_EXIT_CODE" >> "$DUIZHANG_OUTPUT/../events"; cat > "$DUIZHANG_OUTPUT/../message.json"'
          on: \(on)
      \(extra)
      """)
    return nights
  }

  private func events(_ nights: Nights) -> [String] {
    ((try? String(contentsOfFile: nights.folder + "/events", encoding: .utf8)) ?? "").split(separator: "\n").map(
      String.init)
  }

  private func message(_ nights: Nights) throws -> [String: Any] {
    let data = try #require(FileManager.default.contents(atPath: nights.folder + "/message.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `a night tells new errors, held counties, failure and recovery, and nothing twice`() async throws {
    let nights = try told()
    try await nights.run()
    #expect(events(nights).isEmpty)
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    #expect(events(nights) == ["errors 1"])
    let first = try message(nights)
    let findings = try #require(first["findings"] as? [[String: Any]])
    #expect(first["new_errors"] as? Int == findings.count && !findings.isEmpty)
    #expect(findings.contains { $0["code"] as? String == "DZ404" || $0["code"] as? String == "DZ401" })
    try await nights.run()
    try await nights.run { $0.isForced = true }
    #expect(events(nights).count == 1)

    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_200_000)
    try await nights.run()
    #expect(events(nights).last == "errors held 3" && events(nights).count == 2)
    #expect(try message(nights)["held"] as? [String] == ["甲市"])
    try await nights.run()
    #expect(events(nights).count == 2)

    try nights.put("发放表.csv", nights.original(), received: 1_642_300_000)
    try await nights.run()
    #expect(events(nights).last == "recovery 0" && events(nights).count == 3)

    for _ in 1...2 { await #expect(throws: SetupError.self) { try await nights.run { $0.register = "/nowhere.csv" } } }
    #expect(events(nights).last == "failure 2" && events(nights).count == 4)
    try await nights.run()
    #expect(events(nights).last == "recovery 0" && events(nights).count == 5)
  }

  @Test func `an error that comes to a larger amount is told again, and one that comes to less is not`() async throws {
    let nights = try told()
    var received = 1_642_100_000
    for (amount, count) in [("2640", 1), ("2400", 2), ("2400", 2), ("2640", 2), ("2160", 3)] {
      received += 1000
      try nights.put("发放表.csv", nights.wrong(amount), received: received)
      try await nights.run()
      #expect(events(nights) == Array(repeating: "errors 1", count: count), "\(amount)")
    }
    let findings = try #require(try message(nights)["findings"] as? [[String: Any]])
    #expect(findings.contains { ($0["delta_yuan"] as? String)?.hasSuffix("720.00") == true })
  }

  @Test func `a command is told only what it asks for, and one that fails is told again by a quiet night`() async throws
  {
    let nights = try told(
      """
        - run: 'test -e "$DUIZHANG_OUTPUT/../ok" && cat > "$DUIZHANG_OUTPUT/../message.json" && echo "late $DUIZHANG_EVENTS" >> "$DUIZHANG_OUTPUT/../events"'
      """, on: "[held]")
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    #expect(try await nights.run().exitCode == 1)
    #expect(events(nights).isEmpty)
    try "".write(toFile: nights.folder + "/ok", atomically: true, encoding: .utf8)
    #expect(try await nights.run().unchangedSince != nil)
    #expect(events(nights) == ["late errors"])
    #expect(try message(nights)["new_errors"] as? Int ?? 0 > 0)
    try await nights.run()
    #expect(events(nights).count == 1)
  }

  @Test func `what was mended before it could be told is told no more, and a recovery that was not told is`()
    async throws
  {
    let nights = try told("", on: "[errors, recovery]")
    try nights.add("# the same file with a command that fails while there is no ok")
    let file = nights.folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("run: '", with: "run: 'test -e \"$DUIZHANG_OUTPUT/../ok\" || exit 1; ").write(
      toFile: file, atomically: true, encoding: .utf8)
    nights.pipeline = try PipelineFile(path: file)
    await #expect(throws: SetupError.self) { try await nights.run { $0.register = "/nowhere.csv" } }
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    try nights.put("发放表.csv", nights.original(), received: 1_642_200_000)
    try await nights.run()
    #expect(events(nights).isEmpty)
    try "".write(toFile: nights.folder + "/ok", atomically: true, encoding: .utf8)
    try await nights.run()
    #expect(events(nights) == ["recovery 0"])
  }

  @Test func `errors that are gone are a recovery for whoever was told of them`() async throws {
    let nights = try told(
      """
        - run: 'echo "pager $DUIZHANG_EVENTS" >> "$DUIZHANG_OUTPUT/../events"'
          on: [failure, recovery]
      """)
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    try await nights.run()
    #expect(events(nights) == ["errors 1"])
    try nights.put("发放表.csv", nights.original(), received: 1_642_200_000)
    try await nights.run()
    #expect(events(nights) == ["errors 1", "recovery 0"])
    try await nights.run()
    try await nights.run { $0.isForced = true }
    #expect(events(nights).count == 2)
    // Where a county is held meanwhile, both are well again at once.
    try nights.put("发放表.csv", nights.wrong("2400"), received: 1_642_300_000)
    try await nights.run()
    let short = try nights.original().split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try nights.put("发放表.csv", short.joined(separator: "\n") + "\n", received: 1_642_400_000)
    try await nights.run()
    try nights.put("发放表.csv", nights.original(), received: 1_642_500_000)
    try await nights.run()
    #expect(events(nights).filter { $0 == "recovery 0" }.count == 2 && events(nights).last == "pager recovery")
    #expect(events(nights).filter { $0.hasPrefix("pager") }.count == 1)
  }

  @Test func `a command that hangs is stopped, and what it prints is not the run's line`() {
    let hanging = NotifyCommand(occasions: [.errors], command: "sleep 61; true", seconds: 1)
    let began = ContinuousClock.now
    #expect(hanging.run(telling: Data("x".utf8), environment: [:]) == "not done after 1 s")
    #expect(ContinuousClock.now - began < .seconds(20))
    let left = NotifyCommand(occasions: [.errors], command: "pgrep -fx 'sleep 61' >/dev/null", seconds: 5)
    #expect(left.run(telling: Data(), environment: [:]) == "exit code 1")
    // More than a pipe holds, to a command that reads nothing.
    let deaf = NotifyCommand(occasions: [.errors], command: "exec <&-; exit 0", seconds: 20)
    #expect(deaf.run(telling: Data(repeating: 65, count: 1 << 20), environment: [:]) == nil)
  }

  @Test func `an unknown occasion is refused with the nearest one`() throws {
    let nights = try Nights()
    let error = #expect(throws: SetupError.self) { try nights.add("notify: [{run: x, on: [eror]}]") }
    #expect(error?.en.contains("did you mean \"errors\"") == true)
  }

  @Test func `metrics tell the last run and what stands published, each line in the form that monitors read`()
    async throws
  {
    let nights = try Nights()
    try nights.add("metrics: night.prom")
    try nights.put("发放表.csv", nights.wrong("2640"), received: 1_642_100_000)
    try await nights.run()
    func lines() throws -> [String] {
      try String(contentsOfFile: nights.folder + "/night.prom", encoding: .utf8).split(separator: "\n").map(String.init)
    }
    let form = #/(# (HELP|TYPE) duizhang_[a-z_]+ .+)|(duizhang_[a-z_]+\{([a-z]+="([^"\\]|\\.)*",?)+\} [0-9.]+)/#
    for line in try lines() { #expect(line.wholeMatch(of: form) != nil, "\(line)") }
    #expect(try lines().contains { $0.hasPrefix("duizhang_run_exit_code{") && $0.hasSuffix(" 1") })
    #expect(try lines().contains { $0.contains("duizhang_county_rows{") && !$0.hasSuffix(" 0") })
    #expect(try Set(lines().filter { $0.hasPrefix("# TYPE") }).count == lines().count { $0.hasPrefix("# TYPE") })
    await #expect(throws: SetupError.self) { try await nights.run { $0.register = "/nowhere.csv" } }
    #expect(try lines().contains { $0.hasPrefix("duizhang_run_exit_code{") && $0.hasSuffix(" 2") })
    #expect(try lines().contains { $0.hasPrefix("duizhang_published_exit_code{") && $0.hasSuffix(" 1") })
  }
}
