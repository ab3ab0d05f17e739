import Domain

/// A number with its unit as people read it. Units of the tables are Chinese words; names and quotations stay as they are.
func counted(_ number: String, _ unit: String, _ language: String) -> String {
  guard language != "zh" else { return "\(number) \(unit)" }
  let word = unitName(unit, language)
  guard !word.isEmpty else { return number }
  return "\(number) " + (number == "1" ? singular[word] ?? word : word)
}

/// A unit's name; empty where it only counts.
func unitName(_ unit: String, _ language: String) -> String {
  language == "zh" ? unit : englishUnits[unit] ?? unit
}

/// A figure of the report with its unit: 689.39万元 as it is written, or `689.39 × 10,000 yuan`.
func stated(_ figure: String, _ unit: String, _ language: String) -> String {
  guard language != "zh", !unit.isEmpty else { return figure + unit }
  if unit == "%" || unit == "‰" { return figure + unit }
  for (magnitude, factor) in magnitudes where unit.hasPrefix(magnitude) {
    let rest = unit.dropFirst(magnitude.count)
    let name = rest.isEmpty ? "yuan" : unitName(String(rest), language)
    return "\(figure) × \(factor)" + (name.isEmpty ? "" : " " + name)
  }
  return counted(figure, unit, language)
}

/// A budget line's name; only the total's is the program's own word.
func lineName(_ line: String, _ language: String) -> String {
  line == "合计" && language != "zh" ? "total" : visible(line)
}

private let magnitudes = [
  ("百亿", "10,000,000,000"), ("千万", "10,000,000"), ("百万", "1,000,000"), ("亿", "100,000,000"), ("万", "10,000"),
]

// Words that only count, as 个 does, have no English.
private let englishUnits = [
  "元": "yuan", "人": "people", "名": "people", "位": "people", "人月": "person-months", "人·月": "person-months",
  "人次": "payments", "元/人·月": "yuan a person and month", "月": "months", "个月": "months", "村": "villages", "镇": "towns",
  "街道": "subdistricts", "社区": "communities", "县": "counties", "市": "cities", "区": "districts", "行": "rows",
  "次": "times", "岁": "years old", "天": "days", "年": "years", "分": "points", "户": "households", "级": "levels",
  "个百分点": "percentage points", "小时": "hours", "倍": "times", "个": "", "处": "", "块": "", "面": "", "座": "", "台": "",
  "套": "", "项": "", "家": "", "条": "", "份": "", "件": "", "张": "", "幅": "", "本": "", "所": "", "支": "", "间": "",
]

private let singular = [
  "people": "person", "person-months": "person-month", "payments": "payment", "months": "month", "villages": "village",
  "towns": "town", "subdistricts": "subdistrict", "communities": "community", "counties": "county", "cities": "city",
  "districts": "district", "rows": "row", "times": "time", "days": "day", "points": "point", "households": "household",
]
