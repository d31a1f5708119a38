"""From a fault that was told to its repair (整改): what people said of it, beside the crawl's word."""
