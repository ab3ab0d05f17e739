public import Domain
import GRDB

extension RunHistory {
  /// The runs, newest first.
  public func runs(limit: Int = 1_000_000) throws(HistoryError) -> [RunEntry] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY number DESC LIMIT ?", arguments: [limit]).map { row in
        RunEntry(
          number: row["number"], id: row["id"], state: RunState(rawValue: row["state"]) ?? .failed,
          started: row["started"], exitCode: row["exit_code"], asOf: row["as_of"], line: row["line"],
          lineZh: row["line_zh"], lineEn: row["line_en"], pruned: row["pruned"])
      }
    }
  }

  /// The uploads of all counties, or of one, newest first. What a held county stands on is so also where the same bytes lie among the
  /// files of its refused upload.
  public func uploads(of county: String? = nil) throws(HistoryError) -> [UploadEntry] {
    try read { db in
      let newest = try Int.fetchOne(db, sql: "SELECT max(number) FROM run WHERE state = 'published'") ?? 0
      return try Row.fetchAll(
        db,
        sql: """
          WITH seen AS (
            SELECT county, sha256, min(run) AS first_run, max(run) AS last_run FROM input
            WHERE ?1 IS NULL OR county = ?1 GROUP BY county, sha256
          )
          SELECT county, name, sha256, received, documents, status, first_run, last_run, max(status = 'last-good')
          FROM input JOIN seen USING (county, sha256) WHERE run = last_run
          GROUP BY county, sha256 ORDER BY county, last_run DESC, first_run DESC, name
          """, arguments: [county]
      ).map { row in
        let last: Int = row["last_run"]
        let status: String = row["status"]
        return UploadEntry(
          county: row["county"], name: row["name"], sha256: row["sha256"], received: row["received"],
          documents: (row["documents"] as String).split(separator: ";").map(String.init),
          status: last < newest && (status == "current" || status == "last-good") ? "superseded" : status,
          firstRun: row["first_run"], lastRun: last)
      }
    }
  }

  /// The newest published run, by its name, in which a county's uploads of then were in use.
  public func lastRun(using county: String) throws(HistoryError) -> String? {
    try read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT run.id FROM run JOIN input ON input.run = run.number
          WHERE input.county = ? AND input.status = 'current' AND run.state = 'published' ORDER BY run.number DESC LIMIT 1
          """, arguments: [county])
    }
  }

  /// The lives of all discrepancies, by fingerprint. Columns are taken by their position: finding each by its name took longer
  /// than all else, where a night has tens of thousands.
  public func lives() throws(HistoryError) -> [FindingLife] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT fingerprint, code, severity, county, village, period, field, delta, amount, message_zh, message_en,
            status, first_seen, last_seen, first_run, last_run, times_seen, acknowledged_by, until, reason
          FROM finding ORDER BY fingerprint
          """)
      var lives: [FindingLife] = []
      while let row = try rows.next() {
        lives.append(
          FindingLife(
            Sighting(
              fingerprint: row[0], code: row[1], severity: row[2], county: row[3], village: row[4], period: row[5],
              field: row[6], delta: row[7], amount: row[8], message: Message(zh: row[9], en: row[10])),
            status: LifeStatus(rawValue: row[11]) ?? .open, firstSeen: row[12], lastSeen: row[13], firstRun: row[14],
            lastRun: row[15], timesSeen: row[16], acknowledgedBy: row[17], until: row[18], reason: row[19]))
      }
      return lives
    }
  }

  /// The last acknowledgement of each fingerprint, in the order in which they were given.
  public func acknowledgements() throws(HistoryError) -> [Acknowledgement] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM acknowledgement
          WHERE number IN (SELECT max(number) FROM acknowledgement GROUP BY fingerprint) ORDER BY number
          """
      ).map { row in
        Acknowledgement(
          fingerprint: row["fingerprint"], by: row["by"], until: row["until"], reason: row["reason"],
          made: row["made"], amount: row["amount"], isLapsed: row["is_lapsed"])
      }
    }
  }

  /// The first run that saw each upload, by county and hash.
  public func firstSights() throws(HistoryError) -> [UploadKey: Int] {
    try read { db in
      var sights: [UploadKey: Int] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT county, sha256, run FROM sight") {
        sights[UploadKey(county: row["county"], sha256: row["sha256"])] = row["run"]
      }
      return sights
    }
  }
}

/// The bytes that a county sent.
public struct UploadKey: Sendable, Hashable {
  /// The county's six digits.
  public var county: String
  /// SHA-256.
  public var sha256: String

  /// The bytes that a county sent.
  public init(county: String, sha256: String) {
    self.county = county
    self.sha256 = sha256
  }
}
