/// A decimal with thousands separated, for people.
func grouped(_ decimal: String) -> String {
  let start = decimal.firstIndex(where: \.isNumber) ?? decimal.startIndex
  let end = decimal[start...].firstIndex { !$0.isNumber } ?? decimal.endIndex
  let whole = decimal[start..<end]
  var out = ""
  for (offset, digit) in whole.enumerated() {
    if offset > 0 && (whole.count - offset) % 3 == 0 { out.append(",") }
    out.append(digit)
  }
  return decimal[..<start] + out + decimal[end...]
}
