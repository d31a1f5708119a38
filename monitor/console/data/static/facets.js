// table.js asks for this before it offers to facet by a column.
window.DATASETTE_ALLOW_FACET = true;
