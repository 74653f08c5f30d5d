"""The raw document, rendered by Redoc from the site's own copy."""

from html import escape

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: OpenAPI document</title>
<link rel="icon" href="../../assets/images/favicon.png">
<style>body {{ margin: 0 }} .back {{ font: 14px sans-serif; padding: .6rem 1rem; background: #00695c }} .back a {{ color: #fff }}
#document pre {{ white-space: pre-wrap; overflow-wrap: anywhere }}</style>
</head>
<body>
<header class="back"><a href="operations.html">identkit: {title}, operations</a></header>
<main id="document"></main>
<noscript>This page needs JavaScript; the document itself is <a href="openapi.json">openapi.json</a>.</noscript>
<script src="openapi.js"></script>
<script src="../../assets/redoc.standalone.js"></script>
<script>
Redoc.init(window.openapi, {{
  disableSearch: true, hideDownloadButton: false, nativeScrollbars: true, expandResponses: "200,201",
  downloadUrls: [{{ title: "openapi.json", url: "openapi.json" }}],
  theme: {{
    typography: {{
      fontFamily: "system-ui, sans-serif",
      headings: {{ fontFamily: "system-ui, sans-serif" }},
      code: {{ fontFamily: "ui-monospace, monospace", wrap: true }},
    }},
    colors: {{ primary: {{ main: "#00695c" }} }},
  }},
}}, document.getElementById("document"));
// The renderer skips levels of headings; those who listen to the page get them without gaps.
const level = (heading) => Number(heading.getAttribute("aria-level") || heading.tagName[1])
new MutationObserver(() => {{
  let before = 0
  document.querySelectorAll("#document :is(h1, h2, h3, h4, h5, h6)").forEach((heading) => {{
    if (level(heading) > before + 1) heading.setAttribute("aria-level", before + 1)
    before = level(heading)
  }})
}}).observe(document.getElementById("document"), {{ childList: true, subtree: true }})
</script>
</body>
</html>
"""


def openapi_page(title: str, _name: str) -> str:
    """The page with the renderer; `openapi.js` beside it holds the document, so that it works from the disk."""
    return _PAGE.format(title=escape(title))
