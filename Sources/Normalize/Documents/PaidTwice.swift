import Domain

// Lists that are of no part of the period by their titles, of which two alike may be two payments.

extension CountyReader {
  /// What is asked of lists that may be two payments.
  static let paidTwice = Message(
    zh: "两份合起来也不超过全年，如是先后两次发放，请在各自的标题写明是哪几个月的",
    en:
      "both together are no more than the period: if they are two payments, write in each one's title which months it is of"
  )
}

/// Whether one name says of a list only what is no payment of its own besides the other: 发放表（公示） of 发放表, but not 发放表（第二批）. Equal
/// names in different folders say nothing: the folders may be the payments, unless they are called by how often a list was sent.
func isSameList(_ one: String, _ other: String) -> Bool {
  func folder(_ name: String) -> [Substring] { Array(name.split(separator: "/").dropLast()) }
  func stem(_ name: String) -> String {
    let file = name.split(separator: "/").last ?? ""
    return Text.squeezed(String(file.split(separator: ".").dropLast().joined(separator: ".")))
  }
  if folder(one) != folder(other), stem(one) == stem(other) {
    return [one, other].allSatisfy { name in
      folder(name).last.map { folder in
        ["报送", "上报", "提交", "重报", "初稿", "终稿", "定稿"].contains(where: folder.contains)
      } ?? false
    }
  }
  let (short, long) = stem(one).count <= stem(other).count ? (stem(one), stem(other)) : (stem(other), stem(one))
  guard !short.isEmpty, let own = long.firstRange(of: short) else { return false }
  let rest = String(long[..<own.lowerBound]) + String(long[own.upperBound...])
  return !rest.contains { $0.isNumber || "一二三四五六七八九十批次期季半月".contains($0) }
}

extension TableRecords {
  /// Whether a payment list or summary that is of no part of the period pays most of its rows for half of the period at most, so that another like it
  /// may be the next payment as well as the same again.
  func mayBePaidTwice(under policy: Policy) -> Bool {
    guard source.part == nil, source.purpose == .whole, source.kind == .paymentList || source.kind == .summary else {
      return false
    }
    func isHalf(_ months: Reading, _ paid: Money?, heads: Int) -> Bool? {
      if let months = months.count { return months > 0 ? months * 2 <= policy.months : nil }
      guard let paid, paid > .zero, let whole = policy.fullAmount.multiplied(by: heads) else { return nil }
      return paid.fen <= whole.fen / 2
    }
    let halves =
      members.compactMap { isHalf($0.months, $0.amount.money ?? $0.due.money, heads: 1) }
      + aggregates.compactMap { row in
        row[.eligible].count.flatMap { isHalf(row[.months], row[.amount].money, heads: $0) }
      }
    return halves.count(where: \.self) * 2 > halves.count
  }

  /// Whether its own columns of months say that it pays all months which another's pay, as the list of a year does that grows.
  func paysMonths(of other: TableRecords) -> Bool {
    other.monthsFilled != 0 && monthsFilled & other.monthsFilled == other.monthsFilled
  }

  /// Whether it pays all of these and more: two lists of the same months may be two payments under one header.
  func paysMoreMonths(than other: TableRecords) -> Bool {
    paysMonths(of: other) && monthsFilled != other.monthsFilled
  }

  /// Whether a list that says no months, and pays for few of them, may be of others than another file's that says them.
  func mayBeOfOtherMonths(than part: TableRecords, _ policy: Policy) -> Bool {
    part.source.part != nil && part.source.file != source.file && mayBePaidTwice(under: policy)
      && !paysMonths(of: part)
  }
}
