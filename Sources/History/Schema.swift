import GRDB

/// The tables of the history, by named migrations: a migration that has been released is never changed.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("runs, inputs, findings, acknowledgements") { db in
      try db.execute(
        sql: """
          CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('running', 'published', 'unpublished', 'failed', 'interrupted')),
            started TEXT NOT NULL,
            finished TEXT NOT NULL DEFAULT '',
            exit_code INTEGER,
            program TEXT NOT NULL DEFAULT '',
            as_of TEXT NOT NULL DEFAULT '',
            line TEXT NOT NULL DEFAULT ''
          );
          CREATE TABLE input (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
            county TEXT NOT NULL,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            received INTEGER NOT NULL,
            status TEXT NOT NULL,
            documents TEXT NOT NULL,
            first_seen INTEGER NOT NULL
          );
          CREATE INDEX input_by_run ON input (run);
          CREATE TABLE sight (
            county TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            run INTEGER NOT NULL,
            PRIMARY KEY (county, sha256)
          ) WITHOUT ROWID;
          CREATE TABLE finding (
            fingerprint TEXT PRIMARY KEY,
            code TEXT NOT NULL,
            severity TEXT NOT NULL,
            county TEXT NOT NULL,
            village TEXT NOT NULL,
            period TEXT NOT NULL,
            field TEXT NOT NULL,
            delta TEXT NOT NULL,
            amount TEXT NOT NULL,
            message_zh TEXT NOT NULL,
            message_en TEXT NOT NULL,
            status TEXT NOT NULL,
            first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL,
            first_run TEXT NOT NULL,
            last_run TEXT NOT NULL,
            times_seen INTEGER NOT NULL,
            acknowledged_by TEXT NOT NULL,
            until TEXT NOT NULL,
            reason TEXT NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE acknowledgement (
            number INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            by TEXT NOT NULL,
            until TEXT NOT NULL,
            reason TEXT NOT NULL,
            made TEXT NOT NULL,
            amount TEXT NOT NULL,
            is_lapsed INTEGER NOT NULL DEFAULT 0
          );
          CREATE INDEX acknowledgement_by_fingerprint ON acknowledgement (fingerprint);
          """)
    }
    migrator.registerMigration("looks at the archive") { db in
      try db.execute(
        sql: "CREATE TABLE archive_look (sha256 TEXT PRIMARY KEY, sound TEXT NOT NULL) WITHOUT ROWID")
    }
    migrator.registerMigration("runs that were pruned") { db in
      try db.execute(sql: "ALTER TABLE run ADD COLUMN pruned TEXT NOT NULL DEFAULT ''")
    }
    migrator.registerMigration("what a run said in both languages") { db in
      try db.execute(
        sql: """
          ALTER TABLE run ADD COLUMN line_zh TEXT NOT NULL DEFAULT '';
          ALTER TABLE run ADD COLUMN line_en TEXT NOT NULL DEFAULT '';
          """)
    }
    return migrator
  }
}
