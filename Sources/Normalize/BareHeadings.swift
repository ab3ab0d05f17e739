import Domain
import Spreadsheet

/// Bare names of villages above their rows, 山底 and 石桥, by how they stand: one that the register does not know is told by the others.
struct BareHeadings {
  /// How a heading stands in its row.
  struct Form: Hashable {
    let column: Int
    /// How many columns it is merged over.
    let width: Int
    /// Whether figures stand beside it.
    let hasFigures: Bool
    /// Whether a number or a count stands about the name.
    let isDressed: Bool
  }

  /// The headings of one form.
  struct Group {
    /// How many name villages of the register, and which ones these are.
    var count = 0
    var villages: Set<Int> = []
    /// How often each other name stands so.
    var others: [String: Int] = [:]
    /// Whether the members below each village but the table's first are counted from 1.
    var beginsAnew: Bool?
  }

  var groups: [Form: Group] = [:]
  /// How many columns a cell is merged over.
  var widths: [CellAddress: Int] = [:]

  /// Whether a text may be a bare place's name: no post, group, time, remark or sum.
  static func mayBeName(_ name: String) -> Bool {
    guard (2...5).contains(name.count), name.unicodeScalars.allSatisfy(\.properties.isIdeographic),
      let last = name.last, !"村镇乡街区会委长记人者表册股局所站部办校行社厂司院".contains(last)
    else { return false }
    return !name.contains { "计注组片班员届任补续季月年附说备户队类项批段职退休增减调兼纳监督签审核填制盖印章选众编聘属误证毕".contains($0) }
      && !["上半", "下半", "以下", "以上", "名单", "公示", "其中", "其他", "其它", "民政", "公开", "正式", "同意", "下转"].contains(
        where: name.contains)
  }
}
