import GRDB

extension RunHistory {
  /// When each file of the archive was last found to be sound, by hash.
  public func archiveLooks() throws(HistoryError) -> [String: String] {
    try read { db in
      var looks: [String: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT sha256, sound FROM archive_look") {
        looks[row["sha256"]] = row["sound"]
      }
      return looks
    }
  }

  /// Writes down that files of the archive are sound, and forgets those that are there no longer.
  public func noteArchiveLooks(_ sound: [String], on moment: String, all: [String]) throws(HistoryError) {
    let present = Set(all)
    try write { db in
      for sha256 in try String.fetchAll(db, sql: "SELECT sha256 FROM archive_look") where !present.contains(sha256) {
        try db.execute(sql: "DELETE FROM archive_look WHERE sha256 = ?", arguments: [sha256])
      }
      let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO archive_look VALUES (?, ?)")
      for name in sound { try insert.execute(arguments: [name, moment]) }
    }
  }
}
