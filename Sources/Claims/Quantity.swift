import Domain

/// What a formula computes: a pure number, or money in fen. The two never add up.
struct Quantity: Hashable, Sendable {
  enum Kind: Sendable { case number, money }

  var value: Ratio
  var kind: Kind

  init(_ value: Ratio, _ kind: Kind = .number) {
    self.value = value
    self.kind = kind
  }

  init(_ count: Int) { self.init(Ratio(Int64(count))) }
  init(_ money: Money) { self.init(Ratio(money.fen), .money) }

  /// Whole fen, if it is money and comes out even.
  var money: Money? { kind == .money ? value.whole.map(Money.init(fen:)) : nil }

  /// Yuan with two decimals, or the number.
  var text: String {
    guard kind == .money else { return value.shortest }
    return (try? value.divided(by: Ratio(100)))?.decimal(places: 2) ?? ""
  }
}
