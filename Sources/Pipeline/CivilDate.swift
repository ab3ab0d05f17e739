import Domain

/// The date of a moment, in the office's time zone (UTC+8). Moments outside the years 1 to 9999 are held to 1970.
func civilDate(_ seconds: Int) -> CalendarDate {
  let days = (max(0, min(seconds, 250_000_000_000)) + 8 * 3600) / 86_400 + 719_468
  // Civil from days (Hinnant), counted from 0000-03-01.
  let era = days / 146_097
  let ofEra = days - era * 146_097
  let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
  let ofYear = ofEra - (365 * year + year / 4 - year / 100)
  let month = (5 * ofYear + 2) / 153
  return CalendarDate(
    month: YearMonth(year: year + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9),
    validDay: ofYear - (153 * month + 2) / 5 + 1)
}
