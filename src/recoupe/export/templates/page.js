// Links text and cards, filters, keys. Reads the page, writes no HTML: everything shown was escaped on the server.
"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const byId = (id) => document.getElementById(id);
  const cards = all(".card");
  const segments = all(".s[data-c]");
  const pills = all(".pills button");
  const [type, voice, search, tip, help] = ["type", "voice", "search", "tip", "help"].map(byId);
  const coded = byId("coded");
  const words = new Map(cards.map((card) => [card, fold(card.textContent)]));
  let current = null;
  let status = "";

  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }
  const has = (element, key, id) => (element.dataset[key] || "").split(" ").includes(id);
  const visible = () => cards.filter((card) => !card.hidden);

  function mark(id, name, on) {
    segments.forEach((segment) => has(segment, "c", id) && segment.classList.toggle(name, on));
    all(".edge").forEach((edge) => has(edge, "claim", id) && edge.classList.toggle(name, on));
  }

  function choose(card, { text = true, list = true } = {}) {
    if (current) {
      current.classList.remove("on");
      current.removeAttribute("aria-current");
      mark(current.id, "on", false);
    }
    current = card;
    if (!card) return;
    card.classList.add("on");
    card.setAttribute("aria-current", "true");
    mark(card.id, "on", true);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (list) card.scrollIntoView({ block: "nearest", behavior: calm });
    const first = segments.find((segment) => has(segment, "c", card.id) && segment.classList.contains("trigger")) || segments.find((segment) => has(segment, "c", card.id));
    if (text && first) {
      const box = first.getBoundingClientRect();
      if (box.top < 60 || box.bottom > innerHeight - 60) first.scrollIntoView({ block: "center", behavior: calm });
    }
  }

  function step(way) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? (way > 0 ? 0 : shown.length - 1) : (at + way + shown.length) % shown.length];
    choose(next);
    next.focus({ preventScroll: true });
  }

  function filter() {
    const asked = fold(search.value.trim());
    cards.forEach((card) => {
      const fits = (!status || card.dataset.status === status) && (!type.value || card.dataset.type === type.value)
        && (!voice.value || card.dataset.voice === voice.value) && (!coded || !coded.value || card.dataset.coded === coded.value) && (!asked || words.get(card).includes(asked));
      card.hidden = !fits;
      mark(card.id, "off", false);
    });
    const shown = new Set(visible().map((card) => card.id));
    segments.forEach((segment) => segment.classList.toggle("off", !segment.dataset.c.split(" ").some((id) => shown.has(id))));
    pills.forEach((pill) => pill.setAttribute("aria-pressed", String(pill.dataset.status === status)));
    byId("count").firstElementChild.textContent = String(shown.size);
    byId("nomatch").hidden = shown.size > 0;
    if (current && current.hidden) choose(null);
  }

  function reset() {
    status = type.value = voice.value = search.value = "";
    if (coded) coded.value = "";
    filter();
  }

  function open(id) {
    const card = byId(id);
    if (!card || !card.classList.contains("card")) return false;
    if (card.hidden) reset();
    choose(card);
    card.focus({ preventScroll: true });
    return true;
  }

  function showTip(segment) {
    const ids = (segment.dataset.m || "").split(" ").filter(Boolean);
    const found = ids.map((id) => all("[data-tip]", byId("tips")).find((each) => each.dataset.tip === id)).filter(Boolean);
    if (!found.length) return hideTip();
    tip.replaceChildren(...found.map((each) => each.cloneNode(true)));
    tip.hidden = false;
    const box = segment.getClientRects()[0] || segment.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const below = box.bottom + 8 + size.height < innerHeight || box.top < size.height + 8;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${below ? box.bottom + 8 : box.top - size.height - 8}px`;
  }
  const hideTip = () => { tip.hidden = true; };

  all(".s").forEach((segment) => {
    segment.addEventListener("mouseenter", () => {
      if (segment.dataset.m) showTip(segment);
      (segment.dataset.c || "").split(" ").filter(Boolean).forEach((id) => byId(id).classList.add("hover"));
    });
    segment.addEventListener("mouseleave", () => {
      hideTip();
      (segment.dataset.c || "").split(" ").filter(Boolean).forEach((id) => byId(id).classList.remove("hover"));
    });
    segment.addEventListener("click", () => {
      const here = (segment.dataset.c || "").split(" ").filter((id) => id && !byId(id).hidden);
      if (here.length) choose(byId(here[(here.indexOf(current && current.id) + 1) % here.length]), { text: false });
    });
  });
  cards.forEach((card) => {
    card.addEventListener("mouseenter", () => mark(card.id, "hover", true));
    card.addEventListener("mouseleave", () => mark(card.id, "hover", false));
    card.addEventListener("click", (event) => event.target.closest("a, summary") || choose(card, { list: false }));
    card.addEventListener("keydown", (event) => event.key === "Enter" && event.target === card && choose(card));
  });
  all(".edge").forEach((edge) => {
    edge.setAttribute("tabindex", "0");
    const go = () => edge.dataset.claim.split(" ").some(open);
    edge.addEventListener("click", go);
    edge.addEventListener("keydown", (event) => event.key === "Enter" && go());
  });
  all("[data-warning]").forEach((button) => button.addEventListener("click", () => {
    all(".s.warned").forEach((segment) => segment.classList.remove("warned"));
    const there = all(".s[data-w]").filter((segment) => has(segment, "w", button.dataset.warning));
    there.forEach((segment) => segment.classList.add("warned"));
    if (there.length) there[0].scrollIntoView({ block: "center" });
  }));
  function refuse(button) {
    const was = button.getAttribute("aria-pressed") === "true";
    all("[data-refusal]").forEach((each) => each.setAttribute("aria-pressed", "false"));
    all(".s.refusal").forEach((segment) => segment.classList.remove("refusal"));
    if (was) return;
    button.setAttribute("aria-pressed", "true");
    const there = all(".s[data-r]").filter((segment) => has(segment, "r", button.dataset.refusal));
    there.forEach((segment) => segment.classList.add("refusal"));
    if (there.length) there[0].scrollIntoView({ block: "center" });
  }
  all("[data-refusal]").forEach((button) => button.addEventListener("click", () => refuse(button)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#c"]');
    if (link && open(link.getAttribute("href").slice(1))) event.preventDefault();
  });
  pills.forEach((pill) => pill.addEventListener("click", () => { status = pill.dataset.status; filter(); }));
  [type, voice].forEach((select) => select.addEventListener("change", filter));
  if (coded) coded.addEventListener("change", filter);
  search.addEventListener("input", filter);
  byId("reset").addEventListener("click", reset);
  byId("helpbutton").addEventListener("click", () => help.showModal());
  byId("closehelp").addEventListener("click", () => help.close());
  addEventListener("scroll", hideTip, { passive: true });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      hideTip();
      if (typing) event.target.blur();
      reset();
      choose(null);
      return;
    }
    if (typing) return;
    const keys = {
      j: () => step(1),
      k: () => step(-1),
      f: () => { status = pills[(pills.findIndex((pill) => pill.dataset.status === status) + 1) % pills.length].dataset.status; filter(); },
      r: () => {
        const list = byId("refused");
        if (!list) return;
        list.open = true;
        list.querySelector("summary").focus();
      },
      "/": () => search.focus(),
      "?": () => help.showModal(),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  if (location.hash.length > 1) open(location.hash.slice(1));
})();
