// A draft saves itself: one second after the last key, the form goes to data-save; the picture follows the name.
const form = document.querySelector("form[data-save]");
if (form) {
  const said = form.querySelector("[data-saved]");
  const picture = form.querySelector("[data-picture]");
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(form.dataset.save, { method: "POST", body: new FormData(form) });
      said.textContent = answer.ok ? "saved" : "not saved yet";
      if (answer.ok && picture) picture.src = `${picture.src.split("?")[0]}?${Date.now()}`;
    }, 1000);
  });
}
