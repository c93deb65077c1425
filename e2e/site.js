// What the tests need: a server of the built command, a browser, and a look for barriers on a page.
import { spawn, execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const root = join(here, "..");
export const selon = process.env.SELON ?? join(root, "target/debug/selon");

const browserFile = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => file && existsSync(file));

/** Why the tests can't run here; nothing where they can. */
export function missing() {
  if (!browserFile) return "chromium is not here";
  if (!existsSync(selon)) return `${selon} is not built`;
  return undefined;
}

/** A folder for one test, removed by `done`. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "selon-e2e-"));
  return { folder, done: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Puts the ten articles of this folder into a database. */
export function corpus(folder) {
  const file = join(folder, "corpus.db");
  execFileSync(selon, ["add", "-q", "--model", "lexical", "--db", file, join(here, "articles.jsonl")]);
  return file;
}

/** Starts the server; gives its address and how to end it. */
export async function serve(...args) {
  const child = spawn(selon, ["serve", "-p", "0", "--model", "lexical", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let told = "";
    child.stderr.on("data", (data) => {
      told += data;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(told);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error(`the server ended: ${told}`)));
  });
  return { address, stop: () => child.kill() };
}

/** A browser with nothing of an earlier one. */
export function browser() {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: browserFile, args });
}

/** A page on which every script error and every breach of the policy fails the test. */
export async function open(context, faults) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  return page;
}

/** What axe finds on the page that is serious, and whether it is wider than its window, in words. */
export async function faults(page) {
  // The policy of the page forbids scripts from elsewhere; the browser's own channel may run them.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  const serious = found.violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const told = serious.map((violation) => `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  return wide > 0 ? [...told, `it is ${wide} pixels wider than the window`] : told;
}
