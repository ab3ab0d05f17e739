import GRDB
import GRDBSQLite

extension RunHistory {
  /// What SQLite finds wrong with the file; empty where it is sound.
  public func faults() throws(HistoryError) -> [String] {
    try read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" } }
  }

  /// The version of SQLite.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
