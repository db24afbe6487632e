// The parts of Plotly that the charts use, and no more. The core brings lines and dots.
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import scatterpolar from "plotly.js/lib/scatterpolar";

Plotly.register([bar, scatterpolar]);

export default Plotly;
