// The SQL box: coloured, sent with Shift+Enter, tidied by a button.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("textarea#sql-editor");
  const shown = document.querySelector("pre#sql-query");
  const tidy = document.querySelector("button#sql-format");
  if (box && window.CodeMirror) {
    const editor = CodeMirror.fromTextArea(box, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
    editor.setOption("extraKeys", { "Shift-Enter": () => document.querySelector("form.sql").submit(), Tab: false });
    if (window.cmResize) cmResize(editor, { resizableWidth: false });
    if (tidy && window.sqlFormatter) {
      tidy.hidden = false;
      tidy.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
    }
  } else if (shown && tidy && window.sqlFormatter) {
    tidy.hidden = false;
    tidy.addEventListener("click", () => { shown.textContent = sqlFormatter.format(shown.textContent); });
  }
});
