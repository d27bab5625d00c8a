"""Events as columns: the packed cache and the numbers that stand for dates."""
