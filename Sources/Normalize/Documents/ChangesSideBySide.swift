import Domain
import Spreadsheet

/// Who left beside who came, in one row of a sheet of changes.
extension Panels {
  /// 离任人员 │ 新任人员 in a sheet of changes: a list of each, for either says what the roster may lack.
  func changes(_ first: Table) -> [PlacedTable]? {
    guard Text.squeezed(first.title).contains("变动") else { return nil }
    return changesInGroups(first) ?? changesInColumns(first)
  }

  private func changesInGroups(_ first: Table) -> [PlacedTable]? {
    let groups = Dictionary(grouping: first.paths.keys) { first.group(of: $0) ?? "" }
    let persons = groups.filter { group, columns in
      !group.isEmpty
        && ["离任", "离职", "卸任", "退出", "免职", "新任", "接任", "新增", "补选", "到任"].contains(where: group.contains)
        && columns.contains { column in
          vocabulary.field(first.paths[column]?.split(separator: "›").last.map(String.init) ?? "") == .name
        }
    }.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    guard persons.count == 2 else { return nil }
    // Whatever else the rows say of persons or money belongs to none of the two.
    let rest =
      groups.count { !$0.key.isEmpty }
      + (groups[""] ?? []).count { $0 > persons[0][0] && ![.note, .signature, .other].contains(first.fields[$0]) }
    guard rest == 2 else { return nil }
    let keys = (groups[""] ?? []).filter { $0 < persons[0][0] }.sorted()
    return persons.flatMap { tables(of: keys + $0, first) }
  }

  /// 原任姓名 │ 离任时间 │ 新任姓名 │ 到任时间 below no groups' headers. What names nobody is of whose name stands before it.
  private func changesInColumns(_ first: Table) -> [PlacedTable]? {
    let columns = first.paths.keys.sorted()
    let words = columns.map { Text.headerWords(String(first.paths[$0]?.split(separator: "›").last ?? "")) }
    let sides = words.map(ChangeHeader.init)
    func names(_ side: KindOfChange) -> [Int] { sides.indices.filter { sides[$0].side == side && sides[$0].isName } }
    let (left, came) = (names(.left), names(.came))
    guard left.count == 1, came.count == 1, left[0] < came[0],
      !sides.indices.contains(where: { sides[$0].side == nil && vocabulary.field(words[$0]) == .name })
    else { return nil }
    var keys: [Int] = []
    var own: [KindOfChange: [Int]] = [:]
    for (index, side) in sides.enumerated() {
      if let named = side.side {
        own[named, default: []].append(index)
      } else if index < left[0] {
        keys.append(index)
      } else if ![.note, .signature, .other].contains(vocabulary.field(words[index])) {
        // Money, or what nobody knows, may be of either.
        guard let field = vocabulary.field(words[index]), ChangeHeader.ofPersons.contains(field) else { return nil }
        own[index < came[0] ? .left : .came, default: []].append(index)
      }
    }
    let written = sides.indices.filter { sides[$0].rest != words[$0] }
    let header = Dictionary(uniqueKeysWithValues: written.map { (columns[$0], sides[$0].rest) })
    let panels = Panels(
      grid: grid.setting([:], texts: [first.header.upperBound: header]), vocabulary: vocabulary, year: year)
    return [KindOfChange.left, .came].flatMap { side in
      panels.tables(of: (keys + (own[side] ?? [])).map { columns[$0] }, first)
    }
  }
}

/// A header that says whose it is in a sheet of changes: 原任姓名, 新任身份证号码. 离任时间 and 到任时间 say so too, and are what they say.
private struct ChangeHeader {
  let side: KindOfChange?
  /// What the header says without that.
  let rest: String

  var isName: Bool { rest == "姓名" }

  init(_ words: String) {
    for (side, marks) in [(KindOfChange.left, Self.left), (.came, Self.came)] {
      guard let mark = marks.first(where: words.hasPrefix) else { continue }
      self.side = side
      let own = words.dropFirst(mark.count)
      let noun = ["成员", "人员", "委员", "干部", "者"].first(where: own.hasPrefix) ?? ""
      let particular = String(own.dropFirst(noun.count))
      rest =
        particular.isEmpty ? noun.isEmpty ? words : "姓名" : Self.particulars.contains(particular) ? particular : words
      return
    }
    (side, rest) = (nil, words)
  }

  static let ofPersons: Set<Field> = [.name, .start, .end, .idNumber, .role, .sex, .phone, .account, .bank]

  private static let left = ["原任", "离任", "离职", "卸任", "免职", "前任", "退出"]
  private static let came = ["新任", "接任", "继任", "补选", "新增", "到任"]
  private static let particulars: Set<String> = [
    "姓名", "身份证号码", "身份证号", "身份证", "公民身份号码", "职务", "性别", "联系电话", "电话", "银行账号", "账号", "开户银行",
  ]
}
