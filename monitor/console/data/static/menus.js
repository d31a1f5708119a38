// Datasette's menu of a column, in the words of this page.
document.addEventListener("DOMContentLoaded", () => {
  const words = document.getElementById("menu-words").dataset;
  const said = { "sort-asc": "sortAsc", "sort-desc": "sortDesc", facet: "facet", "hide-column": "hideColumn", "show-all-columns": "showAllColumns", "not-blank": "notBlank" };
  for (const [name, word] of Object.entries(said)) {
    for (const item of document.querySelectorAll(`a.dropdown-${name}`)) item.textContent = words[word];
  }
  for (const cross of document.querySelectorAll('a[aria-label="Remove this filter"]')) cross.setAttribute("aria-label", words.remove);
});
