# Acceptability, frontier and EVPI of 40 draws of three options, written out as loops in base R.
# The draws are in draws.csv (effects in 64ths, so that two options tie exactly in some draws). Run here with:
#   Rscript draws_by_brute_force.R
# R 4.2.2; writes draws.csv and draws_by_brute_force.csv.
set.seed(20261121)
n <- 40
costs <- cbind(rep(0, n), round(rnorm(n, 3000, 800), -2), round(rnorm(n, 5200, 1500), -2))
effects <- cbind(rep(0, n), round(64 * rbeta(n, 8, 40)) / 64, round(64 * rbeta(n, 12, 40)) / 64)
draws <- data.frame(costs, effects)
names(draws) <- c("cost_1", "cost_2", "cost_3", "effect_1", "effect_2", "effect_3")
write.csv(draws, "draws.csv", row.names = FALSE, quote = FALSE)

rows <- list()
for (amount in seq(0, 50000, by = 2500)) {
  wins <- c(0, 0, 0); highest <- 0
  for (i in 1:n) {
    benefit <- amount * effects[i, ] - costs[i, ]
    top <- which(abs(benefit - max(benefit)) < 1e-9)
    wins[top] <- wins[top] + 1 / length(top)
    highest <- highest + max(benefit)
  }
  means <- amount * colMeans(effects) - colMeans(costs)
  best <- which.max(means)
  rows[[length(rows) + 1]] <- data.frame(
    amount = amount, p_1 = wins[1] / n, p_2 = wins[2] / n, p_3 = wins[3] / n,
    best = best - 1, frontier = wins[best] / n, evpi = highest / n - max(means)
  )
}
write.csv(do.call(rbind, rows), "draws_by_brute_force.csv", row.names = FALSE, quote = FALSE)
