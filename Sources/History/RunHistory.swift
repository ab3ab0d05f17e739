public import Domain
import Foundation
import GRDB
import GRDBSQLite

/// What went before: runs, what they read, the lives of discrepancies, and the bureau's acknowledgements, in SQLite.
///
/// The folders of publications are the truth. A run that they hold and the history does not is absorbed again from its folder.
public final class RunHistory: Sendable {
  let database: DatabaseQueue

  /// Opens the history, or makes it, readable by its owner only.
  public init(path: String) throws(HistoryError) {
    // SQLite gives its side files the mode of the database, so that is made first.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HistoryError(path: path, reason: String(cString: strerror(errno))) }
    Glibc.close(descriptor)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      // GRDB's own way to a write-ahead log writes a table at each opening, for readers beside it that this history has none of.
      configuration.prepareDatabase { db in
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw DatabaseError(message: "no write-ahead log can be kept beside it")
        }
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
      }
      database = try DatabaseQueue(path: path, configuration: configuration)
      try Self.upgrade(database)
      // A run that is told as published must still be so after a power cut. What an upgrade loses to one is only done again, and is on
      // the disk with the first write that follows.
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    } catch let error as HistoryError {
      throw error
    } catch {
      throw HistoryError(path: path, reason: "\(error)")
    }
  }

  /// Brings a history that an older program has made up to date. One that a newer program has made is left as it is: what this one
  /// does not know of it would be lost or wrong.
  private static func upgrade(_ database: DatabaseQueue) throws {
    try refuseNewer(database)
    try Schema.migrator.migrate(database)
  }

  private static func refuseNewer(_ database: DatabaseQueue) throws {
    guard try !database.read(Schema.migrator.hasBeenSuperseded) else {
      throw HistoryError(
        path: database.path, reason: "a newer version of duizhang has made it; 由更新版本的 duizhang 建立，请用该版本")
    }
  }

  /// Opens a history that is there, to read it only. One that an older program has made is brought up to date in a copy.
  public init(readingFrom path: String) throws(HistoryError) {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let file = try DatabaseQueue(path: Self.leavingNothing(path), configuration: configuration)
      try Self.refuseNewer(file)
      if try file.read(Schema.migrator.hasCompletedMigrations) {
        database = file
      } else {
        let copy = try DatabaseQueue()
        try file.backup(to: copy)
        try Schema.migrator.migrate(copy)
        database = copy
      }
    } catch let error as HistoryError {
      throw error
    } catch {
      throw HistoryError(path: path, reason: "\(error)")
    }
  }

  /// A history to be read, by a name that SQLite makes no side files for: it would leave them behind. While somebody writes there is a log,
  /// which has to be read too.
  private static func leavingNothing(_ path: String) -> String {
    guard access(path + "-wal", F_OK) != 0, sqlite3_compileoption_used("USE_URI") == 1 else { return path }
    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return "file:" + escaped + "?immutable=1"
  }

  /// Writes that a run has begun, before anything else of it is written. Gives its number.
  public func begin(id: String, started: String, program: String) throws(HistoryError) -> Int {
    try write { db in
      let number = (try Int.fetchOne(db, sql: "SELECT max(number) FROM run") ?? 0) + 1
      try db.execute(
        sql: "INSERT INTO run (number, id, state, started, program) VALUES (?, ?, 'running', ?, ?)",
        arguments: [number, id, started, program])
      return number
    }
  }

  /// Closes a run that published nothing, with why.
  public func close(
    _ id: String, state: RunState, exitCode: Int32?, finished: String, because: Message = Message(zh: "", en: ""),
    inputs: [SeenInput] = []
  ) throws(HistoryError) {
    try write { db in
      try db.execute(
        sql: "UPDATE run SET state = ?, exit_code = ?, finished = ?, line_zh = ?, line_en = ? WHERE id = ?",
        arguments: [state.rawValue, exitCode, finished, because.zh, because.en, id])
      if let number = try Int.fetchOne(db, sql: "SELECT number FROM run WHERE id = ?", arguments: [id]) {
        try Self.add(inputs, run: number, to: db)
      }
    }
  }

  /// Closes a published run, or takes one in that only its folder knew of.
  public func absorb(_ run: PublishedRun) throws(HistoryError) {
    try write { db in
      try db.execute(sql: "DELETE FROM run WHERE id = ? OR number = ?", arguments: [run.id, run.number])
      try db.execute(
        sql: """
          INSERT INTO run (number, id, state, started, finished, exit_code, program, as_of, line, line_zh, line_en)
          VALUES (?, ?, 'published', ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run.number, run.id, run.started, run.finished, run.exitCode, run.program, run.asOf, run.line,
          run.lines.zh, run.lines.en,
        ])
      try Self.add(run.inputs, run: run.number, to: db)
      // Lives of an older run than the newest must not overwrite newer ones.
      guard try Int.fetchOne(db, sql: "SELECT max(number) FROM run WHERE state = 'published'") == run.number else {
        return
      }
      try db.execute(sql: "DELETE FROM finding")
      try Self.add(run.lives, to: db)
      for fingerprint in run.lapsed {
        try db.execute(
          sql: "UPDATE acknowledgement SET is_lapsed = 1 WHERE fingerprint = ?", arguments: [fingerprint])
      }
    }
  }

  /// Takes an acknowledgement in.
  public func acknowledge(_ word: Acknowledgement) throws(HistoryError) {
    try write { db in try Self.add(word, to: db) }
  }

  /// Takes acknowledgements in that the history has lost and a publication still names.
  public func restore(_ words: [Acknowledgement]) throws(HistoryError) {
    try write { db in
      for word in words {
        let isKnown =
          try Bool.fetchOne(
            db, sql: "SELECT 1 FROM acknowledgement WHERE fingerprint = ?", arguments: [word.fingerprint]) ?? false
        if !isKnown { try Self.add(word, to: db) }
      }
    }
  }

  private static func add(_ inputs: [SeenInput], run: Int, to db: Database) throws {
    try db.execute(sql: "DELETE FROM input WHERE run = ?", arguments: [run])
    let insert = try db.cachedStatement(sql: "INSERT INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let sight = try db.cachedStatement(
      sql: """
        INSERT INTO sight VALUES (?, ?, ?)
        ON CONFLICT (county, sha256) DO UPDATE SET run = min(run, excluded.run)
        """)
    for input in inputs {
      try insert.execute(arguments: [
        run, input.county, input.name, input.sha256, input.bytes, input.received, input.status,
        input.documents.joined(separator: ";"), input.firstSeen,
      ])
      try sight.execute(arguments: [input.county, input.sha256, input.firstSeen])
    }
  }

  private static func add(_ word: Acknowledgement, to db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO acknowledgement (fingerprint, by, until, reason, made, amount, is_lapsed)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [word.fingerprint, word.by, word.until, word.reason, word.made, word.amount, word.isLapsed])
  }

  /// Ends the use of the history now, not when its last owner is gone: SQLite then folds its log into the database.
  public func end() { try? database.close() }

  func write<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    do { return try database.write(body) } catch {
      let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
      throw HistoryError(path: database.path, reason: "\(error)", isBusy: isBusy)
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    do { return try database.read(body) } catch { throw HistoryError(path: database.path, reason: "\(error)") }
  }
}

/// The history could not be read or written.
public struct HistoryError: Error, Sendable {
  /// The database.
  public var path: String
  /// What SQLite or the system said.
  public var reason: String
  /// Whether somebody else was writing.
  public var isBusy = false

  /// In a sentence.
  public var message: Message {
    Message(zh: "无法读写历史库 \(path)：\(reason)", en: "the history \(path) cannot be read or written: \(reason)")
  }

  /// What to do: room and damage are no matter where the file may not be opened at all.
  public var mend: Message {
    switch Self.fault(path) {
    case EACCES:
      Message(
        zh: "历史库属于其他用户或没有权限：把 \(path) 交还运行本程序的用户（chown），或 chmod u+rw",
        en:
          "the file is another user's, or without the right to it: chown \(path) to the user who runs this, or chmod u+rw"
      )
    case EROFS:
      Message(
        zh: "磁盘只读：重新挂载为可写（mount -o remount,rw）",
        en: "the disk is read-only: mount it to be written (mount -o remount,rw)")
    default:
      Message(
        zh: "看磁盘是否已满、是否有别的程序占用；current 完好，下次运行会接着写历史。文件损坏的，移开 history.sqlite*：由 runs/ 重建，但上次运行之后新给的核实说明须重新录入",
        en:
          "see that the disk has room and that no other program holds the file; `current` is whole, and the next run takes the history up again. Where the file is damaged, move history.sqlite* away: it is built again from runs/, but for acknowledgements given since the last run"
      )
    }
  }

  private static func fault(_ path: String) -> Int32 {
    for name in [path, path + "-wal"] where access(name, F_OK) == 0 {
      if faccessat(AT_FDCWD, name, R_OK | W_OK, AT_EACCESS) != 0 { return errno }
    }
    return 0
  }
}
