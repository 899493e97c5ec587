# Steps between rungs in continuous time, from pairs of measurements at unequal times.
# Run in this folder: Rscript step_rates.R   (made with R 4.2.2, msm 1.7)
# step_pairs.csv      clients invented here: rung at the first and the last measurement, months between
# step_rates.csv      maximum likelihood of msm: logarithm of each rate per month, its standard error
# step_projection.csv pmatrix.msm: shares 6 and 12 months after the last measurements
suppressMessages(library(msm))
set.seed(20261129)
number <- function(x) trimws(formatC(x, digits = 17, format = "g"))
rates <- function(up, down) { q <- diag(0, length(up) + 1); for (i in seq_along(up)) { q[i, i + 1] <- up[i]; q[i + 1, i] <- down[i] }; q }
true <- rates(c(.06, .04, .03), c(.02, .03, .01))
diag(true) <- -rowSums(true)
n <- 400
pairs <- data.frame(first = sample(1:4, n, TRUE, c(.3, .3, .25, .15)), months = round(runif(n, 1, 20), 1))
pairs$last <- sapply(seq_len(n), function(i) sample(1:4, 1, prob = MatrixExp(true, pairs$months[i])[pairs$first[i], ]))
write.csv(pairs, "step_pairs.csv", row.names = FALSE, quote = FALSE)
long <- data.frame(id = rep(seq_len(n), each = 2), t = as.vector(rbind(0, pairs$months)), rung = as.vector(rbind(pairs$first, pairs$last)))
fitted <- function(rows) msm(rung ~ t, subject = id, data = long[long$id %in% rows, ], qmatrix = rates(rep(.05, 3), rep(.02, 3)),
  method = "BFGS", control = list(reltol = 1e-16, maxit = 5000, fnscale = 500, ndeps = rep(1e-6, 6)))
fit <- fitted(seq_len(n))
# msm goes by row of the matrix: up 1, down 1, up 2, ...
by_side <- c(1, 3, 5, 2, 4, 6)
halves <- split(seq_len(n), pairs$months <= median(pairs$months))
apart <- sum(sapply(halves, function(rows) -fitted(rows)$minus2loglik / 2))
write.csv(data.frame(log_rate = number(fit$estimates[by_side]), standard_error = number(sqrt(diag(fit$covmat))[by_side]),
  log_likelihood = number(-fit$minus2loglik / 2), log_likelihood_apart = number(apart)), "step_rates.csv", row.names = FALSE, quote = FALSE)
now <- table(factor(pairs$last, 1:4)) / n
shares <- do.call(rbind, lapply(c(6, 12), function(m) data.frame(months = m, rung = 1:4,
  share = number(as.vector(now %*% unclass(pmatrix.msm(fit, t = m, ci = "none")))))))
write.csv(shares, "step_projection.csv", row.names = FALSE, quote = FALSE)
