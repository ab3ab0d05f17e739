import Domain
import Foundation
import GRDB
import Support
import Testing

@testable import History

/// Histories as every earlier program has left them, brought up to date by this one.
@Suite struct MigrationTests {
  private static let names = Schema.migrator.migrations

  /// A history as it was after a migration, with something in every table and column that there was then.
  private func history(after migration: String) throws -> String {
    let path = try Project.temporaryFolder() + "/history.sqlite"
    var configuration = Configuration()
    configuration.journalMode = .wal
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try Schema.migrator.migrate(database, upTo: migration)
    try database.write { db in
      for table in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
      where table != "grdb_migrations" {
        for row in 1...3 { try fill(table, row, db) }
      }
    }
    try database.close()
    return path
  }

  private func fill(_ table: String, _ row: Int, _ db: Database) throws {
    let columns = try db.columns(in: table)
    let values = columns.map { column -> (any DatabaseValueConvertible)? in
      switch (table, column.name) {
      case ("run", "id"): "2022020\(row)T000000Z"
      case ("run", "state"): "published"
      case ("finding", "status"): "open"
      case (_, "pruned"): ""
      case (_, "run"), (_, "number"),
        (_, "first_seen") where table == "input":
        row
      case (_, let name): column.type == "INTEGER" ? (name == "is_lapsed" ? 0 : row) as Int : "\(table) \(name) \(row)"
      }
    }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try db.execute(sql: "INSERT INTO \(table) VALUES (\(marks))", arguments: StatementArguments(values))
  }

  @Test(arguments: names)
  func `a history of an earlier program keeps all that it knew and takes in what is new`(_ migration: String) throws {
    let path = try history(after: migration)
    // To look at it changes nothing in the file.
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let looked = try RunHistory(readingFrom: path)
    #expect(try looked.runs().count == 3 && looked.lives().count == 3)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)

    let history = try RunHistory(path: path)
    #expect(try history.runs().map(\.id) == (1...3).reversed().map { "2022020\($0)T000000Z" })
    #expect(try history.runs().allSatisfy { $0.pruned.isEmpty && $0.line.hasPrefix("run line") })
    #expect(try history.uploads().map(\.sha256).sorted() == (1...3).map { "input sha256 \($0)" })
    #expect(try history.firstSights()[UploadKey(county: "sight county 2", sha256: "sight sha256 2")] == 2)
    let lives = try history.lives()
    #expect(lives.map(\.sighting.fingerprint) == (1...3).map { "finding fingerprint \($0)" })
    #expect(lives.map(\.timesSeen) == [1, 2, 3] && lives.allSatisfy { $0.status == .open })
    #expect(try history.acknowledgements().map(\.reason) == (1...3).map { "acknowledgement reason \($0)" })
    #expect(try history.faults().isEmpty)

    // And goes on as one of its own.
    let number = try history.begin(id: "20220204T000000Z", started: "20220204T000000Z", program: "next")
    #expect(number == 4)
    try history.close("20220204T000000Z", state: .unpublished, exitCode: 4, finished: "")
    try history.notePruned(["20220201T000000Z"], on: "20220205T000000Z")
    try history.noteArchiveLooks(["a"], on: "20220205T000000Z", all: ["a"])
    #expect(try history.runs().map(\.pruned) == ["", "", "", "20220205T000000Z"])
    #expect(try history.archiveLooks() == ["a": "20220205T000000Z"])
    history.end()
    let again = try RunHistory(path: path)
    #expect(try again.runs().count == 4 && again.lives() == lives)
  }

  /// What each migration has made of the tables. One that was changed after its release makes two kinds of histories that no program
  /// can tell apart: add another instead, and its line here.
  private static let tables = [
    "runs, inputs, findings, acknowledgements": [
      "acknowledgement: number fingerprint by until reason made amount is_lapsed",
      "finding: fingerprint code severity county village period field delta amount message_zh message_en status first_seen last_seen "
        + "first_run last_run times_seen acknowledged_by until reason",
      "input: run county name sha256 bytes received status documents first_seen",
      "run: number id state started finished exit_code program as_of line", "sight: county sha256 run",
    ],
    "looks at the archive": ["archive_look: sha256 sound"],
    "runs that were pruned": ["run: number id state started finished exit_code program as_of line pruned"],
    "what a run said in both languages": [
      "run: number id state started finished exit_code program as_of line pruned line_zh line_en"
    ],
  ]

  @Test func `a released migration is never changed`() throws {
    var known: [String: String] = [:]
    let database = try DatabaseQueue()
    #expect(Set(Self.names) == Set(Self.tables.keys))
    for name in Self.names {
      try Schema.migrator.migrate(database, upTo: name)
      let tables = try database.read { db in
        try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").filter {
          $0 != "grdb_migrations"
        }.map { table in (table, try db.columns(in: table).map(\.name).joined(separator: " ")) }
      }
      let changed = tables.filter { known[$0.0] != $0.1 }.map { "\($0.0): \($0.1)" }
      #expect(changed == Self.tables[name], "\(name)")
      known = Dictionary(uniqueKeysWithValues: tables)
    }
  }

  @Test func `a history of a newer program is left as it is, and said so`() throws {
    let path = try history(after: try #require(Self.names.last))
    let database = try DatabaseQueue(path: path)
    try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('what is to come')") }
    try database.close()
    #expect { try RunHistory(path: path) } throws: { "\($0)".contains("newer version") }
    #expect { try RunHistory(readingFrom: path) } throws: { "\($0)".contains("newer version") }
  }
}
