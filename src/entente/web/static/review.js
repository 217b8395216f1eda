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

// What is selected in the text, with its offset in code points of the stored text.
let selected = null;
let current = null;

function noteSelection() {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || text === null) return;
  const range = selection.getRangeAt(0);
  const line = (range.startContainer.parentElement ?? text).closest("p[data-start]");
  if (line === null || !text.contains(line)) return;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = [...range.toString()];
  const lead = raw.length - [...range.toString().trimStart()].length;
  const words = range.toString().trim();
  if (words !== "") selected = { words, at: Number(line.dataset.start) + [...before.toString()].length + lead };
}

function fill(form) {
  const words = form === null ? null : form.querySelector("[data-words]");
  if (words === null || selected === null || words.value !== "") return;
  words.value = selected.words;
  form.querySelector("[data-at]").value = String(selected.at);
}

// The words of a fact become those that are selected.
function anchor(fact) {
  const form = document.getElementById("selection");
  if (fact === null || form === null || selected === null) return;
  const [thing, field] = fact.id.split(".");
  const values = { then: `${location.pathname}#${fact.id}`, thing, field, ...selected };
  for (const [name, value] of Object.entries(values)) form.elements[name].value = String(value);
  form.submit();
}

function open(summary) {
  if (summary === null) return;
  summary.parentElement.open = true;
  summary.parentElement.querySelector("input:not([type=hidden])")?.focus();
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
  m: () => anchor(focused() ?? current),
  c: () => press((focused() ?? current)?.closest(".thing") ?? null, "mend"),
  "+": () => open(document.querySelector('[data-action="add"]')),
  s: () => open(document.querySelector('[data-action="aside"]')),
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
document.addEventListener("focusin", () => { current = focused() ?? current; light(focused()); });
document.addEventListener("selectionchange", noteSelection);
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-words]")) fill(event.target.form);
});
// Words that are typed lose the offset of those that were selected.
for (const words of document.querySelectorAll("[data-words]")) {
  words.addEventListener("input", () => { words.form.querySelector("[data-at]").value = ""; });
}

// After a decision the page comes back at the next fact: go on from there.
const wanted = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (wanted !== null && wanted.matches(".fact")) wanted.focus();
else if (wanted !== null && wanted.matches(".thing")) wanted.querySelector(".fact")?.focus();
for (const mark of marks) {
  mark.addEventListener("click", () => document.getElementById(mark.dataset.facts.split(" ")[0])?.focus());
}
