# Miettinen-Nurminen intervals by brute force: the likelihood is maximised numerically under each
# difference or ratio, and the limits are found with uniroot. Base R only.
# Rscript tests/reference/effect/two_proportions.R tests/reference/effect
folder <- commandArgs(TRUE)[1]

loglik <- function(x, n, p) {
  term <- function(k, q) ifelse(k == 0, 0, k * log(q))
  term(x, p) + term(n - x, 1 - p)
}
z <- function(x1, n1, x0, n0, other, low, high, distance, spread) {
  f <- function(p) loglik(x0, n0, p) + loglik(x1, n1, other(p))
  p <- optimize(f, c(low, high), maximum = TRUE, tol = 1e-14)$maximum
  # the likeliest share may lie on an end, which optimize does not try
  for (end in c(low, high)) if (isTRUE(f(end) >= f(p))) p <- end
  v <- spread(other(p), p) * (n1 + n0) / (n1 + n0 - 1)
  if (abs(distance) < 1e-12) 0 else distance / sqrt(v)
}
z_diff <- function(x1, n1, x0, n0, d) z(
  x1, n1, x0, n0, function(p) p + d, max(0, -d), min(1, 1 - d), x1 / n1 - x0 / n0 - d,
  function(q, p) q * (1 - q) / n1 + p * (1 - p) / n0)
z_ratio <- function(x1, n1, x0, n0, r) z(
  x1, n1, x0, n0, function(p) p * r, 0, min(1, 1 / r), x1 / n1 - r * x0 / n0,
  function(q, p) q * (1 - q) / n1 + r^2 * p * (1 - p) / n0)
crossing <- function(f, from, to) uniroot(f, c(from, to), tol = 1e-12)$root

cases <- data.frame(
  count = c(56, 9, 43, 30, 2, 120, 15), n = c(70, 10, 178, 200, 60, 400, 150),
  control_count = c(48, 3, 34, 25, 9, 100, 15), control_n = c(80, 10, 179, 100, 55, 380, 150))
crit <- qnorm(0.975)
rows <- lapply(seq_len(nrow(cases)), function(i) {
  a <- as.list(cases[i, ])
  d <- a$count / a$n - a$control_count / a$control_n
  r <- (a$count / a$n) / (a$control_count / a$control_n)
  zd <- function(v) z_diff(a$count, a$n, a$control_count, a$control_n, v)
  zr <- function(v) z_ratio(a$count, a$n, a$control_count, a$control_n, v)
  data.frame(cases[i, ],
    lower = crossing(function(v) zd(v) - crit, -0.999, d),
    upper = crossing(function(v) zd(v) + crit, d, 0.999),
    ratio_lower = crossing(function(v) zr(v) - crit, 1e-4, r),
    ratio_upper = crossing(function(v) zr(v) + crit, r, 1e4),
    p = 2 * pnorm(-abs(zd(0))))
})
out <- do.call(rbind, rows)
out$holm <- p.adjust(out$p, "holm")
write.csv(format(out, digits = 10), file.path(folder, "two_proportions.csv"), row.names = FALSE, quote = FALSE)

# The examples of Newcombe (1998), Statistics in Medicine 17, 873-890, table II, whose method 6 is
# Miettinen-Nurminen, in its four decimals. Computed here, not taken over.
newcombe <- data.frame(count = c(56, 9, 6, 5, 0, 0, 10, 10),
  n = c(70, 10, 7, 56, 10, 10, 10, 10), control_count = c(48, 3, 2, 0, 0, 0, 0, 0),
  control_n = c(80, 10, 7, 29, 20, 10, 20, 10))
bounds <- sapply(seq_len(nrow(newcombe)), function(i) {
  a <- as.list(newcombe[i, ])
  d <- a$count / a$n - a$control_count / a$control_n
  zd <- function(v) z_diff(a$count, a$n, a$control_count, a$control_n, v)
  upper <- if (d == 1) 1 else crossing(function(v) zd(v) + crit, d, 0.999)
  c(crossing(function(v) zd(v) - crit, -0.999, min(d, 0.9999)), upper)
})
newcombe <- cbind(newcombe, lower = sprintf("%.4f", bounds[1, ]), upper = sprintf("%.4f", bounds[2, ]))
write.csv(newcombe, file.path(folder, "newcombe_1998.csv"), row.names = FALSE, quote = FALSE)

# The smallest rise that is found in 80 of 100 studies, of equal groups.
power <- expand.grid(control_share = c(0.05, 0.19, 0.5), n = c(50, 180, 1000), looks = c(1, 3))
power$rise <- mapply(function(p, n, k) power.prop.test(
  n = n, p1 = p, power = 0.8, sig.level = 0.05 / k, tol = 1e-12)$p2 - p,
  power$control_share, power$n, power$looks)
write.csv(format(power, digits = 10), file.path(folder, "smallest_difference.csv"), row.names = FALSE, quote = FALSE)
