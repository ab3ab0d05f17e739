import Domain
import Spreadsheet

/// Towns that only a folder tells: 水口镇/发放表.xlsx.
extension Gazetteer {
  /// The town that a folder or zip above a file is called by, the nearest first; none where a village of the file lies in another town alone:
  /// what the whole county sent may have been put there.
  func town(ofFolderOf file: String, villages: some Sequence<String>) -> Int? {
    let folders = file.split(separator: "/").dropFirst().dropLast().reversed()
    let named = folders.lazy.compactMap { folder in
      self.registeredTown(folder.lowercased().hasSuffix(".zip") ? String(folder.dropLast(4)) : String(folder))
    }.first
    guard let named else { return nil }
    let isOfOthers = villages.contains { text in
      guard case .found(let village, _) = registered(text, town: nil) else { return false }
      return register.villages[village].town != named
    }
    return isOfOthers ? nil : named
  }
}

extension Table {
  /// What the cells of a field's column say in words.
  func texts(of field: Field, in grid: Grid) -> [String] {
    guard let column = column(field) else { return [] }
    return body.compactMap { row in
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { return nil }
      return grid.texts[cell.text]
    }
  }
}
