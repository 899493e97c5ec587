"""What a result rests on besides data: modules of this package, and which of them it uses."""
