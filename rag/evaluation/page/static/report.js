// Sorting, filtering and finding in the list of questions; without it the list is still whole.
(() => {
  const list = document.getElementById("questions");
  if (!list) return;
  const items = [...list.children];
  const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const find = document.getElementById("find");
  const shown = document.getElementById("shown");
  const chips = [...document.querySelectorAll("[data-outcome].chip")];
  const heads = [...document.querySelectorAll("[data-sort]")];
  const numeric = new Set(["order", "f1", "confidence", "rank"]);

  function filter() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const outcomes = new Set(
      chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.dataset.outcome),
    );
    let count = 0;
    for (const item of items) {
      const fits = !outcomes.size || outcomes.has(item.dataset.outcome);
      item.hidden = !fits || !words.every((word) => texts.get(item).includes(word));
      count += !item.hidden;
    }
    shown.textContent = `${count.toLocaleString("en")} question${count === 1 ? "" : "s"}`;
  }

  function sort(head) {
    const name = head.dataset.sort;
    const way = head.dataset.way === "up" ? "down" : "up";
    for (const other of heads) delete other.dataset.way;
    head.dataset.way = way;
    const sign = way === "up" ? 1 : -1;
    const value = (item) => (numeric.has(name) ? Number(item.dataset[name]) : item.dataset[name]);
    items.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return (x < y ? -sign : x > y ? sign : 0) || a.dataset.order - b.dataset.order;
    });
    list.append(...items);
  }

  find.addEventListener("input", filter);
  for (const head of heads) head.addEventListener("click", () => sort(head));
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.ariaPressed = chip.ariaPressed === "true" ? "false" : "true";
      filter();
    });
  }
})();
