import Domain

/// What is looked at across counties: their persons, and the accounts that these are paid to.
struct AcrossCase {
  let register: Register
  let policy: Policy
  let counties: [CountyPersons]
  let thresholds: Thresholds

  /// Whom a row is about.
  func subject(of row: CountyPersons.Row, in county: CountyPersons) -> Subject {
    var subject = Subject(
      county: county.county, town: row.town >= 0 ? Int(row.town) : nil,
      village: row.village >= 0 ? Int(row.village) : nil, person: row.id)
    if let village = subject.village { subject.town = register.villages[village].town }
    return subject
  }
}
