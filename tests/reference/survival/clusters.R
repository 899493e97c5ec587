# Curves of spells of which some belong to one client, with errors by client.
# Run in this folder: Rscript clusters.R   (made with R 4.2.2, survival 3.5-3)
# cluster_spells.csv  case, client, entry, stop, code (0 censored, 1 and 2 causes)
# cluster_curves.csv  case, time, survival with its error, incidence of cause 1 with its error: the
#                     infinitesimal jackknife of survfit with cluster = client; for several causes
#                     survfit takes no cluster beside id, so that its influences are summed by client
suppressMessages(library(survival))
set.seed(12)
spells <- NULL; curves <- NULL
for (case in c("plain", "late")) {
  n <- 120
  client <- sort(sample(1:70, n, TRUE))
  stop <- sample(1:60, n, TRUE) + 5
  entry <- if (case == "late") pmin(sample(0:30, n, TRUE), stop - 1) else rep(0, n)
  code <- sample(0:2, n, TRUE, c(.3, .4, .3))
  d <- data.frame(case, client, entry, stop, code)
  spells <- rbind(spells, d)
  d$row <- seq_len(n)
  d$state <- factor(d$code, 0:2)
  times <- c(6, 10, 20, 30, 40, 50, 60)
  km <- survfit(Surv(entry, stop, code > 0) ~ 1, d, id = row, cluster = client, robust = TRUE)
  aj <- survfit(Surv(entry, stop, state) ~ 1, d, id = row, influence = TRUE)
  k <- summary(km, times = times); a <- summary(aj, times = times)
  influence <- rowsum(aj$influence.pstate[, findInterval(times, aj$time) + 1, 2], d$client)  # the first is time 0
  curves <- rbind(curves, data.frame(case, time = times, survival = k$surv, survival_error = k$std.err,
    incidence = a$pstate[, 2], incidence_error = sqrt(colSums(influence^2))))
}
write.csv(spells, "cluster_spells.csv", row.names = FALSE, quote = FALSE)
write.csv(format(curves, digits = 15, trim = TRUE), "cluster_curves.csv", row.names = FALSE, quote = FALSE)
