import GRDB

extension RunHistory {
  /// Replaces words in all that the history tells, and leaves nothing of the old ones in the file.
  public func replace(_ words: [String: String]) throws(HistoryError) {
    guard !words.isEmpty else { return }
    let texts = [
      ("run", ["line", "line_zh", "line_en"]), ("input", ["name"]), ("finding", ["message_zh", "message_en"]),
      ("acknowledgement", ["reason"]),
    ]
    try write { db in
      for (old, new) in words {
        for (table, columns) in texts {
          for column in columns {
            try db.execute(
              sql: "UPDATE \(table) SET \(column) = replace(\(column), ?1, ?2) WHERE instr(\(column), ?1) > 0",
              arguments: [old, new])
          }
        }
      }
    }
    // What was overwritten still stands in pages that are free, and in the log.
    do {
      try database.vacuum()
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      throw HistoryError(path: database.path, reason: "\(error)")
    }
  }
}
