// Comfort only: every page works without it.
"use strict";

// A filter acts when it is chosen; its button is for those without script. Its address, which people
// keep, bears only what was asked for.
for (const form of document.querySelectorAll("form[data-auto]")) {
  form.classList.add("auto");
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
  form.addEventListener("change", () => form.requestSubmit());
}

// Of a list of rows: all of a page at once, and how many are chosen.
for (const form of document.querySelectorAll("form[data-many]")) {
  const all = form.querySelector("[data-all]");
  const boxes = [...form.querySelectorAll("[data-row] input[type=checkbox]")];
  const said = form.querySelector("[data-chosen]");
  const before = said ? said.textContent : "";
  const count = () => {
    const n = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = n ? said.dataset.said.replace("#", n) : before;
    if (all) all.checked = n === boxes.length;
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      count();
    });
  }
  form.addEventListener("change", count);
  // Enter in a field does what stands beside it, never the first button of the form.
  form.addEventListener("keydown", (event) => {
    const beside = event.target.closest(".one");
    if (event.key !== "Enter" || !beside) return;
    event.preventDefault();
    beside.querySelector("button").click();
  });
}

// j and k go through the rows, x chooses, "/" goes to the search, "?" tells of the keys.
const rows = [...document.querySelectorAll("[data-row]")];
let here = -1;

const go = (step) => {
  if (!rows.length) return;
  if (here >= 0) rows[here].classList.remove("here");
  here = Math.min(rows.length - 1, Math.max(0, here + step));
  rows[here].classList.add("here");
  rows[here].querySelector("[data-open]").focus({ preventScroll: true });
  rows[here].scrollIntoView({ block: "nearest" });
};

const keys = {
  j: () => go(1),
  k: () => go(-1),
  x: () => {
    const box = here >= 0 && rows[here].querySelector("input[type=checkbox]");
    if (box) box.click();
  },
  "/": () => {
    const box = document.querySelector("input[type=search]");
    if (box) box.focus();
    else location.assign("/search");
  },
  "?": () => {
    const told = document.querySelector("[data-keys]");
    if (!told) return;
    told.open = !told.open;
    told.scrollIntoView({ block: "nearest" });
  },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
