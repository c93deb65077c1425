// Every page as a picture, to be looked at: node pictures.js FOLDER [DATABASE [TEXT]]. At two widths, in both lights, in both languages; print
// views besides. Prints for each how long the browser took to its first paint, from the moment it asked.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { browser, corpus, root, scratch, serve } from "./site.js";

const [folder, database, text = join(root, "examples/digue-de-kerlannec.txt")] = process.argv.slice(2);
if (!folder) throw new Error("which folder?");
mkdirSync(folder, { recursive: true });
const place = scratch();
const server = await serve(database ?? corpus(place.folder));
const driver = await browser();

const looks = [
  { width: 1280, colorScheme: "light", locale: "fr-FR" },
  { width: 1280, colorScheme: "dark", locale: "en-GB" },
  { width: 390, colorScheme: "light", locale: "en-GB" },
  { width: 390, colorScheme: "dark", locale: "fr-FR" },
];

/** Name and address of a page of every kind; the largest of their kind, as the first page of a search has them. */
async function addresses(page) {
  const get = async (path) => (await page.request.get(server.address + path)).json();
  const search = await get("/search.json");
  const most = (name) => search.facets.find((group) => group.name === name)?.choices[0]?.value;
  const [speaker, outlet] = [most("speaker"), most("outlet")].map((name) => encodeURIComponent(name ?? "-"));
  const subjects = (await get(`/speaker/${speaker}.json`)).subjects ?? [];
  const claims = [...search.hits.map((hit) => hit.claim), ...subjects.map((about) => about.claim)].filter(Boolean);
  const sizes = await Promise.all(claims.slice(0, 40).map(async (claim) => [(await get(`/claim/${claim}.json`)).appearances.length, claim]));
  const [, claim] = sizes.sort((a, b) => b[0] - a[0])[0] ?? [0, "none"];
  await page.goto(`${server.address}/read`);
  await page.locator("textarea").fill(readFileSync(text, "utf8"));
  await page.locator("form.give button").click();
  await page.waitForURL(/\/read\/[0-9a-f]{16}$/);
  const read = new URL(page.url()).pathname;
  const word = /\p{L}{6,}/u.exec(search.hits[0]?.content ?? "")?.[0] ?? "pont";
  return {
    home: "/", read: "/read", article: read, filtered: `${read}?named=no`, document: `/document/${encodeURIComponent(search.hits[0]?.doc ?? "-")}`,
    search: "/search", found: `/search?q=${encodeURIComponent(word)}`, nothing: "/search?q=nothingofthekind", timeline: "/timeline",
    timelineOfWord: `/timeline?q=${encodeURIComponent(word)}&by=outlet`, claim: `/claim/${claim}`, speaker: `/speaker/${speaker}`,
    outlet: `/outlet/${outlet}`, graph: "/graph", graphOpened: `/graph?open=${outlet}`, noPage: "/nowhere", noSpeaker: "/speaker/Nobody%20Atall",
  };
}

const first = await driver.newContext();
const pages = await addresses(await first.newPage());
for (const { width, ...settings } of looks) {
  const context = await driver.newContext({ ...settings, viewport: { width, height: 844 } });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(server.address + path);
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0, null, { timeout: 5_000 }).catch(() => {});
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    console.log(`${Math.round(paint)} ms  ${name} ${width} ${settings.colorScheme} ${settings.locale}  ${path}`);
    await page.screenshot({ path: join(folder, `${name}-${width}-${settings.colorScheme}.png`), fullPage: true });
    if (width === 1280 && settings.colorScheme === "light") await page.pdf({ path: join(folder, `${name}.pdf`), format: "A4" });
  }
  await context.close();
}
await driver.close();
server.stop();
place.done();
