"""From values to files: PDF pages and the charts on them."""
