// A draft saves itself: a moment after the last key, or at once when something is chosen, the form goes to data-save. The answer
// is the same page, and its data-live parts take the place of ours; the first save makes the draft, so the page's address changes
// with it. Where somebody else changed the same field (409), nothing more is saved by itself: pressing the button shows both.
const form = document.querySelector("form[data-save]");
const said = form.querySelector("[data-saved]");
let waiting = 0;
let saving = false;
let again = false;
let pressed = null;
let both = false;

function take(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceWith(fresh);
  }
  const made = page.querySelector("form[data-save]");
  form.dataset.save = made.dataset.save;
  history.replaceState(null, "", made.dataset.at);
}

async function keep() {
  if (saving) { again = true; return; }
  saving = true;
  let kept = false;
  try {
    const answer = await fetch(form.dataset.save, { method: "POST", body: new FormData(form) });
    kept = answer.ok;
    both = answer.status === 409;
    if (kept) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { /* the network is away: the next key tries again */ }
  said.textContent = kept ? said.dataset.yes : both && said.dataset.both || said.dataset.no;
  saving = false;
  if (pressed) { form.requestSubmit(pressed); return; }
  if (again) { again = false; keep(); }
}

form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  if (both) return;
  waiting = setTimeout(keep, event.target.type === "radio" ? 0 : 700);
});
form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  if (saving) { event.preventDefault(); pressed = event.submitter; }
});
