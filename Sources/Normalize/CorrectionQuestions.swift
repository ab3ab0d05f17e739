import Domain

extension CountyReader {
  /// What speaks against one list's being a correction of another, and what to send then; nil where nothing does.
  func question(of correction: Correction, from old: TableRecords, to new: TableRecords) -> Message? {
    if correction.isOfNextTerm {
      return Message(
        zh: "前者的任职都在后者离任之后，不像更正：请合并成一份名册，写明每人的任职起止",
        en:
          "all terms of the former begin after those of the latter end, as no correction's do: send one roster with each one's term"
      )
    }
    if correction.lostLeavers > 0, new.source.kind == .roster, Precedence(new).correction == 0 {
      return Message(
        zh: "后者有 \(correction.lostLeavers) 人在本期间离任，前者没有他们，任职的月份会漏计：请合并成一份名册，写明每人的任职起止；如是更正，请在文件名写明“更正”",
        en:
          "\(correction.lostLeavers) member(s) of the latter left within the period and are not in the former, so their months would be lost: send one roster with each one's term, or call the file 更正 if it corrects"
      )
    }
    let folders = (UploadReader.year(ofFolderOf: new.source.file), UploadReader.year(ofFolderOf: old.source.file))
    if let year = folders.0, let other = folders.1, year != other, Precedence(new).correction == 0 {
      return Message(
        zh: "前者在文件夹“\(year)”，后者在“\(other)”：如各是一年的表，请移出别的年份；如是更正，请在文件名写明“更正”",
        en:
          "the former lies in the folder of \(year), the latter in that of \(other): take the other year's out, or call the file 更正 if it corrects"
      )
    }
    if let doubt = correction.doubt {
      return Message(
        zh: "\(doubt.village)原有 \(doubt.before) 人，现只列 \(doubt.after) 人且都有改动：如只列了改动的人，请按整村重报",
        en:
          "\(doubt.village) had \(doubt.before) members and now has \(doubt.after), all of them changed: if only changed rows were sent, send the whole village"
      )
    }
    if let others = correction.strangers, !Precedence(new).saysCorrected {
      return Message(
        zh: "\(others.village)原有的 \(others.before) 人都不在前者中：如前者是补充名单，请在文件名写明“补充”；如是更正，请写明“更正”",
        en:
          "none of the \(others.before) member(s) of \(others.village) stands in the former: if it lists more members call the file 补充, if it corrects call it 更正"
      )
    }
    // 3 months before an election and 9 after it make the year of nearly everybody in both.
    let (fitting, both) = correction.addingUp
    if new.source.kind == .paymentList, both > 1, fitting * 5 >= both * 4, Precedence(new).correction == 0,
      !Precedence(old).isCopy, !isSameList(new.source.file, old.source.file)
    {
      return Self.paidTwice
    }
    // A correction changes something, and most often little.
    let rows = new.members.count + new.aggregates.count
    let isAlike = new.members.isEmpty ? correction.changes.count * 5 <= rows : new.rows(notIn: old) != nil
    return isAlike && new.mayBePaidTwice(under: context.policy)
      && Precedence(new).correction == 0 && !Precedence(old).isCopy && !isSameList(new.source.file, old.source.file)
      ? Self.paidTwice : nil
  }

  /// Whether a workbook's list holds one of a part of the period: most members of that stand in it with the whole period's months, or with
  /// what all lists of parts pay them together. 2-4季度 beside 第一季度 is the rest of the year.
  func holds(_ whole: Int, _ part: Int, in tables: [TableRecords]) -> Bool {
    let parts = tables.filter { table in
      table.source.file == tables[whole].source.file && table.source.part != nil
        && table.isSameDocument(as: tables[whole])
    }.map { (persons: Persons($0.members), members: $0.members) }
    let persons = Persons(tables[whole].members)
    let told = tables[part].members.compactMap { member -> Bool? in
      guard let index = persons.find(member).first, let own = member.amount.value ?? member.due.value, own > 0 else {
        return nil
      }
      let all = tables[whole].members[index]
      let sum = parts.reduce(Int64(0)) { sum, list in
        sum
          &+ (list.persons.find(member).first.flatMap { list.members[$0].amount.value ?? list.members[$0].due.value }
            ?? 0)
      }
      return (all.amount.value ?? all.due.value) == sum && parts.count > 1 || all.months.count == context.policy.months
    }
    return told.count * 2 > tables[part].members.count && told.count(where: \.self) * 5 >= told.count * 4
  }
}
