// Comfort alone: every page works without this file.
"use strict";
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const hits = [...document.querySelectorAll(".find h3 a")];
  const at = hits.indexOf(document.activeElement);
  if (event.key === "/") { document.getElementById("q")?.focus(); event.preventDefault(); }
  else if (event.key === "j" && hits.length) hits[Math.min(at + 1, hits.length - 1)].focus();
  else if (event.key === "k" && hits.length) hits[Math.max(at - 1, 0)].focus();
  else if (event.key === "o" && at >= 0) hits[at].click();
  else if (event.key === "n" || event.key === "p") step(event.key === "n" ? 1 : -1);
});
// n and p: from mark of a hit to the next
function step(by) {
  const marks = [...document.querySelectorAll("mark.hit")];
  if (!marks.length) return;
  const now = marks.findIndex((one) => one.classList.contains("now"));
  marks[now]?.classList.remove("now");
  const next = marks[(now + by + marks.length) % marks.length];
  next.classList.add("now");
  next.scrollIntoView({ block: "center" });
}
// a tick narrows at once
document.querySelector(".facets")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
document.querySelector(".order select")?.addEventListener("change", (event) => event.target.form.requestSubmit());
// on a narrow window the facets start closed
if (matchMedia("(max-width: 60rem)").matches) for (const one of document.querySelectorAll(".facets > details")) one.open = false;
