/// How far a run is, for whoever waits for it.
public enum RunProgress: Sendable {
  /// So many files with so many bytes are to be read.
  case begins(files: Int, bytes: Int)
  /// So many more have been read, with so many rows.
  case read(files: Int, bytes: Int, rows: Int)
  /// The counties are reckoned; the fund, the tables and the publication follow.
  case reckoned
}
