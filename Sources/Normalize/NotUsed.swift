import Domain

/// Whether an office program left the file while a workbook was open, or the system hides it.
public func isLitter(_ name: String) -> Bool {
  name.hasPrefix("~$") || name.hasPrefix(".") || name.hasSuffix("~")
    || ["thumbs.db", "ehthumbs.db", "desktop.ini"].contains(name.lowercased()) || name.hasSuffix("@SynoEAStream")
}

/// The same of a file by its path in the inbox.
public func isLitter(path: String) -> Bool { isLitter(path.split(separator: "/").last.map(String.init) ?? path) }

/// DZ112: a file or sheet that does not count.
func notUsed(
  _ place: Place, severity: Severity? = nil, county: Int, period: String, zh: String, en: String
) -> Discrepancy {
  Discrepancy(
    .fileOrSheetSetAside, severity: severity, subject: Subject(county: county, detail: place.file + "#" + place.sheet),
    period: period, field: place.sheet.isEmpty ? "file" : "sheet", spots: [.init(place)],
    zh: (place.sheet.isEmpty ? "文件" : "工作表“\(place.sheet)”") + "未采用：\(zh)",
    en: (place.sheet.isEmpty ? "the file" : "sheet \(place.sheet)") + " is not used: \(en)")
}
