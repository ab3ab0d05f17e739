import GRDB

extension RunHistory {
  /// The names of all published runs.
  public func publishedRuns() throws(HistoryError) -> [String] {
    try read { db in try String.fetchAll(db, sql: "SELECT id FROM run WHERE state = 'published'") }
  }

  /// Writes down that the folders of runs were removed; that they ran, and what they read, stays known.
  public func notePruned(_ ids: [String], on moment: String) throws(HistoryError) {
    try write { db in
      let update = try db.cachedStatement(sql: "UPDATE run SET pruned = ? WHERE id = ? AND pruned = ''")
      for id in ids { try update.execute(arguments: [moment, id]) }
    }
  }

  /// Hashes of what runs have read that published nothing, from a run on.
  public func hashesOfUnpublished(since number: Int) throws(HistoryError) -> Set<String> {
    try read { db in
      try String.fetchSet(
        db,
        sql: """
          SELECT DISTINCT sha256 FROM input
          WHERE run IN (SELECT number FROM run WHERE number >= ? AND state <> 'published')
          """, arguments: [number])
    }
  }
}
