/// How grave a discrepancy is.
public enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
  /// Worth knowing.
  case info
  /// Worth a look.
  case warning
  /// Figures do not tie or cannot be read.
  case error
  /// The county stays at its last good upload.
  case block

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  /// Order by gravity.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// The codes of the discrepancy catalogue: stable and never reused.
public enum Code: String, Sendable, Codable, CaseIterable {
  case unreadableFile = "DZ101"
  case encodingGuessed = "DZ102"
  case headerNotFound = "DZ103"
  case unknownColumn = "DZ104"
  case formulaWithoutValue = "DZ105"
  case cellErrorValue = "DZ106"
  case unitMissingOrConflict = "DZ107"
  case hiddenContent = "DZ108"
  case unclassifiedRow = "DZ109"
  case precisionLostNumber = "DZ110"
  case detailAndSummary = "DZ111"
  case fileOrSheetSetAside = "DZ112"
  case rowSetAside = "DZ113"
  case villageNotInRegister = "DZ201"
  case matchedByAlias = "DZ202"
  case villageAmbiguous = "DZ203"
  case kindMismatch = "DZ204"
  case valueNotParsed = "DZ205"
  case missingNotZero = "DZ206"
  case duplicateVillageRow = "DZ207"
  case serialGap = "DZ208"
  case villageCountMismatch = "DZ301"
  case headcountMismatch = "DZ302"
  case overQuota = "DZ303"
  case exclusionExceedsVillages = "DZ304"
  case exclusionNotStated = "DZ305"
  case vacancy = "DZ306"
  case flatAcrossTurnover = "DZ307"
  case formulaEqualsCount = "DZ308"
  case rateMismatch = "DZ401"
  case notMultipleOfRate = "DZ402"
  case monthsOutOfRange = "DZ403"
  case dueVsPaid = "DZ404"
  case backPayment = "DZ405"
  case paymentReturned = "DZ406"
  case paidOutsidePeriod = "DZ407"
  case subtotalMismatch = "DZ408"
  case linesVsTotal = "DZ501"
  case countyVsAllocation = "DZ502"
  case executionRate = "DZ503"
  case overExecution = "DZ504"
  case stageMissing = "DZ505"
  case allHundredPercent = "DZ506"
  case roundingResidual = "DZ507"
  case lineNameVariant = "DZ508"
  case spentOutsideLine = "DZ509"
  case idCheckDigit = "DZ601"
  case duplicatePerson = "DZ602"
  case crossCountyDuplicate = "DZ603"
  case sharedAccount = "DZ604"
  case manyAccounts = "DZ605"
  case dualPostPaid = "DZ606"
  case leftOfficePaid = "DZ607"
  case deceasedPaid = "DZ608"
  case otherPayroll = "DZ609"
  case ageOrNameConflict = "DZ610"
  case accountCheckDigit = "DZ611"
  case idContradictsRecord = "DZ612"
  case staleInput = "DZ701"
  case countyMissing = "DZ702"
  case correctedUpload = "DZ703"
  case shrinkGuard = "DZ704"
  case sameBytesTwice = "DZ705"
  case notSignedOff = "DZ706"
  case filedEarly = "DZ707"
  case claimMismatch = "DZ801"
  case claimRounded = "DZ802"
  case claimUnverifiable = "DZ803"
  case impliedParameter = "DZ804"
  case openList = "DZ805"
  case cutoffInconsistent = "DZ806"
  case termInconsistent = "DZ807"
  case scopeMismatch = "DZ808"
  case acknowledgementExpired = "DZ902"
  case outputTampered = "DZ903"

  /// The English name: `unreadable-file`.
  public var name: String {
    var out = ""
    for character in "\(self)" {
      if character.isUppercase { out += "-" }
      out += character.lowercased()
    }
    return out
  }

  /// The severity unless a check has a reason for another.
  public var severity: Severity {
    switch self {
    case .unreadableFile, .headerNotFound, .countyMissing, .shrinkGuard: .block
    case .encodingGuessed, .detailAndSummary, .fileOrSheetSetAside, .rowSetAside, .matchedByAlias, .serialGap,
      .backPayment, .allHundredPercent, .roundingResidual, .correctedUpload, .claimRounded, .openList,
      .termInconsistent:
      .info
    case .unknownColumn, .hiddenContent, .missingNotZero, .exclusionNotStated, .vacancy, .flatAcrossTurnover,
      .formulaEqualsCount, .paymentReturned, .paidOutsidePeriod, .stageMissing, .lineNameVariant, .sharedAccount,
      .manyAccounts, .ageOrNameConflict, .accountCheckDigit, .idContradictsRecord, .staleInput, .sameBytesTwice,
      .notSignedOff, .filedEarly, .claimUnverifiable, .impliedParameter, .cutoffInconsistent, .scopeMismatch,
      .acknowledgementExpired:
      .warning
    default: .error
    }
  }
}
