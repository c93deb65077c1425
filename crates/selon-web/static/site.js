// What makes the pages handier; all of them work without it.
"use strict";

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
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      for (const mark of text.querySelectorAll(".mark.content:hover, .mark.content:focus-within")) mark.classList.add("hushed");
    }
    // j and k go from statement to statement, once one is reached: single letters mean nothing elsewhere, where speech may type them.
    const here = numbers.indexOf(document.activeElement);
    if (here >= 0 && (event.key === "j" || event.key === "k")) {
      const next = numbers[event.key === "j" ? here + 1 : here - 1];
      next?.focus();
      next?.scrollIntoView({ block: "center" });
    }
  });
}

// A file that is dropped anywhere on the form is the one to read.
for (const form of document.querySelectorAll("form.give")) {
  const file = form.querySelector("input[type='file']");
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  form.addEventListener("dragover", (event) => {
    if (brings(event)) event.preventDefault();
  });
  form.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    file.focus();
  });
}
