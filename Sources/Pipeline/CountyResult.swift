import Domain
import History
import Reconcile

/// What one county came to, once its own rows of the tables are made: what the fund needs of it, and no more.
struct CountyResult: Sendable {
  /// What is known of the county beside its persons and discrepancies: a few lines of text.
  struct Known: Sendable, Codable {
    /// Sums, towns and months, without villages and members.
    var figures: CountyFigures
    var inputs: [SeenInput]
    /// What the county has answered on lists that came back.
    var replies: [Reply] = []
    /// Its lists to mend that came back.
    var lists: [String] = []
    /// SHA-256 of its files that hold nothing, as empty forms do.
    var blanks: [String] = []
  }

  var known: Known
  var persons: CountyPersons
  var discrepancies: [Discrepancy]
  /// Files that could not be read at all, so that no other night can be known to be the same.
  var unread: [UnreadFile] = []
  /// What it was to stand on, and the archive has lost.
  var lost: [LostInput] = []
  /// Its rows of each table; none in a dry run.
  var pages: [[UInt8]] = []
  /// How long it took.
  var milliseconds = 0
  /// The digest of all that it was made of.
  var key = ""

  var figures: CountyFigures { known.figures }
  var inputs: [SeenInput] { known.inputs }
}
