// Runs before anything is drawn: the chosen colours, and room for what the script will add.
{
  const root = document.documentElement;
  root.classList.add("js");
  if (window.parent !== window) root.classList.add("embedded");
  try {
    const chosen = localStorage.getItem("chronology-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch { /* storage is closed to this page: it follows the system */ }
}
