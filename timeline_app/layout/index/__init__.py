"""Which events stand where: sorted arrays by lane, kept through edits."""
