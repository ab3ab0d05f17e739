/// What a text says of the row that it stands in.
struct RowHints: OptionSet {
  let rawValue: UInt16
  /// Nothing but white space.
  static let blank = RowHints(rawValue: 1)
  /// A text of the header, which the next page repeats.
  static let header = RowHints(rawValue: 2)
  /// 小计, 合计 or 总计 may stand in it.
  static let sum = RowHints(rawValue: 4)
  /// 作废.
  static let void = RowHints(rawValue: 8)
  /// 疑作废, 上行作废: of this row or of another one.
  static let mayBeVoid = RowHints(rawValue: 8192)
  /// 大写.
  static let inWords = RowHints(rawValue: 16)
  /// 例, 示例.
  static let example = RowHints(rawValue: 32)
  /// 承前页, 过次页.
  static let pageSum = RowHints(rawValue: 64)
  /// 平均, 上年同期.
  static let comparison = RowHints(rawValue: 128)
  /// 全市, 总数.
  static let whole = RowHints(rawValue: 512)
  /// 3人, 全镇: where names stand, a sum.
  static let heads = RowHints(rawValue: 256)
  /// 其中：主任.
  static let ofWhich = RowHints(rawValue: 1024)
  /// 其中：山底村, which is a village's own row where a town stands before it.
  static let ofWhichPlace = RowHints(rawValue: 4096)
  /// A page's sum, where remarks stand.
  static let pageSumInNote = RowHints(rawValue: 2048)
  /// What counts in whatever column it stands, and what only the row's first text can say.
  static let anywhere: RowHints = [.inWords]
  static let first: RowHints = [.comparison, .whole]
}
