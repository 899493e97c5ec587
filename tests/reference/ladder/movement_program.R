# Bounds on movement between two distributions that are known up to limits, with lpSolve.
# `start` and `end` have columns low, high and whole, a row per rung and the last of the unknown rung.
# A share of the clients with a known rung is a quotient of two sums: Dinkelbach's iterations give it,
# each a linear programme with the clients themselves as unknowns (no change of variables).
library(lpSolve)
extreme <- function(start, end, top, bottom, largest) {
  m <- nrow(start); n <- m * m + 2  # cells by column, then the scale of either moment
  con <- list(); dir <- character(); rhs <- numeric()
  add <- function(row, d, r) { con[[length(con) + 1]] <<- row; dir <<- c(dir, d); rhs <<- c(rhs, r) }
  for (k in 1:m) for (moment in 1:2) {
    s <- list(start, end)[[moment]]
    cells <- matrix(0, m, m); if (moment == 1) cells[k, ] <- 1 else cells[, k] <- 1
    scale <- c(0, 0); scale[moment] <- 1
    add(c(cells, -scale * s$low[k]), ">=", 0)
    add(c(cells, -scale * s$high[k]), "<=", 0)
  }
  for (moment in 1:2) { w <- list(start, end)[[moment]]$whole[1]
    if (!is.na(w)) { scale <- c(0, 0); scale[moment] <- 1; add(c(rep(1, m * m), -scale * w), "=", 0) } }
  add(c(rep(1, m * m), 0, 0), "=", 1)
  ratio <- if (largest) 0 else 1
  for (step in 1:50) {
    goal <- if (largest) "max" else "min"
    found <- lp(goal, c(top - ratio * bottom, 0, 0), do.call(rbind, con), dir, rhs)
    cells <- found$solution[1:(m * m)]
    new <- sum(top * cells) / sum(bottom * cells)
    if (abs(new - ratio) < 1e-13) break
    ratio <- new
  }
  ratio
}
movement <- function(start, end, everyone) {
  m <- nrow(start); k <- m - 1; i <- row(diag(m)); j <- col(diag(m)); known <- i < m & j < m
  bottom <- if (everyone) matrix(1, m, m) else known * 1
  certain <- list(up = known & j > i, down = known & j < i, moved = known & i != j)
  possible <- list(
    up = certain$up | (i < k & j == m) | (i == m & j > 1 & j < m) | (i == m & j == m),
    down = certain$down | (i > 1 & i < m & j == m) | (i == m & j < k) | (i == m & j == m))
  low <- function(way) extreme(start, end, c(certain[[way]] * 1), c(bottom), FALSE)
  high <- function(way) extreme(start, end, c((if (everyone) possible else certain)[[way]] * 1), c(bottom), TRUE)
  data.frame(up_min = low("up"), up_max = high("up"), down_min = low("down"), down_max = high("down"), moved_min = low("moved"))
}
