"""Who acts and what he may do; tokens, encryption, headers, rate limits. Knows no concept of the business."""
