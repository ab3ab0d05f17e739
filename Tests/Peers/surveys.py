"""CSVs in the shapes that offices, statisticians, instruments and databases publish, each with the cells that it means."""

import csv
import io
import random
import string

from pollution import Sample, trimmed

ENGLISH = ["Population by age", "Number of households", "Road traffic, all vehicles", "Total", "Not stated", "n/a", "St. Mary's",
           "Hours worked per week", "Water supply; sewerage", "Management & support", "Under 5 years", "O'Neil, Shaun", "Type \"B\" licence"]
GERMAN = ["Größe", "Straßenbau", "Köln", "Münster, Westf.", "Übrige Länder", "Fußgänger", "Geschäftsjahr 2019/20", "männlich", "weiblich", "Ägypten"]
FRENCH = ["Île-de-France", "Département", "Numéro de l'établissement", "Élèves inscrits", "Côte d'Or", "déjà réglé", "français", "Hôpital Saint-Éloi",
          "Drôme", "Année", "œuvre – tome 1", "Lycée « Victor Hugo »", "température (°C)"]
SPANISH = ["Año", "Población", "Extremadura", "Cataluña", "¿Cuántos años tiene?", "Educación", "Núm. de niños", "Málaga", "No sabe / No contesta"]
PORTUGUESE = ["São Paulo", "Município", "Educação", "Observações", "Região Norte", "Situação", "não", "José Antônio", "Pão de Açúcar", "Instituições"]
SCANDINAVIAN = ["Malmö", "Ålesund", "Tromsø", "Århus", "Växjö", "Kjønn", "Län", "Skåne län", "Fødselsår", "ÄPPELVÄGEN 5"]
TONGUES = {"german": GERMAN, "french": FRENCH, "spanish": SPANISH, "portuguese": PORTUGUESE, "scandinavian": SCANDINAVIAN}


def written(rows, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL, **more):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting, **more).writerows(rows)
    return text.getvalue()


def day(rng, form="%Y-%m-%d"):
    import datetime
    return (datetime.date(2010, 1, 1) + datetime.timedelta(days=rng.randrange(4000))).strftime(form)


def comma_decimal(rng, places=2):
    return f"{rng.uniform(0, 99999):,.{places}f}".translate(str.maketrans(",.", ".,"))


def note(rng):
    return rng.choice(["", "", "see note 3", "Revised figure; the earlier one was wrong", "He said \"no\".\nThen he left, angrily.",
                       "First line\nSecond line, longer\n\nLast line after a blank one", "provisional", "1) yes\n2) no", "https://example.org/?a=1&b=2,3",
                       "it's the respondents' own view", "5\" pipe", "a | b", "100 %", "(none)", "Ward 3: east"])


def shapes(rng):
    """Each a name, the bytes, and the rows; `rng` chooses the values."""
    pick = rng.choice
    count = pick([3, 6, 15, 60, 300])
    end = pick(["\r\n", "\n"])

    def table(head, *columns):
        return [list(head)] + [[str(make(i)) for make in columns] for i in range(count)]

    people = table(["id", "name", "date", "remark", "score"], lambda i: i + 1, lambda i: pick(ENGLISH), lambda i: day(rng), lambda i: note(rng), lambda i: rng.randrange(1000))
    yield "open data, cells of several lines", written(people, end=end), people
    yield "open data, all quoted", written(people, end=end, quoting=csv.QUOTE_ALL), people
    yield "texts quoted, numbers bare", written([[int(c) if c.isdigit() else c for c in r] for r in people], end=end, quoting=csv.QUOTE_NONNUMERIC), people
    for tongue, wordlist in TONGUES.items():
        rows = table(["Jahr", wordlist[0], "Wert", wordlist[1], "%"], lambda i: 1990 + i % 30, lambda i: pick(wordlist), lambda i: comma_decimal(rng), lambda i: pick(wordlist), lambda i: comma_decimal(rng, 1))
        title = [[pick(wordlist)], [f"{pick(wordlist)} 2019"], []]
        foot = [[], [f"© {pick(wordlist)}, {rng.randrange(2000, 2022)}"]]
        quoting = pick([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
        yield f"{tongue}, semicolons and decimal commas", written(rows, ";", end, quoting).encode("cp1252"), rows
        yield f"{tongue}, with title and source", (end.join(";".join(r) for r in title) + end + written(rows, ";", end, quoting) + end.join(";".join(r) for r in foot) + end).encode("cp1252"), title + rows + foot
        plain = table([wordlist[0], "n"], lambda i: pick(wordlist), lambda i: rng.randrange(999))
        yield f"{tongue}, commas", written(plain, end=end).encode("cp1252"), plain
        yield f"{tongue}, UTF-8 with mark", b"\xef\xbb\xbf" + written(rows, ";", end, quoting).encode(), rows
    tabbed = table(["gene", "log2FC", "p-value", "description"], lambda i: f"AT{i}G{rng.randrange(9999):05}", lambda i: repr(rng.uniform(-5, 5)), lambda i: f"{rng.random():.3e}",
                   lambda i: pick(["protein kinase, putative", "5' UTR", "3\" end; unknown", "zinc finger (C3HC4-type)", "", "like \"X\" in mice", "DNA-binding, alpha/beta"]))
    yield "tabs, nothing quoted", "".join("\t".join(r) + end for r in tabbed), tabbed
    yield "Unicode text", b"\xff\xfe" + written(people, "\t").encode("utf-16-le"), people
    piped = table(["ID", "NAME", "ADDRESS", "AMOUNT"], lambda i: f"{i:06}", lambda i: pick(ENGLISH), lambda i: f"{rng.randrange(99)} Main St., Apt {rng.randrange(9)}", lambda i: f"{rng.uniform(0, 9999):.2f}")
    yield "pipes", written(piped, "|", end), piped
    yield "pipes at both ends", "".join("|" + "|".join(r).replace('"', "") + "|" + end for r in piped), [[""] + [c.replace('"', "") for c in r] for r in piped]
    yield "trailing delimiters", "".join(line + pick([",", ","]) + end for line in written(piped, end="\n").splitlines()), piped
    yield "many trailing delimiters", "".join(line + "," * 12 + end for line in written(piped, end="\n").splitlines()), piped
    money = table(["Fund", "Requested", "Spent", "Balance"], lambda i: pick(ENGLISH), lambda i: f"{rng.randrange(10**7):,}", lambda i: f"${rng.uniform(0, 10**6):,.2f}", lambda i: f"({rng.randrange(10**5):,})")
    yield "thousands separators", written(money, end=end), money
    heading = [["Table 3a: Expenditure by fund, 2010-2019"], ["(thousands of dollars)"], []]
    yield "title lines and a blank line", end.join(",".join(r) for r in [["\"Table 3a: Expenditure by fund, 2010-2019\""], heading[1], []]) + end + written(money, end=end), heading + money
    yield "title lines padded with delimiters", written([(r + [""] * 4)[:4] for r in heading + money], end=end), heading + money
    bank = [["Data Source", "World Indicators"], [], ["Last Updated Date", day(rng)], [], ["Country Name", "Country Code"] + [str(1990 + i) for i in range(20)]] + [
        [pick(["Korea, Rep.", "Bahamas, The", "Chad", "Côte d'Ivoire", "Iran, Islamic Rep."]), "".join(rng.choices(string.ascii_uppercase, k=3))] + [pick(["", f"{rng.uniform(0, 10**9)!r}"]) for _ in range(20)] for _ in range(count)]
    yield "a bank's download", "".join((",".join(f'"{c}"' for c in r) + "," if r else "") + end for r in bank), bank
    frame = table(["", "x", "species", "note"], lambda i: i + 1, lambda i: pick(["NA", f"{rng.uniform(0, 9):.4f}"]), lambda i: pick(["setosa", "virginica"]), lambda i: pick(["NA", "ok", "two words", "a, b"]))
    yield "R's write.csv", "".join(",".join(c if c == "NA" or (c[:1].isdigit() and i) or (j == 1 and i) else f'"{c}"' for j, c in enumerate(r)) + "\n" for i, r in enumerate(frame)), frame
    spaced = table(["x", "species", "note"], lambda i: f"{rng.uniform(0, 9):.4f}", lambda i: pick(["setosa", "virginica"]), lambda i: pick(["ok", "two words", "a, b"]))
    yield "R's write.table", "".join(" ".join(([] if i == 0 else [f'"{i}"']) + [c if j == 0 and i else f'"{c}"' for j, c in enumerate(r)]) + "\n" for i, r in enumerate(spaced)), [spaced[0]] + [[str(i)] + r for i, r in enumerate(spaced) if i]
    matrix = [[f"{rng.uniform(-1, 1):.6f}" for _ in range(12)] for _ in range(count)]
    yield "a matrix with spaces", "".join(" ".join(r) + end for r in matrix), matrix
    yield "a matrix with tabs", "".join("\t".join(r) + end for r in matrix), matrix
    yield "a matrix with commas", "".join(",".join(r) + end for r in matrix), matrix
    yield "a matrix with commas and spaces", "".join(", ".join(r) + end for r in matrix), matrix
    yield "exponents with semicolons", "".join(";".join(f"{float(c):.5e}" for c in r) + end for r in matrix), [[f"{float(c):.5e}" for c in r] for r in matrix]
    logger = table(["timestamp", "record", "airtemp_avg", "rh", "battery"], lambda i: f"{day(rng)} {i % 24:02}:{rng.randrange(60):02}:00", lambda i: i, lambda i: f"{rng.uniform(-20, 40):.2f}", lambda i: pick(["NAN", f"{rng.uniform(0, 100):.1f}"]), lambda i: f"{rng.uniform(11, 13):.2f}")
    four = [["TOA5", "station 4", "CR1000", "12345", "CPU:met.CR1"], logger[0], ["TS", "RN", "Deg C", "%", "Volts"], ["", "", "Avg", "Smp", "Smp"]]
    yield "a logger's four heading lines", "".join(",".join(f'"{c}"' for c in r) + end for r in four) + "".join(",".join([f'"{r[0]}"'] + [f'"{c}"' if c == "NAN" else c for c in r[1:]]) + end for r in logger[1:]), four + logger[1:]
    remarks = [["# instrument: spectrometer, serial 17"], ["# operator: J. Doe"], ["# columns follow"]]
    yield "comment lines before", "".join(r[0] + end for r in remarks) + written(logger, end=end), [r[0].split(",") for r in remarks] + logger
    yield "comment lines before, tabs", "".join(r[0] + end for r in remarks) + written(logger, "\t", end), remarks + logger
    pairs = [["Station:", "Kew"], ["Latitude:", "51.5"], ["Parameters:", "3"], []]
    yield "names and values before", "".join(",".join(r) + end for r in pairs) + written(logger, end=end), pairs + logger
    yield "names and values before, semicolons", "".join(";".join(r) + end for r in pairs) + written(logger, ";", end), pairs + logger
    places = table(["Location", "Coordinates", "Shape", "Tags"], lambda i: pick(ENGLISH), lambda i: f"({rng.uniform(-90, 90):.6f}, {rng.uniform(-180, 180):.6f})",
                   lambda i: f"POLYGON (({rng.uniform(0, 9):.3f} {rng.uniform(0, 9):.3f}, {rng.uniform(0, 9):.3f} 1.0))", lambda i: pick(["['a', 'b']", '{"k": [1, 2], "s": "x, y"}', "[]", "{'k': 'it''s'}"]))
    yield "coordinates, shapes and JSON", written(places, end=end), places
    posts = table(["tweet_id", "text", "retweets"], lambda i: rng.randrange(10**17, 10**18), lambda i: pick(["RT @a: it's \"great\", isn't it? #yes", "so tired :( ;)", "line one\nline two", "100% agree, @b!", "https://t.co/x1;y", "\"quoted\"", "'single'", "don't | do"]), lambda i: rng.randrange(50))
    yield "posts", written(posts, end=end), posts
    yield "posts with backslash escapes", written(posts, end=end, doublequote=False, escapechar="\\", quoting=csv.QUOTE_ALL), posts
    dump = table(["id", "name", "when", "note"], lambda i: i, lambda i: pick(ENGLISH), lambda i: f"{day(rng)} 00:00:00", lambda i: pick(["\\N", "NULL", "text; more"]))
    yield "a database's dump, semicolons", "".join(";".join('"' + c.replace('"', '\\"') + '"' for c in r) + "\n" for r in dump), dump
    yield "commas and spaces, all quoted", "".join(", ".join('"' + c.replace('"', '""') + '"' for c in r) + end for r in piped), piped
    clean = [[c.replace('"', "").replace(",", "") for c in r] for r in piped]
    yield "commas and spaces", "".join(", ".join(r) + end for r in clean), clean
    yield "one column", "".join(f"{r[1]}{end}" for r in clean), [[r[1]] for r in clean]
    yield "one column of numbers with decimal commas", "Wert" + end + "".join(f"{rng.randrange(99)},{rng.randrange(10, 99)}{end}" for _ in range(0)), [["Wert"]]
    lines = [",".join(r) for r in clean]
    yield "lines wrapped in quotes", "".join('"' + l + '"' + end for l in lines), [[l] for l in lines]
    second = table(["region", "q1", "q2"], lambda i: pick(ENGLISH), lambda i: rng.randrange(9), lambda i: rng.randrange(9))
    yield "two tables", written(money, end=end) + end + written(second, end=end), money + [[]] + second
    yield "two tables with titles", "Table A" + end + written(money, end=end) + end + "Table B" + end + written(second, end=end), [["Table A"]] + money + [[], ["Table B"]] + second
    yield "header over several rows", written([["", "2018", "", "2019", ""], ["Area", "men", "women", "men", "women"]], end=end) + "".join(f"{c}{end}" for c in [f"Zone {i},{i},{i + 1},{i + 2},{i * 3}" for i in range(count)]), [["", "2018", "", "2019"], ["Area", "men", "women", "men", "women"]] + [[f"Zone {i}", str(i), str(i + 1), str(i + 2), str(i * 3)] for i in range(count)]
    yield "blank lines between", "".join(line + end + pick(["", end]) for line in []) + (end * 2).join(",".join(r) for r in clean) + end, [x for r in clean for x in (r, [])][:-1]
    yield "a separator line", "sep=;" + end + written(people, ";", end), people
    questionnaire = table(["Timestamp", "1. How old are you?", "2. Which of these do you use? (choose all)", "3. Comments, if any"], lambda i: f"{day(rng, '%m/%d/%Y')} {rng.randrange(24)}:{rng.randrange(60):02}:{rng.randrange(60):02}",
                          lambda i: pick(["18-24", "25-34", "35+"]), lambda i: "; ".join(rng.sample(["Bus", "Train", "Car, own", "Car, shared", "Bicycle"], rng.randrange(1, 4))), lambda i: note(rng))
    yield "a questionnaire", written(questionnaire, end=end), questionnaire
    yield "a questionnaire, all quoted", written(questionnaire, end=end, quoting=csv.QUOTE_ALL), questionnaire
    yield "a questionnaire with semicolons", written(questionnaire, ";", end), questionnaire
    labelled = [["StartDate", "Q1", "Q2_1_TEXT"], ["Start Date", "What is your role?\n\n(Select one)", "Other - Text"], ['{"ImportId":"startDate","timeZone":"UTC"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2_1_TEXT"}']] + [[f"{day(rng)} 10:00:00", pick(ENGLISH), note(rng)] for _ in range(count)]
    yield "a questionnaire with labels and identifiers", written(labelled, end=end), labelled
    yield "old Macintosh line ends", written(clean, end="\r"), clean
    yield "tildes", "".join("~".join(r) + end for r in clean), clean
    yield "carets", "".join("^".join(r) + end for r in clean), clean
    users = table(["user", "x", "uid", "home", "shell"], lambda i: f"u{i}", lambda i: "x", lambda i: 1000 + i, lambda i: f"/u/{i}", lambda i: "/bin/sh")
    yield "colons", "".join(":".join(r) + end for r in users), users
    yield "fields padded with blanks", "".join(" , ".join(r) + end for r in clean), None
    yield "single quotes", written(people, end=end, quotechar="'", quoting=csv.QUOTE_ALL), people
    yield "leading apostrophes", "".join(",".join([f"'{r[0]}"] + r[1:]) + end for r in clean), [[f"'{r[0]}"] + r[1:] for r in clean]
    inches = [["part", "size", "n"]] + [[f"P{i}", pick(['5"', '3/4" pipe', '6\' 2"', "10mm"]), str(i)] for i in range(count)]
    yield "inches, nothing quoted", "".join(",".join(r) + end for r in inches), inches
    yield "header only", ",".join(clean[0]) + end, [clean[0]]
    yield "one record of numbers", ",".join(str(rng.randrange(99)) for _ in range(1)) + end, None
    wide = [[f"v{i}" for i in range(300)]] + [[str(rng.randrange(2)) for _ in range(300)] for _ in range(min(count, 20))]
    yield "three hundred columns", written(wide, end=end), wide
    sparse = [["a", "b", "c", "d", "e", "f", "g"]] + [[pick(["", "", "", "x", "1"]) for _ in range(7)] for _ in range(count)]
    yield "mostly blank", written(sparse, end=end), sparse
    yield "mostly blank, semicolons", written(sparse, ";", end), sparse
    bulky = table(["url", "abstract", "authors"], lambda i: f"https://x.org/{i}", lambda i: " ".join(rng.choices(["the", "of; the", "results,", "(n = 5)", "method", "\"new\"", "it's", "p < 0.05;"], k=120)), lambda i: "; ".join(rng.sample(["Smith, J.", "Doe, A.", "Müller, K.", "O'Hara, S."], 3)))
    yield "abstracts", written(bulky, end=end), bulky
    yield "abstracts, tabs", written(bulky, "\t", end), bulky


def samples(seed=1, rounds=4):
    """The shapes that have one meaning, `rounds` times with other values."""
    for number in range(rounds):
        for name, data, rows in shapes(random.Random(f"{seed}-{number}")):
            if rows is None:
                continue
            rows = [trimmed(r) for r in rows]
            while rows and not rows[-1]:
                rows.pop()
            yield Sample(f"{name}/{number}", data if isinstance(data, bytes) else data.encode(), rows[0] if rows else [], rows[1:], {})
