// Keys for the review of a document, and its words lit up with the fact in focus. Everything works without this file.
"use strict";
const facts = [...document.querySelectorAll(".fact")];
const marks = [...document.querySelectorAll("mark[data-facts]")];
const text = document.querySelector(".review .text");

function light(fact) {
  let first = null;
  for (const mark of marks) {
    const lit = fact !== null && mark.dataset.facts.split(" ").includes(fact.id);
    mark.classList.toggle("lit", lit);
    if (lit && first === null) first = mark;
  }
  if (first !== null && text.scrollHeight > text.clientHeight) {
    text.scrollTop += first.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
}

function focused() {
  return document.activeElement === null ? null : document.activeElement.closest(".fact");
}

function move(step) {
  const at = facts.indexOf(focused());
  const to = facts[at === -1 ? (step > 0 ? 0 : facts.length - 1) : Math.min(facts.length - 1, Math.max(0, at + step))];
  if (to) to.focus();
}

function press(root, action) {
  const button = root === null ? null : root.querySelector(`[data-action="${action}"]`);
  if (button !== null) button.click();
  return button !== null;
}

function edit(fact) {
  const details = fact === null ? null : fact.querySelector("details.edit");
  if (details === null) return;
  details.open = true;
  details.querySelector("input[name=value], select").focus();
}

const keys = {
  j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
  Enter: () => press(focused(), "accept") || move(1),
  a: () => press((focused() || document.querySelector(".thing.open .fact"))?.closest(".thing") ?? null, "all"),
  e: () => edit(focused()),
  x: () => press(focused(), "reject"),
  u: () => press(document, "undo"),
  n: () => press(document, "next-document"),
  "?": () => { const help = document.querySelector(".keys"); help.open = !help.open; },
};

document.addEventListener("keydown", (event) => {
  const there = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && there.closest("details[open]")) {
    const fact = there.closest(".fact");
    there.closest("details[open]").open = false;
    if (fact) fact.focus();
    return;
  }
  if (there.matches("input, select, textarea")) return;
  if (event.key === "Enter" && there.matches("a, button, summary")) return;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
document.addEventListener("focusin", () => light(focused()));

// After a decision the page comes back at the next fact: go on from there.
const wanted = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (wanted !== null && wanted.matches(".fact")) wanted.focus();
else if (wanted !== null && wanted.matches(".thing")) wanted.querySelector(".fact")?.focus();
for (const mark of marks) {
  mark.addEventListener("click", () => document.getElementById(mark.dataset.facts.split(" ")[0])?.focus());
}
