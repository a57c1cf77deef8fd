// Days as the page shows them everywhere: "2024-01-29" -> "29 January 2024".
(() => {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

  const shown = (iso) => day.format(new Date(`${iso}T12:00`));
  const moment = (time) => `${day.format(time)}, ${hour.format(time)}`;

  window.days = { shown, moment };
})();
