import Domain
import Foundation
import GRDB
import Support
import Testing

@testable import History

private func sighting(_ fingerprint: String, county: String = "440783", amount: String = "元:-2880.00") -> Sighting {
  Sighting(
    fingerprint: fingerprint, code: "DZ404", severity: "error", county: county, village: "", period: "2021",
    field: "amount", delta: "-2880.00", amount: amount, message: Message(zh: "不符", en: "differs"))
}

private func stamp(_ day: Int) throws -> RunStamp {
  RunStamp(
    id: "202202\(day < 10 ? "0" : "")\(day)T000000Z", day: "2022-02-\(day < 10 ? "0" : "")\(day)",
    asOf: try #require(CalendarDate(year: 2022, month: 2, day: day)))
}

@Suite struct LifeTests {
  @Test func `a discrepancy is new once, then open, then resolved, and its count is that of the runs that saw it`()
    throws
  {
    var all = lives(after: [], seeing: [sighting("a")], acknowledgements: [], in: try stamp(1), unseen: [])
    #expect(all.map(\.status) == [.new] && all[0].timesSeen == 1)
    all = lives(after: all, seeing: [sighting("a"), sighting("b")], acknowledgements: [], in: try stamp(2), unseen: [])
    #expect(all.map(\.status) == [.open, .new] && all[0].timesSeen == 2)
    all = lives(after: all, seeing: [sighting("b")], acknowledgements: [], in: try stamp(3), unseen: [])
    #expect(all.map(\.status) == [.resolved, .open])
    #expect(all[0].firstSeen == "2022-02-01" && all[0].lastSeen == "2022-02-02")
    all = lives(after: all, seeing: [sighting("a"), sighting("b")], acknowledgements: [], in: try stamp(4), unseen: [])
    #expect(all[0].status == .open && all[0].firstSeen == "2022-02-01" && all[0].timesSeen == 3)
  }

  @Test func `what a held county's refused upload does not show stays open`() throws {
    var all = lives(after: [], seeing: [sighting("a")], acknowledgements: [], in: try stamp(1), unseen: [])
    all = lives(after: all, seeing: [], acknowledgements: [], in: try stamp(2), unseen: ["440783"])
    #expect(all.map(\.status) == [.open] && all[0].lastSeen == "2022-02-01")
  }

  @Test func `a run that is absorbed twice is seen once`() throws {
    let once = lives(after: [], seeing: [sighting("a")], acknowledgements: [], in: try stamp(1), unseen: [])
    #expect(lives(after: once, seeing: [sighting("a")], acknowledgements: [], in: try stamp(1), unseen: []) == once)
  }

  @Test func `an acknowledgement does not lapse by what a refused upload of its county shows`() throws {
    let word = Acknowledgement(
      fingerprint: "a", by: "王科长", until: "2022-02-10", reason: "补发在途", made: "", amount: "元:-2880.00")
    func status(_ word: Acknowledgement, day: Int, held: Set<String>) throws -> [LifeStatus] {
      let first = lives(after: [], seeing: [sighting("a")], acknowledgements: [word], in: try stamp(1), unseen: [])
      return lives(
        after: first, seeing: [sighting("a", amount: "元:-1440.00")], acknowledgements: [word], in: try stamp(day),
        unseen: held
      ).map(\.status)
    }
    #expect(try status(word, day: 2, held: ["440783"]) == [.acknowledged])
    #expect(try status(word, day: 2, held: ["440784"]) == [.open])
    #expect(try status(word, day: 11, held: ["440783"]) == [.open])
    var lapsed = word
    lapsed.isLapsed = true
    #expect(try status(lapsed, day: 2, held: ["440783"]) == [.open])
  }

  @Test(arguments: [
    ("元:-2880.00", 10, LifeStatus.acknowledged), ("元:-2880.00", 11, .open), ("元:-5760.00", 10, .open),
  ])
  func `an acknowledgement holds through its last day and for its amount only`(
    _ amount: String, _ day: Int, _ status: LifeStatus
  ) throws {
    let word = Acknowledgement(
      fingerprint: "a", by: "王科长", until: "2022-02-10", reason: "补发在途", made: "", amount: "元:-2880.00")
    let first = lives(after: [], seeing: [sighting("a")], acknowledgements: [], in: try stamp(1), unseen: [])
    let next = lives(
      after: first, seeing: [sighting("a", amount: amount)], acknowledgements: [word], in: try stamp(day), unseen: [])
    #expect(next.map(\.status) == [status])
    #expect(next[0].acknowledgedBy == (status == .acknowledged ? "王科长" : ""))
  }
}

@Suite struct RunHistoryTests {
  private func published(_ number: Int, _ id: String, lives: [FindingLife]) -> PublishedRun {
    PublishedRun(
      number: number, id: id, started: id, finished: id, exitCode: 1, program: "0", asOf: "2022-02-01", line: "行",
      lines: Message(zh: "行", en: "line"),
      inputs: [
        SeenInput(
          name: "kaiping/a.csv", county: "440783", sha256: "ab", bytes: 3, rows: 1, received: 7, status: "current",
          documents: ["roster"], firstSeen: 1)
      ], lives: lives, lapsed: [])
  }

  @Test func `a history that is read again tells what was written, and only its owner can read it`() throws {
    let path = try Project.temporaryFolder() + "/history.sqlite"
    let all = lives(after: [], seeing: [sighting("a")], acknowledgements: [], in: try stamp(1), unseen: [])
    do {
      let history = try RunHistory(path: path)
      let number = try history.begin(id: "r1", started: "r1", program: "0")
      #expect(number == 1)
      try history.absorb(published(1, "r1", lives: all))
      try history.acknowledge(
        Acknowledgement(fingerprint: "a", by: "甲", until: "2022-03-01", reason: "理由", made: "", amount: "x"))
    }
    let history = try RunHistory(path: path)
    #expect(try history.lives() == all)
    #expect(try history.runs().map(\.state) == [.published])
    #expect(try history.runs().map(\.lineZh) == ["行"] && history.runs().map(\.lineEn) == ["line"])
    #expect(try history.firstSights() == [UploadKey(county: "440783", sha256: "ab"): 1])
    #expect(try history.acknowledgements().map(\.by) == ["甲"])
    #expect(try history.uploads(of: "440783").map(\.status) == ["current"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a history that an older program has made is read as it is, and not changed by reading`() throws {
    let path = try Project.temporaryFolder() + "/history.sqlite"
    do {
      let old = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(old, upTo: "runs, inputs, findings, acknowledgements")
      try old.write { db in
        try db.execute(sql: "INSERT INTO run (number, id, state, started) VALUES (1, 'r1', 'published', 'r1')")
      }
    }
    let before = FileManager.default.contents(atPath: path)
    #expect(try RunHistory(readingFrom: path).runs().map(\.id) == ["r1"])
    #expect(FileManager.default.contents(atPath: path) == before)
    #expect(try RunHistory(path: path).runs().map(\.pruned) == [""])
  }

  @Test func `what a county stands on is its last good upload, also where the same bytes lie among refused ones`()
    throws
  {
    let history = try RunHistory(path: try Project.temporaryFolder() + "/history.sqlite")
    try history.absorb(published(1, "r1", lives: []))
    for (number, order) in [(2, ["refused", "last-good"]), (3, ["last-good", "refused"])] {
      var run = published(number, "r\(number)", lives: [])
      run.inputs = order.map { status in
        var input = run.inputs[0]
        input.status = status
        return input
      }
      try history.absorb(run)
      let uploads = try history.uploads()
      #expect(uploads.map(\.status) == ["last-good"] && uploads.map(\.firstRun) == [1])
      #expect(uploads.map(\.lastRun) == [number])
    }
  }

  @Test func `whoever reads a history that nobody writes leaves no files beside it`() throws {
    let folder = try Project.temporaryFolder() + "/a %3f?#b"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let history = try RunHistory(path: folder + "/history.sqlite")
    try history.absorb(published(1, "r1", lives: []))
    // What stands in the log alone is read too.
    #expect(try RunHistory(readingFrom: folder + "/history.sqlite").runs().map(\.id) == ["r1"])
    history.end()
    let reading = try RunHistory(readingFrom: folder + "/history.sqlite")
    #expect(try reading.runs().map(\.id) == ["r1"])
    reading.end()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["history.sqlite"])
  }

  @Test func `an older run that is absorbed late does not overwrite newer lives`() throws {
    let history = try RunHistory(path: try Project.temporaryFolder() + "/history.sqlite")
    let new = lives(after: [], seeing: [sighting("b")], acknowledgements: [], in: try stamp(2), unseen: [])
    try history.absorb(published(2, "r2", lives: new))
    try history.absorb(published(1, "r1", lives: []))
    #expect(try history.lives() == new)
    #expect(try history.runs().map(\.number) == [2, 1])
  }
}
