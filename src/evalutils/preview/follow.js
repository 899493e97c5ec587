// Asks the preview how the book stands: loads a new one, and shows what is wrong with the last change.
(() => {
  const box = document.getElementById("evalutils-preview");
  let ended = false;

  function show(mark, banner) {
    if (mark === box.dataset.mark) return;
    box.dataset.mark = mark;
    box.innerHTML = banner;
  }

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch("/.preview/state", { cache: "no-store" });
      const { book, mark, banner } = await answer.json();
      if (book !== box.dataset.book) return location.reload();
      show(mark, banner);
      ended = false;
    } catch {
      // Twice, since a page that is left breaks off what it asked.
      if (ended) show("ended", "<details><summary>The preview has ended.</summary></details>");
      ended = true;
    }
  }

  async function follow() {
    await look();
    setTimeout(follow, 400);
  }

  document.addEventListener("visibilitychange", look);
  follow();
})();
