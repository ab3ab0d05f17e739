import Domain
import Foundation
import History
import Spreadsheet
import Support
import Testing
import Workbooks

@testable import Pipeline

/// Thirty nights of two counties, as a person would write them down: `Tests/Nights/thirty-nights.txt`. `ACCEPT=1` writes it anew.
@Suite struct ThirtyNightsTests {
  private static let book = Project.root + "/Tests/Nights/thirty-nights.txt"

  @Test
  func `thirty nights with corrections, late counties, shrinkage, wrong files and returned lists read as they were`()
    async throws
  {
    let diary = try Diary()
    try await diary.live()
    let text = diary.lines.joined(separator: "\n") + "\n"
    if GoldenFolder.isAccepting { try text.write(toFile: Self.book, atomically: true, encoding: .utf8) }
    let expected = try String(contentsOfFile: Self.book, encoding: .utf8)
    for (number, pair) in zip(text.split(separator: "\n"), expected.split(separator: "\n")).enumerated()
    where pair.0 != pair.1 {
      Issue.record("line \(number + 1) reads “\(pair.0)”, and should read “\(pair.1)”")
      break
    }
    #expect(text.count == expected.count)
  }
}

/// What happens in each night, and what the program makes of it.
private final class Diary {
  let nights: Nights
  var lines: [String] = ["每夜一段：发生了什么；退出码、是否成为新的一期；程序说的一句话；告知了谁什么；差异的来去。", ""]
  private var night = 0
  private var toldBefore = ""
  private var aMoment: Int { 1_641_231_000 + night * 86_400 }

  init() throws {
    nights = try Nights()
    let file = nights.folder + "/pipeline.yaml"
    let common = Project.root + "/Tests/Golden/common"
    try """
    name: thirty-nights
    inbox: inbox
    output: output
    register: \(common)/register.csv
    policy: \(common)/policy.yaml
    counties: [{name: 甲市, folders: [jia]}, {name: 乙市, folders: [yi]}]
    notify: [{run: 'echo "$DUIZHANG_EVENTS" >> "$DUIZHANG_OUTPUT/../events"'}]
    """.write(toFile: file, atomically: true, encoding: .utf8)
    nights.pipeline = try PipelineFile(path: file)
    try FileManager.default.createDirectory(atPath: nights.inbox + "/yi", withIntermediateDirectories: true)
    try FileManager.default.removeItem(atPath: nights.inbox + "/jia/发放表.csv")
  }

  private var list: String { get throws { try nights.original() } }
  private var other: String {
    get throws {
      var rows = try list.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      rows.removeAll { $0.contains("石桥村") }
      return rows.joined(separator: "\n").replacing("甲市", with: "乙市").replacing("东镇", with: "南镇").replacing(
        "山底村", with: "松岗村"
      )
      .replacing("水口村", with: "白石村")
    }
  }

  /// Lays a file down, as it comes in this night.
  private func put(_ name: String, _ bytes: Data) throws {
    let path = nights.inbox + "/" + name
    try bytes.write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(aMoment))], ofItemAtPath: path)
  }

  private func put(_ name: String, _ text: String) throws { try put(name, Data(text.utf8)) }

  private func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: nights.inbox + "/" + name) }

  /// A night: what a person did before it, and the run.
  private func night(
    _ what: String, after act: () throws -> Void = {}, run change: (inout RunOptions) -> Void = { _ in }
  ) async throws {
    night += 1
    try act()
    lines.append("第 \(night) 夜　\(what)")
    let runs = nights.runs.count
    do {
      let outcome = try await nights.run { options in
        options.started = Date(timeIntervalSince1970: Double(aMoment + 3600))
        change(&options)
      }
      let isNew = nights.runs.count > runs
      lines.append("  退出码 \(outcome.exitCode)，\(isNew ? "新的一期" : "没有新的一期")。\(Summary(outcome, language: "zh").line)")
      if isNew { try tellLives() }
    } catch let error as SetupError {
      lines.append("  退出码 2，没有新的一期。\(error.zh)")
    }
    let told = (try? String(contentsOfFile: nights.folder + "/events", encoding: .utf8)) ?? ""
    let news = told.dropFirst(toldBefore.count).split(separator: "\n")
    if !news.isEmpty { lines.append("  告知：\(news.joined(separator: "；"))") }
    toldBefore = told
    lines.append("")
  }

  private func tellLives() throws {
    let changes = try nights.rows("changes.csv").filter { $0["dataset"] == "discrepancies" }
    let lives = Dictionary(try nights.rows("lifecycle.csv").map { ($0["fingerprint"] ?? "", $0) }) { a, _ in a }
    for (status, name) in [("new", "新增"), ("resolved", "消除"), ("acknowledged", "已核实")] {
      let found = changes.filter { $0["after"] == status }.compactMap { change -> String? in
        guard let life = lives[change["key"] ?? ""], life["severity"] != "info" else { return nil }
        return "\(life["code"] ?? "") \(life["message_zh"] ?? "")"
      }
      if !found.isEmpty { lines.append("  \(name)：\(found.sorted().joined(separator: "；"))") }
    }
  }

  /// Says of every error that stands that it is right as it is.
  private func acknowledgeAll() throws {
    for life in try nights.rows("lifecycle.csv") where life["severity"] == "error" && life["status"] != "resolved" {
      _ = try acknowledge(
        #require(life["fingerprint"]), by: "王科长", until: #require(CalendarDate("2022-12-31")), reason: "补发在途",
        output: nights.output)
    }
  }

  /// The county's list of the current publication with every finding answered, saved by another program; `rows` fewer if told.
  private func answered(_ answer: String, note: String, withoutLast rows: Int = 0) throws -> Data {
    let source = nights.output + "/current/returns/甲市.xlsx"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source)))
    let workbook = try Workbook(bytes: bytes, name: "甲市.xlsx")
    let grid = try workbook.grid(ofSheet: 0)
    let path = nights.folder + "/answered.xlsx"
    let book = try #require(WorkbookWriter(path: path))
    book.beginSheet("核对清单")
    let last = grid.rows.last { grid.cell(rowIndex: grid.rowIndex($0.number) ?? 0, column: 13) != nil }?.number ?? 0
    for row in grid.rows where row.number <= last - rows {
      for cell in row.cells.map({ grid.cells[$0] }) {
        book.write(.text(grid.display(cell)), row: row.number - 1, column: Int(cell.column) - 1)
      }
      guard row.number > 3 else { continue }
      book.write(.text(answer), row: row.number - 1, column: 9)
      book.write(.text(note), row: row.number - 1, column: 10)
    }
    #expect(book.close())
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// What the next list to mend and the page show of the county's answers.
  private func tellAnswers() throws {
    let page = try String(contentsOfFile: nights.output + "/current/report.html", encoding: .utf8)
    let answers = page.matches(of: #/<p class="reply">([^<]*)</#).map { String($0.1) }
    for answer in Set(answers).sorted() where !answer.hasPrefix("The ") {
      lines.insert("  页面：\(answer)", at: lines.count - 1)
    }
    for row in try nights.rows("discrepancies.csv") where row["message_zh"]?.contains("核对清单") == true {
      lines.insert("  \(row["code"] ?? "") \(row["file"] ?? "")：\(row["message_zh"] ?? "")", at: lines.count - 1)
    }
  }

  func live() async throws {
    try await night("甲市报来发放表，乙市没有报。") { try put("jia/发放表.csv", list) }
    try await night("没有新文件。")
    try await night("乙市迟到两天，报来。") { try put("yi/发放表.csv", other) }
    try await night("没有新文件。")
    try await night("甲市重报，一人只填 2640 元。") { try put("jia/发放表.csv", nights.wrong("2640")) }
    try await night("没有新文件。")
    try await night("局里核实：补发在途。") { try acknowledgeAll() }
    try await night("没有新文件。")
    try await night("甲市又改，那人变成 2400 元：核实失效。") { try put("jia/发放表.csv", nights.wrong("2400")) }
    try await night("甲市改正。") { try put("jia/发放表.csv", list) }
    try await night("没有新文件。")
    try await night("乙市的文件只传了一半。") {
      try put("yi/发放表.xlsx", Data([0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 300)))
    }
    try await night("没有新文件。")
    try await night("乙市撤下那份文件。") { try remove("yi/发放表.xlsx") }
    let short = try list.split(separator: "\n").filter { !$0.contains("石桥村") && !$0.contains("水口村") }
    try await night("甲市只报了一个村。") { try put("jia/发放表.csv", short.joined(separator: "\n") + "\n") }
    try await night("经办人用 --accept-shrink 认了。", run: { $0.acceptsShrink = ["甲市"] })
    try await night("甲市报全。") { try put("jia/发放表.csv", list) }
    try await night("收件夹里多了一份通知和一个锁定文件。") {
      try put("通知.txt", "请各县按时上报")
      try put("jia/~$发放表.csv", "user")
    }
    try await night("都清走了。") {
      try remove("通知.txt")
      try remove("jia/~$发放表.csv")
    }
    try await night("乙市把甲市的表又报了一份。") { try put("yi/发放表（二）.csv", list) }
    try await night("乙市撤下。") { try remove("yi/发放表（二）.csv") }
    try await night("甲市一人只填 2640 元。") { try put("jia/发放表.csv", nights.wrong("2640")) }
    try await night("甲市退回核对清单：情况属实。") { try put("jia/回执.xlsx", answered("情况属实", note: "缺勤一月")) }
    try tellAnswers()
    try await night("甲市退回的清单少了一行。") {
      try put("jia/回执.xlsx", answered("已更正", note: "", withoutLast: 1))
    }
    try tellAnswers()
    try await night("甲市改正，清单留在文件夹里。") { try put("jia/发放表.csv", list) }
    try await night("有人手改了发布的 villages.csv。") {
      let path = nights.output + "/current/villages.csv"
      try (String(contentsOfFile: path, encoding: .utf8) + "x").write(toFile: path, atomically: true, encoding: .utf8)
    }
    try await night("没有新文件。")
    try await night("名册不见了。", run: { $0.register = nights.folder + "/没有这个文件.csv" })
    try await night("名册回来了。")
    try await night("没有新文件。")
    lines.append("history")
    for run in try openHistory(nights.output).runs().reversed() {
      lines.append("  \(run.number) \(run.id) \(run.state.rawValue) \(run.exitCode.map(String.init) ?? "") \(run.line)")
    }
    lines.append("history --view findings --all")
    let lives = try openHistory(nights.output).lives().filter { $0.sighting.severity != "info" }.sorted {
      ($0.firstRun, $0.sighting.code, $0.sighting.fingerprint) < (
        $1.firstRun, $1.sighting.code, $1.sighting.fingerprint
      )
    }
    for life in lives {
      lines.append(
        "  \(life.sighting.code) \(life.status.rawValue) \(life.firstSeen)…\(life.lastSeen) ×\(life.timesSeen) \(life.sighting.message.zh)"
      )
    }
  }
}
