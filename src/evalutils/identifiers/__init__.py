"""What tells who somebody is: numbers, addresses and names of persons, found in any text."""
