import Domain

/// Whom a row is about. Most rows have nothing to tell, so the words of the subject are only made when asked for.
struct RowOwner {
  /// The village, town or county.
  var place: Subject
  /// The member's name, if the row is a member's.
  var name = ""
  /// The village's name as written, where the register does not know it.
  var unmatched: String?
  /// The member's ID number, once it is read: it tells more than the name.
  var person: IDNumber?

  /// The subject for a discrepancy.
  var subject: Subject {
    var subject = place
    subject.person = person
    if person == nil, !name.isEmpty || unmatched != nil {
      subject.detail = Mask.name(name) + (unmatched.map { "@" + Mask.numbers(in: $0) } ?? "")
    }
    return subject
  }
}
