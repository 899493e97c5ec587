# Goodman's simultaneous intervals from the formula of his article, in R.
# Run in this folder: Rscript goodman.R   (made with R 4.2.2)
tables <- list(groningen = c(52, 19, 20, 3, 1, 6, 1), even = rep(40, 5), gap = c(60, 0, 30, 10), large = c(9000, 2500, 700, 300))
rows <- lapply(names(tables), function(name) {
  x <- tables[[name]]; n <- sum(x); k <- length(x)
  a <- qchisq(1 - 0.05 / k, 1)
  half <- sqrt(a * (a + 4 * x * (n - x) / n))
  number <- function(v) trimws(formatC(v, digits = 15, format = "g"))
  data.frame(table = name, count = x, lower = number((a + 2 * x - half) / (2 * (n + a))), upper = number((a + 2 * x + half) / (2 * (n + a))))
})
write.csv(do.call(rbind, rows), "goodman.csv", row.names = FALSE, quote = FALSE)
