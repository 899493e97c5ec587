# Present values of two programmes, written out month by month: an independent way to the same sums.
# Run with: Rscript model.R > model.csv   (R 4.2.2, base only)

present <- function(amount, month, rate) amount / (1 + rate)^(month / 12)

programme <- function(name, per_participant, per_exit_cost, saving, exits, lock_in, share, at,
                      horizon, rate, lost) {
  net <- exits * (1 - lost)
  balance <- 0
  worth <- 0
  positive_from <- NA
  for (month in 0:(horizon - 1)) {
    flow <- 0
    if (month == 0) flow <- flow - per_participant - per_exit_cost * exits
    if (month >= lock_in) {
      still <- share^((month - lock_in) / at)
      flow <- flow + net * still * saving
      worth <- worth + present(still * saving, month, rate)
    }
    balance <- balance + present(flow, month, rate)
    if (balance < 0) positive_from <- NA
    else if (is.na(positive_from)) positive_from <- month
  }
  paid <- per_participant + per_exit_cost * exits
  data.frame(name, per_participant, per_exit_cost, saving, exits, lock_in, share, at, horizon, rate,
             lost, npv = balance, ratio = net * worth / paid, month = positive_from,
             needed = 100 * paid / worth, switching = 100 * max(0, 1 - paid / worth / exits))
}

rows <- list()
for (lost in c(0, 0.25, 0.5, 0.75, 1)) {
  rows[[length(rows) + 1]] <- programme("per exit", 0, 7000, 1250, 0.5, 12, 0.9, 12, 36, 0.03, lost)
  rows[[length(rows) + 1]] <- programme("per participant", 3000, 0, 1183.33, 0.9, 6, 0.8, 18, 60,
                                        0.0225, lost)
  rows[[length(rows) + 1]] <- programme("too dear", 9000, 500, 1000, 0.3, 3, 0.7, 6, 24, 0, lost)
}
write.csv(format(do.call(rbind, rows), digits = 15), stdout(), row.names = FALSE, quote = FALSE)
