# Sison and Glaz's simultaneous intervals with the coverage worked out exactly, in R.
# Run in this folder: Rscript sison_glaz.R   (made with R 4.2.2)
#
# Sison and Glaz (1995, formula 7) take c such that v(c) <= 0.95 < v(c + 1), v(c) being the chance
# that all counts fall within c of what was seen, and approximate v. Here v is exact: independent
# Poisson counts with means x_i, cut off at x_i - c and x_i + c and conditioned on their total
# n, are the multinomial counts (Levin 1981, Annals of Statistics 9, 1123-1126), and a sum of
# Poisson counts can be convolved.
tables <- list(
  months = c(56, 72, 73, 59, 62, 87, 58),
  groningen = c(52, 19, 20, 6, 7, 6, 5, 14),
  even = rep(20, 7),
  uneven = c(400, 150, 90, 60, 30, 12, 8, 5)
)
coverage <- function(x, c) {
  n <- sum(x)
  total <- 1
  for (m in x) {
    k <- 0:n
    chance <- ifelse(k >= m - c & k <= m + c, dpois(k, m), 0)
    both <- convolve(total, rev(chance), type = "open")
    total <- both[seq_len(min(length(both), n + 1))]
  }
  total[n + 1] / dpois(n, n)
}
number <- function(v) trimws(formatC(v, digits = 12, format = "g"))
rows <- lapply(names(tables), function(name) {
  x <- tables[[name]]; n <- sum(x); c <- 0
  while (coverage(x, c + 1) <= 0.95) c <- c + 1
  low <- coverage(x, c); high <- coverage(x, c + 1)
  gamma <- (0.95 - low) / (high - low)
  data.frame(table = name, count = x, lower = number(pmax(0, (x - c) / n)), upper = number(pmin(1, (x + c + 2 * gamma) / n)))
})
write.csv(do.call(rbind, rows), "sison_glaz.csv", row.names = FALSE, quote = FALSE)
