// Pages work without any of this; it makes some of them quicker to use.
import { initAll } from "./govuk.js";

initAll();
stepThroughChanges();
followJob();

// n and p go to the next and the previous change of a comparison.
function stepThroughChanges() {
  const changes = [...document.querySelectorAll("[data-change]")];
  if (!changes.length) return;
  for (const note of document.querySelectorAll(".mi-keys")) note.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    const at = changes.indexOf(document.activeElement?.closest("[data-change]"));
    const next = at < 0 ? (step > 0 ? 0 : changes.length - 1) : at + step;
    if (next < 0 || next >= changes.length) return;
    changes[next].focus({ preventScroll: true });
    changes[next].scrollIntoView({ block: "start" });
    event.preventDefault();
  });
}

// Says how far some work is, and loads the page anew when it has ended.
async function followJob() {
  const told = document.querySelector("[data-job]");
  if (!told) return;
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    const answer = await fetch(told.dataset.job).catch(() => null);
    if (!answer?.ok) continue;
    const job = await answer.json();
    if (job.ended) return location.reload();
    if (job.total) told.textContent = `${job.done} of ${job.total}`;
  }
}
