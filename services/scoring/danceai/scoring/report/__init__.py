"""The PDF report: facts as JSON into a Typst template, words from one file per language; and the data files."""
