import Domain

/// `claims.csv`: a figure stated in the report, in text order. Stated as written; computed and residual in the tables' units (yuan, ratios).
let claimsTable = Table(
  .claims,
  fund: { publication, csv in
    for claim in publication.claims {
      csv.text(claim.id)
      csv.number(claim.line)
      csv.text(claim.text)
      csv.plain(claim.stated)
      csv.text(claim.unit)
      csv.text(claim.formula)
      csv.plain(claim.computed)
      csv.plain(claim.residual)
      csv.text(claim.verdict.rawValue)
      csv.text(publication.language == "en" ? claim.evidenceNeeded.en : claim.evidenceNeeded.zh)
      csv.text(claim.qualifier)
      csv.text(claim.rule)
      csv.text(claim.inputs.joined(separator: "; "))
      csv.endRow()
    }
  })
