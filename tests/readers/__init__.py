"""The tree of a PDF as other projects read it: pdfium, poppler, pdf.js. Each gives words, page by page or whole."""
