// A discrepancy as it is kept from night to night. What is added to it must be added here, in both directions.

extension Discrepancy: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(named: code)
    bytes.add(named: severity)
    bytes.add(subject)
    bytes.add(period)
    bytes.add(field)
    bytes.add(spots)
    bytes.add(gap)
    bytes.add(consistentWith)
    bytes.add(causes)
    bytes.add(message)
    bytes.add(named: level)
    bytes.add(named: touches)
    bytes.add(isTie)
    bytes.add(partRows)
    bytes.add(partColumns)
    bytes.add(policy)
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    code = try bytes.take(named: Code.self)
    severity = try bytes.take(named: Severity.self)
    let subject: Subject = try bytes.take()
    let period: String = try bytes.take()
    let field: String = try bytes.take()
    let spots: [Spot] = try bytes.take()
    let gap: Gap = try bytes.take()
    let consistentWith: [Message] = try bytes.take()
    let causes: [Int] = try bytes.take()
    let message: Message = try bytes.take()
    level = try bytes.take(named: Level.self)
    touches = try bytes.take(named: Quantities.self)
    isTie = try bytes.take()
    partRows = try bytes.take()
    partColumns = try bytes.take()
    let policy: String = try bytes.take()
    told = Shared(
      Told(
        subject: subject, period: period, field: field, spots: spots, gap: gap, consistentWith: consistentWith,
        causes: causes, message: message, policy: policy))
  }
}

extension Discrepancy.Spot: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(place)
    bytes.add(raw)
    bytes.add(parsed)
    bytes.add(subject)
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self.init(try bytes.take(), raw: try bytes.take(), parsed: try bytes.take(), subject: try bytes.take())
  }
}

extension Discrepancy.Gap: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    switch self {
    case .none: bytes.add(0)
    case .texts(let expected, let actual):
      bytes.add(1)
      bytes.add(expected)
      bytes.add(actual)
    case .counts(let expected, let actual, let unit):
      bytes.add(2)
      bytes.add(expected)
      bytes.add(actual)
      bytes.add(unit)
    case .money(let expected, let actual):
      bytes.add(3)
      bytes.add(expected.fen)
      bytes.add(actual.fen)
    }
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    switch try bytes.take(Int.self) {
    case 0: self = .none
    case 1: self = .texts(expected: try bytes.take(), actual: try bytes.take())
    case 2: self = .counts(expected: try bytes.take(), actual: try bytes.take(), unit: try bytes.take())
    case 3: self = .money(expected: Money(fen: try bytes.take()), actual: Money(fen: try bytes.take()))
    default: throw PackedBytes.Cut()
    }
  }
}

extension Message: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(zh)
    bytes.add(en)
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self.init(zh: try bytes.take(), en: try bytes.take())
  }
}

extension Subject: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(county)
    bytes.add(town)
    bytes.add(village)
    bytes.add(person)
    bytes.add(detail)
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self.init(
      county: try bytes.take(), town: try bytes.take(), village: try bytes.take(), person: try bytes.take(),
      detail: try bytes.take())
  }
}

extension IDNumber: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(packed)
    bytes.add(told)
  }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self.init(packed: try bytes.take(), told: try bytes.take())
  }
}

extension Account: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(value)
    bytes.add(length)
    bytes.add(hasValidCheck)
    bytes.add(Int(tail))
    bytes.add(isKeyed)
  }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    (value, length, hasValidCheck) = (try bytes.take(), try bytes.take(), try bytes.take())
    (tail, isKeyed) = (UInt16(clamping: try bytes.take(Int.self)), try bytes.take())
  }
}

extension SourceID: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { bytes.add(rawValue) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) { rawValue = try bytes.take() }
}

extension Place: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(file)
    bytes.add(sheet)
    bytes.add(cell)
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self.init(file: try bytes.take(), sheet: try bytes.take(), cell: try bytes.take())
  }
}
