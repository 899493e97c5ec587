"""What would have happened anyway, as measured in the control group of a lot."""
