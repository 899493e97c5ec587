"""What readers see: per subject one module with its table, chart and sentence."""
