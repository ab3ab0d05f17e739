/// A file that lay in the inbox and could not be read.
struct UnreadFile: Codable, Sendable, Hashable {
  /// Why a file could not be read.
  enum Reason: String, Codable, Sendable {
    /// It cannot be opened.
    case closed
    /// It changed while it was read.
    case growing
    /// Whoever read it elsewhere came to an end over it.
    case died
    /// Of what was read of it elsewhere, not all has come.
    case lost
  }

  var name: String
  var reason: Reason
  /// The record line that says so, where it was read elsewhere.
  var records: String?
}
