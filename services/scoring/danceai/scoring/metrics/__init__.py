"""What is measured: one module per metric, with everything the product knows of it, in a folder per component.

`catalogue.find_metrics` finds them; nothing lists them. How a metric is added stands in CONTRIBUTING.md.
"""
