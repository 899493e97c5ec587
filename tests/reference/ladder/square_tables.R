# Tests on square tables and a panel of measurements, from R.
# Run in this folder: Rscript square_tables.R
# (made with R 4.2.2, packages coin, vcd and msm of Debian 12)
#   Stuart-Maxwell: coin::mh_test, asymptotic. Bhapkar: from the generalised least squares of the
#   margins, written out below. Bowker: stats::mcnemar.test.
suppressPackageStartupMessages({library(coin); library(vcd); library(msm)})

bhapkar <- function(t) {
  n <- sum(t); p <- t / n; k <- nrow(t)
  d <- (rowSums(p) - colSums(p))[-k]
  v <- -(p + t(p)) - outer(rowSums(p) - colSums(p), rowSums(p) - colSums(p))
  diag(v) <- rowSums(p) + colSums(p) - 2 * diag(p) - (rowSums(p) - colSums(p))^2
  n * drop(d %*% solve(v[-k, -k]) %*% d)
}

data(VisualAcuity)  # vcd; Stuart (1953, 1955)
women <- xtabs(Freq ~ right + left, data = subset(VisualAcuity, gender == "female"))
men <- xtabs(Freq ~ right + left, data = subset(VisualAcuity, gender == "male"))
data(SexualFun)     # vcd; Agresti (1990): husbands and wives
# A ladder of six rungs, and one in which rungs 4 to 6 hold few clients.
ladder <- matrix(c(120, 30, 14, 2, 3, 4,  12, 95, 28, 9, 6, 10,  4, 15, 60, 12, 8, 9,
                   1, 3, 7, 22, 5, 6,  0, 1, 2, 3, 14, 7,  0, 1, 1, 0, 4, 18), 6, byrow = TRUE)
small <- matrix(c(9, 3, 1, 1,  1, 7, 2, 1,  1, 0, 4, 2,  1, 1, 1, 3), 4, byrow = TRUE)
tables <- list(vision_women = unclass(women), vision_men = unclass(men),
               couples = unclass(SexualFun), ladder = ladder, small = small)

cells <- list(); tests <- list()
number <- function(x) trimws(formatC(x, digits = 15, format = "g"))
for (name in names(tables)) {
  t <- matrix(as.numeric(tables[[name]]), nrow(tables[[name]]))
  k <- nrow(t)
  cells[[name]] <- data.frame(table = name, from = rep(1:k, k), to = rep(1:k, each = k), count = as.vector(t))
  both <- as.table(t); dimnames(both) <- list(from = 1:k, to = 1:k)
  mh <- mh_test(both)
  sm <- as.numeric(statistic(mh))
  bk <- bhapkar(t)
  bw <- mcnemar.test(t)
  zero <- any((t + t(t))[upper.tri(t)] == 0)
  tests[[name]] <- data.frame(
    table = name, test = c("stuart_maxwell", "bhapkar", "bowker"),
    statistic = number(c(sm, bk, unname(bw$statistic))),
    df = c(k - 1, k - 1, unname(bw$parameter)),
    p = number(c(as.numeric(pvalue(mh)), pchisq(bk, k - 1, lower.tail = FALSE), bw$p.value)))
  stopifnot(!zero)
}
write.csv(do.call(rbind, cells), "square_tables.csv", row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, tests), "square_tests.csv", row.names = FALSE, quote = FALSE)

# A panel: 120 clients, one to five measurements on a ladder of five rungs.
set.seed(20250101)
moves <- matrix(0.05, 5, 5); diag(moves) <- 0.6
for (i in 1:4) moves[i, i + 1] <- 0.25
moves <- moves / rowSums(moves)
rows <- list()
for (client in 1:120) {
  day <- as.Date("2024-01-01") + sample(0:60, 1); rung <- sample(1:5, 1, prob = 5:1)
  for (i in 1:sample(1:5, 1)) {
    rows[[length(rows) + 1]] <- data.frame(client_id = sprintf("c%03d", client), date = day, rung = rung)
    day <- day + sample(60:120, 1); rung <- sample(1:5, 1, prob = moves[rung, ])
  }
}
panel <- do.call(rbind, rows)
write.csv(panel, "panel.csv", row.names = FALSE, quote = FALSE)
first <- panel[!duplicated(panel$client_id), ]
last <- panel[!duplicated(panel$client_id, fromLast = TRUE), ]
ends <- rbind(first, last)
ends <- ends[ends$client_id %in% first$client_id[first$date != last$date], ]
ends <- ends[order(ends$client_id, ends$date), ]
table <- statetable.msm(rung, client_id, data = ends)
write.csv(as.data.frame(table), "panel_table.csv", row.names = FALSE, quote = FALSE)
pairs <- data.frame(first = ends$rung[seq(1, nrow(ends), 2)], last = ends$rung[seq(2, nrow(ends), 2)])
# Wilcoxon's signed rank test with Pratt's zeros, asymptotic, two-sided.
w <- wilcoxsign_test(last ~ first, data = pairs, zero.method = "Pratt", distribution = "asymptotic")
write.csv(data.frame(statistic = number(as.numeric(statistic(w))), p = number(as.numeric(pvalue(w)))),
          "panel_wilcoxon.csv", row.names = FALSE, quote = FALSE)
