import Domain
import History

/// An upload that a county's figures were made of and that the archive does not give back as it was kept.
struct LostInput: Sendable {
  enum Why: String, Codable, Sendable {
    case missing
    /// It is there, and its owner, its rights or the disk keep it from being read.
    case unreadable
    /// Its bytes are not those that were kept.
    case damaged
  }

  var input: SeenInput
  /// Its name in the archive.
  var kept: String
  var why: Why

  /// DZ702: the county has nothing to stand on, and what would bring it back.
  func finding(county: Register.County, position: Int, period: String) -> Discrepancy {
    let (zh, en): (String, String) =
      switch why {
      case .missing: ("已不在存档中", "is no longer in the archive")
      case .unreadable: ("在存档中无法读取（属主、权限或磁盘）", "cannot be read in the archive (owner, permissions or disk)")
      case .damaged: ("在存档中已损坏（与校验值不符）", "is damaged in the archive (not the bytes of its hash)")
      }
    let (mendZh, mendEn) =
      why == .unreadable
      ? ("请让平日运行的用户能读 archive/\(kept)", "let the user that runs the nights read archive/\(kept)")
      : ("请从备份恢复 archive/\(kept)，或请县里重报", "restore archive/\(kept) from a backup, or have the county send it again")
    return Discrepancy(
      .countyMissing, subject: Subject(county: position, detail: input.name), period: period, field: "file",
      spots: [.init(Place(file: input.name))], level: .county,
      zh: "\(county.name)上次采用的“\(input.name)”\(zh)，无法沿用：\(mendZh)",
      en: "\(input.name), which \(county.name)'s figures were made of, \(en) and cannot be used: \(mendEn)")
  }
}
