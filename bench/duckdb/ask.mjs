// Loads a file of facts into DuckDB and asks it questions, each many times.
//
//   node ask.mjs THREADS DATABASE < {"load": [SQL…], "questions": {"name": SQL, …}, "runs": 9}
//
// Prints {"version": …, "bytes": …, "questions": {"name": {"ms": the least, "rows": [[…], …]}}}.
import fs from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [threads, file] = process.argv.slice(2);
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const instance = await DuckDBInstance.create(file, { threads });
const connection = await instance.connect();
for (const sql of asked.load) await connection.run(sql);

const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRows();
const questions = {};
for (const [name, sql] of Object.entries(asked.questions)) {
  let ms = Infinity;
  let rows = [];
  for (let run = 0; run < asked.runs; ++run) {
    const begin = performance.now();
    rows = await rowsOf(sql);
    ms = Math.min(ms, performance.now() - begin);
  }
  questions[name] = { ms, rows: rows.map((row) => row.map(Number)) };
}
const [[version]] = await rowsOf("SELECT version()");
process.stdout.write(JSON.stringify({ version, bytes: fs.statSync(file).size, questions }));
process.exit(0);
