"""How a chapter is presented and printed, for nbconvert: see ../TEACHING.md.

.venv/bin/python -m nbconvert --config notebooks/printing/config.py \
    --to slides --post serve notebooks/03_sum_of_sigmoids.ipynb
"""

from pathlib import Path

c = get_config()  # noqa: F821 (nbconvert defines it)
here = Path(__file__).parent
c.TemplateExporter.extra_template_paths = [str(here)]
c.HTMLExporter.template_file = "page.html.j2"
c.PythonExporter.template_file = "script.py.j2"

slides = c.SlidesExporter
slides.template_file = "slides.html.j2"
slides.exclude_input = True  # pictures fill slides; what matters is printed
slides.reveal_width, slides.reveal_height = "1280", "720"
slides.reveal_transition, slides.reveal_number = "none", "c/t"
slides.reveal_theme = "white"  # the default one asks for fonts of a stranger
slides.reveal_url_prefix = "https://unpkg.com/reveal.js@5"

# Without a network: npm install --prefix notebooks reveal.js@5 mathjax@2
if (here.parent / "node_modules").is_dir():
    slides.reveal_url_prefix = "node_modules/reveal.js"
    mathjax = "node_modules/mathjax/MathJax.js?config=TeX-AMS_SVG,Safe"
    slides.mathjax_url = c.HTMLExporter.mathjax_url = mathjax
