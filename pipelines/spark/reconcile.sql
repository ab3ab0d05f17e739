-- The counties' uploads, read and reconciled side by side by the program, and put together here: the engine only brings together
-- who may stand in several counties. Run by `submit`, which gives the ${…} words, and writes what stands between `-- each TABLES`
-- and `-- end` once a table, with its name for @table. Paths are seen by all workers.

-- 1. Each upload to record lines. They are what `duizhang run --records` takes.
CREATE TEMPORARY VIEW requests USING text OPTIONS (path '${output}/requests');

INSERT OVERWRITE DIRECTORY '${output}/records' USING text
SELECT TRANSFORM (value) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001'
  USING '${program} normalize ${pipeline} ${options}'
  AS (value STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001'
FROM (SELECT /*+ REPARTITION(${tasks}) */ value FROM requests);

CREATE TEMPORARY VIEW records USING text OPTIONS (path '${output}/records');

-- 2. Each county's lines, together, to its rows of the tables.
INSERT OVERWRITE DIRECTORY '${output}/rows' USING parquet
SELECT part[0] AS dataset, part[1] AS county_code, CAST(part[2] AS INT) AS number,
  -- A row is published CSV with its line ends escaped.
  replace(replace(replace(replace(part[3], '\\\\', '\u0002'), '\\n', '\n'), '\\r', '\r'), '\u0002', '\\') AS row
FROM (
  SELECT split(value, '\t', 4) AS part
  FROM (
    SELECT TRANSFORM (value) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001'
      USING '${program} reconcile ${pipeline} ${register}'
      AS (value STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001'
    FROM (SELECT value FROM records DISTRIBUTE BY split(value, '\t')[1] SORT BY split(value, '\t')[1])));

CREATE TEMPORARY VIEW rows USING parquet OPTIONS (path '${output}/rows');

-- Each table with the types of its columns. The rows are parsed once and whole: asked for some columns only, Spark 3.5 parses others.
-- each villages members persons towns counties months discrepancies
INSERT OVERWRITE DIRECTORY '${output}/typed/@table' USING parquet
SELECT county_code AS of_county, number, row, from_csv(row, '${@table}', map('escape', '"', 'mode', 'FAILFAST')) AS c
FROM rows WHERE dataset = '@table';
CREATE TEMPORARY VIEW typed_@table USING parquet OPTIONS (path '${output}/typed/@table');
-- end
-- each villages members persons
CREATE TEMPORARY VIEW @table AS SELECT of_county AS county_code, number, c.* FROM typed_@table;
-- end
-- each towns counties months
CREATE TEMPORARY VIEW @table AS SELECT c.* FROM typed_@table;
-- end

-- 3. Whoever stands in several counties, and whoever is paid to an account that does, together, to what is found across counties.
INSERT OVERWRITE DIRECTORY '${output}/typed/across' USING parquet
SELECT replace(replace(replace(replace(part[3], '\\\\', '\u0002'), '\\n', '\n'), '\\r', '\r'), '\u0002', '\\') AS row
FROM (
  SELECT split(value, '\t', 4) AS part
  FROM (
    SELECT TRANSFORM (value) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001'
      USING '${program} reconcile ${pipeline} ${register} --across'
      AS (value STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001'
    FROM (
      SELECT /*+ REPARTITION(1) */ concat_ws('\t', county_code, number, sha256, entry) AS value FROM persons
      WHERE person_key IN (SELECT person_key FROM persons GROUP BY person_key HAVING count(DISTINCT county_code) > 1)
        OR account_key IN (SELECT account_key FROM persons GROUP BY account_key HAVING count(DISTINCT county_code) > 1))));

CREATE TEMPORARY VIEW across USING parquet OPTIONS (path '${output}/typed/across');

INSERT OVERWRITE DIRECTORY '${output}/typed/findings' USING parquet
SELECT row, c AS f FROM typed_discrepancies
UNION ALL SELECT row, from_csv(row, '${discrepancies}', map('escape', '"', 'mode', 'FAILFAST')) FROM across;
CREATE TEMPORARY VIEW findings USING parquet OPTIONS (path '${output}/typed/findings');

-- 4. Ties of sums, reckoned once more from the rows: none may be off. What only a town's own row in a summary states has no villages.
CREATE TEMPORARY VIEW ties AS
SELECT 'towns' AS of, t.town_code AS key, t.listed, v.listed AS sum_listed, t.eligible, v.eligible AS sum_eligible,
  t.person_months, v.person_months AS sum_person_months, t.amount_due_yuan, v.due AS sum_due, t.amount_stated_yuan, v.stated AS sum_stated
FROM towns t JOIN (
  SELECT substr(village_code, 1, 9) AS town_code, sum(listed) AS listed, sum(eligible) AS eligible, sum(person_months) AS person_months,
    sum(amount_due_yuan) AS due, sum(amount_stated_yuan) AS stated, count_if(basis <> 'none') AS reported
  FROM villages GROUP BY substr(village_code, 1, 9)) v ON v.town_code = t.town_code AND v.reported > 0
WHERE NOT (t.listed <=> v.listed AND t.eligible <=> v.eligible AND t.person_months <=> v.person_months
  AND t.amount_due_yuan <=> v.due AND t.amount_stated_yuan <=> v.stated)
UNION ALL
SELECT 'counties', c.county_code, c.listed, t.listed, c.eligible, t.eligible, c.person_months, t.person_months, c.amount_due_yuan, t.due,
  c.amount_stated_yuan, t.stated
FROM counties c JOIN (
  SELECT county_code, sum(listed) AS listed, sum(eligible) AS eligible, sum(person_months) AS person_months, sum(amount_due_yuan) AS due,
    sum(amount_stated_yuan) AS stated
  FROM towns GROUP BY county_code) t ON t.county_code = c.county_code
WHERE NOT (c.listed <=> t.listed AND c.eligible <=> t.eligible AND c.person_months <=> t.person_months
  AND c.amount_due_yuan <=> t.due AND c.amount_stated_yuan <=> t.stated)
UNION ALL
-- Allocations: the difference that each county's row states is due − allocated.
SELECT 'allocations', county_code, NULL, NULL, NULL, NULL, NULL, NULL, difference_yuan, amount_due_yuan - allocated_yuan, NULL, NULL
FROM counties WHERE NOT (difference_yuan <=> amount_due_yuan - allocated_yuan);

-- 5. The tables in their order, and for analysts the same in Parquet by county.
-- each villages members towns counties months normalizations
INSERT OVERWRITE DIRECTORY '${output}/csv/@table' USING text
SELECT row FROM rows WHERE dataset = '@table' ORDER BY county_code, number;
-- end
INSERT OVERWRITE DIRECTORY '${output}/csv/discrepancies' USING text
SELECT row FROM findings
ORDER BY coalesce(f.county_code, ''), f.code, coalesce(f.file, ''), coalesce(f.sheet, ''),
  coalesce(CAST(regexp_extract(f.cell, '^[A-Z]*([0-9]+)', 1) AS INT), 0), length(regexp_extract(f.cell, '^([A-Z]*)', 1)),
  regexp_extract(f.cell, '^([A-Z]*)', 1), f.fingerprint;
INSERT OVERWRITE DIRECTORY '${output}/csv/ties' USING csv SELECT * FROM ties;

-- each villages members towns counties months
CREATE TABLE @table_by_county USING parquet PARTITIONED BY (county_code) LOCATION '${output}/parquet/@table' AS SELECT * FROM @table;
-- end
CREATE TABLE discrepancies_by_county USING parquet PARTITIONED BY (county_code) LOCATION '${output}/parquet/discrepancies' AS
SELECT f.* FROM findings;
