// A text is pasted and its statements are seen, with and without script, by mouse and by keyboard.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, faults, missing, open, root, serve } from "./site.js";

const example = readFileSync(join(root, "examples/digue-de-kerlannec.txt"), "utf8");
const skip = missing();
let server, driver;

before(async () => {
  if (skip) return;
  [server, driver] = await Promise.all([serve(), browser()]);
});

after(async () => {
  await driver?.close();
  server?.stop();
});

async function paste(page) {
  await page.goto(`${server.address}/read?lang=en`);
  await page.getByLabel("Text", { exact: true }).fill(example);
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await page.waitForURL(/\/read\/[0-9a-f]{16}$/);
}

test("the README's example is pasted and its statements are seen", { skip }, async () => {
  const errors = [];
  const context = await driver.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
  const page = await open(context, errors);
  await paste(page);
  assert.match(await page.title(), /Kerlannec/);
  const items = page.locator(".items > li");
  assert.ok((await items.count()) >= 5);
  assert.match(await items.first().innerText(), /s'enfonce de deux centimètres par mois/);

  // Pointing at a statement shows who, how and why.
  const number = page.locator("a.number[id^='s-']").first();
  await number.hover();
  const card = page.locator(".card:visible");
  assert.equal(await card.count(), 1);
  assert.match(await card.innerText(), /said/);
  // So does the keyboard, and Escape shuts it.
  await page.mouse.move(0, 0);
  await page.keyboard.press("j");
  assert.equal(await page.locator(".card:visible").count(), 0, "single letters mean nothing before a statement is reached");
  await number.focus();
  await page.keyboard.press("j");
  assert.equal(await page.locator("a.number[id^='s-']").nth(1).evaluate((second) => second === document.activeElement), true);
  assert.equal(await page.locator(".card:visible").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".card:visible").count(), 0);

  // A number leads to the list, and back to the words.
  await number.click();
  assert.match(page.url(), /#i-/);

  // The filter stands in the address.
  await page.locator("select[name=named]").selectOption("no");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.waitForURL(/named=no/);
  assert.ok((await page.locator(".items > li").count()) < (await page.locator("a.number[id^='s-']").count()));
  assert.deepEqual(errors, []);
  await context.close();
});

test("a file that is dropped on the form is read", { skip }, async () => {
  const errors = [];
  const context = await driver.newContext({ locale: "en-GB" });
  const page = await open(context, errors);
  await page.goto(`${server.address}/read`);
  const dropped = await page.evaluateHandle((text) => {
    const brought = new DataTransfer();
    brought.items.add(new File([text], "digue.txt", { type: "text/plain" }));
    return brought;
  }, example);
  await page.dispatchEvent("form.give", "drop", { dataTransfer: dropped });
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await page.waitForURL(/\/read\/[0-9a-f]{16}$/);
  assert.match(await page.title(), /Kerlannec/);
  assert.deepEqual(errors, []);
  await context.close();
});

test("without script the same is there", { skip }, async () => {
  const context = await driver.newContext({ locale: "en-GB", javaScriptEnabled: false });
  const page = await context.newPage();
  await paste(page);
  await page.locator("a.number[id^='s-']").first().hover();
  assert.equal(await page.locator(".card:visible").count(), 1);
  await page.locator("select[name=named]").selectOption("no");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.waitForURL(/named=no/);
  await context.close();
});

test("nothing serious is found by axe, in either light, at either width", { skip }, async () => {
  const found = [];
  for (const [width, colorScheme] of [[1280, "light"], [390, "dark"], [1280, "dark"], [390, "light"]]) {
    const context = await driver.newContext({ locale: "fr-FR", viewport: { width, height: 844 }, colorScheme });
    const page = await context.newPage();
    const look = async (told) => found.push(...(await faults(page)).map((fault) => `${told}, ${width}, ${colorScheme}: ${fault}`));
    await paste(page);
    await look("reading");
    for (const path of ["/", "/read", "/nowhere"]) {
      await page.goto(server.address + path);
      await look(path);
    }
    await context.close();
  }
  assert.deepEqual(found, []);
});

test("a page prints", { skip }, async () => {
  const context = await driver.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await paste(page);
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 10_000);
  await context.close();
});
