/// A sheet's name and nature, known before its cells are read.
public struct SheetInfo: Sendable, Equatable {
  /// Whether people see the sheet's tab.
  public enum Visibility: String, Sendable {
    /// An ordinary sheet.
    case visible
    /// Hidden by hand.
    case hidden
    /// Hidden by a macro, so that no menu shows it again.
    case veryHidden
  }

  /// The name on the tab; empty for a CSV.
  public let name: String
  /// Whether people see it.
  public let visibility: Visibility
  /// False for charts and dialogs, which have no cells.
  public let isWorksheet: Bool
  /// Whether the workbook names the sheet but the file lacks its part.
  public let isMissing: Bool

  init(name: String, visibility: Visibility, isWorksheet: Bool, isMissing: Bool = false) {
    self.name = name
    self.visibility = visibility
    self.isWorksheet = isWorksheet
    self.isMissing = isMissing
  }
}
