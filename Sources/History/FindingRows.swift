import Domain
import GRDB
import GRDBSQLite

extension RunHistory {
  /// Writes lives into their table: each row's texts are bound where they lie in one run of bytes, for a night may have tens of thousands.
  static func add(_ lives: [FindingLife], to db: Database) throws {
    let statement = try db.makeStatement(
      sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let handle = statement.sqliteStatement
    defer { sqlite3_clear_bindings(handle) }
    var row = TextRow()
    for index in lives.indices {
      row.take(lives[index])
      let result = row.bytes.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          var start = 0
          for (column, end) in row.ends.enumerated() {
            sqlite3_bind_text(handle, Int32(column + 1), bytes.baseAddress.map { $0 + start }, Int32(end - start), nil)
            start = end
          }
          // The column among texts that is a number.
          sqlite3_bind_int64(handle, Int32(TextRow.timesSeen + 1), Int64(lives[index].timesSeen))
          defer { sqlite3_reset(handle) }
          return sqlite3_step(handle)
        }
      }
      guard result == SQLITE_DONE else {
        throw DatabaseError(resultCode: ResultCode(rawValue: result), message: db.lastErrorMessage)
      }
    }
  }
}

/// The texts of one row, one after the other.
private struct TextRow {
  static let timesSeen = 16
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  mutating func take(_ life: FindingLife) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    let seen = life.sighting
    add(seen.fingerprint)
    add(seen.code)
    add(seen.severity)
    add(seen.county)
    add(seen.village)
    add(seen.period)
    add(seen.field)
    add(seen.delta)
    add(seen.amount)
    add(seen.message.zh)
    add(seen.message.en)
    add(life.status.rawValue)
    add(life.firstSeen)
    add(life.lastSeen)
    add(life.firstRun)
    add(life.lastRun)
    add("")
    add(life.acknowledgedBy)
    add(life.until)
    add(life.reason)
  }

  private mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }
}
