/// Whom and which money a figure is about: the county and the budget line that the words around it name.
struct FigureSubject {
  enum Whereabouts: Equatable {
    /// No place is named: the whole fund.
    case everywhere
    /// A county of the run.
    case county(code: String, isCarried: Bool)
    /// Some of the run's counties together, in the run's order.
    case counties([String], isCarried: Bool)
    /// A place that the run has no data of.
    case outside(String)
  }

  enum Purpose: Equatable {
    /// No line is named.
    case unnamed
    /// The fund as a whole.
    case fund
    /// A budget line.
    case line(String, isCarried: Bool)
    /// Some of the lines together, or all of them.
    case several
    /// Lines named side by side; `orOne` where something stands between them and the amount, as in 各 or 等: it may be the nearest's.
    case lines([String], orOne: String?)
  }

  var whereabouts = Whereabouts.everywhere
  var money = Purpose.unnamed
  /// Whether the line, or the fund, is named in the figure's own phrase.
  var isMoneyNamedNear = false
  /// Whether the county was named in 其中 before the figure's clause: what follows may be of the whole again.
  var isAfterParts = false
}
