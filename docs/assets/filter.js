// A box above each long table that leaves only the rows with the words typed into it.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".md-content table").forEach((table, number) => {
    const rows = [...table.querySelectorAll("tbody tr")]
    if (rows.length < 30) return
    const texts = rows.map((row) => row.textContent.toLowerCase())
    const form = document.createElement("form")
    form.className = "filter"
    form.innerHTML = `<label for="filter-${number}">Show rows with</label><input id="filter-${number}" type="search" autocomplete="off"><output for="filter-${number}"></output>`
    const [input, output] = [form.querySelector("input"), form.querySelector("output")]
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      let shown = 0
      rows.forEach((row, index) => {
        row.hidden = !words.every((word) => texts[index].includes(word))
        if (!row.hidden) shown += 1
      })
      output.textContent = `${shown} of ${rows.length}`
    }
    form.addEventListener("submit", (event) => event.preventDefault())
    input.addEventListener("input", apply)
    const box = table.closest(".scrolling") || table
    box.before(form)
    apply()
  })
})

// The theme puts a landmark without a name into every block of code.
new MutationObserver(() => document.querySelectorAll("nav.md-code__nav").forEach((nav, number) => nav.setAttribute("aria-label", `Code ${number + 1}`)))
  .observe(document.documentElement, { childList: true, subtree: true })
