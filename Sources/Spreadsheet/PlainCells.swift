/// Cells of the plain form, whose values stand in the sheet's bytes. False means that the full reader has to judge.
extension RowBuilder {
  /// Begins a row that is in its place.
  mutating func beginPlainRow(_ number: Int, isHidden: Bool) -> Bool {
    guard number >= 1, number <= limits.rows else { return false }
    beginRow(number, isHidden: isHidden)
    return true
  }

  /// Begins a cell right of all others of its row.
  mutating func placePlainCell(_ column: Int, style: Int) -> Bool {
    guard column <= limits.columns else { return false }
    place(column: column)
    self.style = UInt16(clamping: style)
    return true
  }

  /// Adds an inline text.
  mutating func addPlainInline(_ text: PlainXML.Text) -> Bool {
    guard text.bytes.count <= limits.textBytes else { return false }
    hasFormula = false
    if text.bytes.isEmpty { return true }
    if text.hasReferences || text.hasUnderscore {
      PlainXML.resolved(text, into: &value)
      addText()
    } else {
      addText(text.bytes)
    }
    return true
  }

  /// Adds what stands in `<v>`, if there is one.
  mutating func addPlainValue(
    _ type: CellContent, _ text: PlainXML.Text?, _ formula: PlainXML.Text?
  ) -> Bool {
    hasFormula = formula != nil
    if let text, !text.hasReferences {
      guard text.bytes.count <= limits.textBytes else { return false }
      switch type {
      case .number:
        if let number = parsedNumber(text.bytes) {
          let index = Int(style)
          add(
            index < natures.count && natures[index] != .plain ? .date : .number, number.bitPattern)
          return true
        }
      case .shared:
        if let index = wholeNumber(text.bytes), index < strings.count {
          if let bits = strings.bits(index) { add(.text, bits) }
          return true
        }
      case .text:
        if !text.hasUnderscore, !text.bytes.isEmpty {
          addText(text.bytes)
          return true
        }
      default: break
      }
    }
    // The rest is rare, and goes the way of all cells.
    guard (formula?.bytes.count ?? 0) <= limits.textBytes,
      (text?.bytes.count ?? 0) <= limits.textBytes
    else {
      return false
    }
    PlainXML.resolved(text ?? PlainXML.Text(), into: &value)
    PlainXML.resolved(formula ?? PlainXML.Text(), into: &self.formula)
    content = type
    hasValue = text != nil
    endCell()
    return failure == nil
  }
}
