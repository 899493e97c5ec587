"""What was read and found right, kept by content, so that it is read and validated once."""
