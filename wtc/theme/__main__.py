"""Write ``assets/tokens.css`` from the tokens."""

from wtc.settings import ROOT
from wtc.theme.tokens import stylesheet

(ROOT / "assets" / "tokens.css").write_text(stylesheet())
