// What makes the pages handier; all of them work without it.
"use strict";

// Filters are sent as soon as one is chosen; the button stays for those without script.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// In an article: the card of a statement opens where it is pointed at or reached by keyboard, and Escape shuts it.
const text = document.querySelector(".reading .text");
if (text) {
  const numbers = [...text.querySelectorAll("a.number[id^='s-']")];
  const item = (number) => document.getElementById(number.getAttribute("href").slice(1));
  const light = (number, on) => item(number)?.classList.toggle("shown", on);

  for (const number of numbers) {
    number.addEventListener("focus", () => light(number, true));
    number.addEventListener("blur", () => {
      light(number, false);
      number.parentElement.classList.remove("hushed");
    });
    number.parentElement.addEventListener("pointerenter", () => light(number, true));
    number.parentElement.addEventListener("pointerleave", () => {
      light(number, false);
      number.parentElement.classList.remove("hushed");
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "Escape") {
      for (const mark of text.querySelectorAll(".mark.content:hover, .mark.content:focus-within")) mark.classList.add("hushed");
    }
    // j and k go from statement to statement, as in many readers.
    if (event.key === "j" || event.key === "k") {
      const here = numbers.indexOf(document.activeElement);
      const next = numbers[event.key === "j" ? here + 1 : Math.max(here - 1, 0)];
      next?.focus();
      next?.scrollIntoView({ block: "center" });
    }
  });
}
