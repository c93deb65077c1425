// Ten articles are added, searched, traced to the words themselves; two speakers are joined by hand; all of it prints.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, corpus, faults, missing, open, scratch, serve } from "./site.js";

const skip = missing();
let place, server, driver;

before(async () => {
  if (skip) return;
  place = scratch();
  [server, driver] = await Promise.all([serve(corpus(place.folder)), browser()]);
});

after(async () => {
  await driver?.close();
  server?.stop();
  place?.done();
});

/** Pages of every kind, found by following links from a search. */
async function addresses(page) {
  await page.goto(`${server.address}/search?q=barrage&lang=en`);
  const first = async (selector) => page.locator(selector).first().getAttribute("href");
  return {
    claim: await first("a[href^='/claim/']"),
    speaker: await first(".hits a[href^='/speaker/']"),
    outlet: await first("a[href^='/outlet/']"),
    article: (await first(".said a[href^='/document/']")).split("#")[0],
  };
}

test("a search leads to a claim, and an edge of it to the passage", { skip }, async () => {
  const errors = [];
  const context = await driver.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
  const page = await open(context, errors);
  await page.goto(server.address);
  assert.match(await page.locator("main").innerText(), /10 articles/);
  await page.getByRole("search").getByRole("searchbox").first().fill("barrage");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=barrage/);
  assert.ok((await page.locator(".hits > li").count()) >= 3);
  assert.ok((await page.locator(".hits mark").count()) >= 3, "the words looked for are marked");

  await page.locator(".hits a[href^='/claim/']").first().click();
  await page.waitForURL(/\/claim\//);
  assert.ok((await page.locator(".drawn svg a").count()) >= 2, "the history is drawn");

  // The second wording was taken from another; its words lead to the place where they stand.
  await page.locator(".wordings tr .from").first().locator("xpath=ancestor::tr").locator("a.quiet").click();
  await page.waitForURL(/\/document\/.*#s-/);
  const target = page.locator(":target");
  assert.equal(await target.count(), 1, "the address leads to the statement itself");
  assert.ok(await target.isVisible());
  assert.deepEqual(errors, []);
  await context.close();
});

test("what is drawn leads to the passage, by mouse and by keyboard", { skip }, async () => {
  const errors = [];
  const context = await driver.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 800 } });
  const page = await open(context, errors);
  const { claim } = await addresses(page);
  await page.goto(`${server.address}${claim}`);
  // The arrow ends at the mark of a later appearance, which is a link.
  const link = page.locator(".drawn svg a[href*='#s-']").nth(1);
  const href = await link.getAttribute("href");
  await link.locator("circle").first().click();
  await page.waitForURL(`${server.address}${href}`);
  assert.ok(await page.locator(":target").isVisible());

  await page.goBack();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.address}${href}`);
  assert.deepEqual(errors, []);
  await context.close();
});

test("why is told in the person's language", { skip }, async () => {
  const context = await driver.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  const { claim, article } = await addresses(page);
  for (const path of [claim, article]) {
    await page.goto(`${server.address}${path}${path.includes("?") ? "&" : "?"}lang=fr`);
    const whys = page.locator("details:has(summary:text('pourquoi'))");
    assert.ok((await whys.count()) > 0, path);
    assert.equal(await whys.locator("[lang=en]").count(), 0, `${path}: ${await whys.locator("[lang=en]").allTextContents()}`);
  }
  await context.close();
});

test("two speakers are joined by hand, and parted again", { skip }, async () => {
  const context = await driver.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${server.address}/speaker/Odile%20Varron`);
  assert.doesNotMatch(await page.locator("#names + p").innerText(), /Varronne/);
  const join = page.locator("form[action$='/join']");
  await join.locator("input[name=other]").fill("O. Varronne");
  await join.getByRole("button").click();
  await page.waitForURL(/\/speaker\//);
  assert.match(await page.locator("main").innerText(), /O\. Varronne/);
  const joined = "form[action$='/undo']:has(input[value='O. Varronne'])";
  await page.locator(joined).getByRole("button").click();
  await page.locator(joined).waitFor({ state: "detached" });
  assert.doesNotMatch(await page.locator("#names + p").innerText(), /Varronne/);
  await context.close();
});

test("nothing serious is found by axe on any page, in either light, at either width", { skip }, async () => {
  const found = [];
  for (const [width, colorScheme] of [[1280, "light"], [390, "dark"], [1280, "dark"], [390, "light"]]) {
    const context = await driver.newContext({ locale: "en-GB", viewport: { width, height: 844 }, colorScheme });
    const page = await context.newPage();
    const linked = Object.values(await addresses(page));
    for (const path of ["/", "/search?q=barrage", "/search?q=nothingofthekind", "/timeline?q=barrage", "/graph", "/claim/none", "/read", ...linked]) {
      await page.goto(server.address + path);
      found.push(...(await faults(page)).map((fault) => `${path}, ${width}, ${colorScheme}: ${fault}`));
    }
    await context.close();
  }
  assert.deepEqual(found, []);
});

test("pages print", { skip }, async () => {
  const context = await driver.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  const found = await addresses(page);
  for (const path of Object.values(found)) {
    await page.goto(server.address + path);
    assert.ok((await page.pdf({ format: "A4" })).length > 5_000, path);
  }
  await context.close();
});
