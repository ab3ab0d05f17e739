/// Why a row is not used.
enum SetAsideReason: String {
  case void = "作废"
  case struck = "删除线"
  case ofWhich = "其中"
  case pageHeader = "重复表头"
  case columnNumbers = "栏号"
  case example = "填写示例"
  case pageLine = "页眉"
  case pageSum = "承前页、过次页"
  case comparison = "平均、上年同期等对照"

  /// The English words.
  var en: String {
    switch self {
    case .void: "marked void"
    case .struck: "struck through"
    case .ofWhich: "an 'of which' row"
    case .pageHeader: "a repeated page header"
    case .columnNumbers: "a row of column numbers"
    case .pageSum: "a page's sum carried over"
    case .comparison: "an average, or a comparison with another year"
    case .pageLine: "a page's heading"
    case .example: "an example of how to fill the form in"
    }
  }
}
