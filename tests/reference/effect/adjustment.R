# Weighted and doubly robust estimates of two arms, with R 4.2.2, survival 3.5-3.
# Run in this folder: Rscript adjustment.R
library(survival)

set.seed(16)
n <- 600
age <- sample(c("jong", "midden", "oud"), n, TRUE)
school <- sample(c("hoog", "laag"), n, TRUE)
odds <- -0.4 + 0.8 * (age == "jong") - 0.5 * (school == "laag")
arm <- rbinom(n, 1, plogis(odds))
rate <- 0.02 * exp(0.5 * (age == "jong") - 0.4 * (school == "laag") + 0.3 * arm)
work <- rexp(n, rate); other <- rexp(n, 0.012); stop <- runif(n, 10, 60)
time <- pmax(1, ceiling(pmin(work, other, stop)))
event <- ifelse(pmin(work, other) > stop, 0, ifelse(work < other, 1, 2))
people <- data.frame(age, school, arm, time, event)
write.csv(people, "people.csv", row.names = FALSE, quote = FALSE)

horizons <- c(12, 24, 36)
out <- data.frame()
add <- function(figure, target, arm, horizon, value)
  out <<- rbind(out, data.frame(figure, target, arm, horizon, value))

weights_of <- function(people, target) {
  e <- fitted(glm(arm ~ age + school, binomial, people))
  if (target == "treated") ifelse(people$arm == 1, 1, e / (1 - e))
  else ifelse(people$arm == 1, 1 / e, 1 / (1 - e))
}

# Balance (Austin 2009): pooled standard deviation without weights.
for (target in c("treated", "everyone")) {
  w <- weights_of(people, target)
  for (column in c("age", "school")) for (level in sort(unique(people[[column]]))) {
    x <- people[[column]] == level
    p <- sapply(0:1, function(a) mean(x[arm == a]))
    q <- sapply(0:1, function(a) weighted.mean(x[arm == a], w[arm == a]))
    add(paste("balance", column, level), target, NA, NA,
      (q[2] - q[1]) / sqrt(sum(p * (1 - p)) / 2))
  }
}

# Weighted Aalen-Johansen curves and restricted mean: on units that are whole, who leaves at t was
# there for t units.
for (target in c("treated", "everyone")) for (a in 0:1) {
  w <- weights_of(people, target)
  kind <- factor(event, 0:2, c("censored", "work", "other"))
  fit <- survfit(Surv(time, kind) ~ 1, people, weights = w, subset = arm == a)
  found <- summary(fit, times = horizons)
  for (i in seq_along(horizons))
    add("weighted incidence", target, a, horizons[i], found$pstate[i, fit$states == "work"])
  still <- survfit(Surv(time, event > 0) ~ 1, people, weights = w, subset = arm == a)
  add("restricted mean", target, a, 36, summary(still, rmean = 36)$table[["rmean"]])
}

# Augmented estimate by hand: glm for both models, survfit for who is still followed.
augmented <- function(people, target, horizon) {
  w <- weights_of(people, target)
  interest <- if (target == "treated") people$arm else rep(1, nrow(people))
  sapply(0:1, function(a) {
    own <- people[people$arm == a, ]
    # Exits come before the end of follow-up of the same unit.
    late <- own$time + ifelse(own$event == 0, 0.5, 0)
    # Proportional hazards of leaving sight up to the last horizon; baseline by Breslow.
    own$late <- pmin(late, max(horizons)); own$lost <- own$event == 0 & late < max(horizons)
    fit <- coxph(Surv(late, lost) ~ age + school, own, ties = "breslow")
    r <- drop(exp(model.matrix(~ age + school, own)[, -1] %*% coef(fit)))
    at <- sort(unique(own$late[own$lost]))
    base <- sapply(at, function(u) sum(own$lost[own$late == u]) / sum(r[own$late >= u]))
    H <- stepfun(at, c(0, cumsum(base)))
    until <- pmin(own$time, horizon)
    own$known <- (own$event > 0 | own$time >= horizon) / exp(-r * H(until))
    own$y <- as.numeric(own$event == 1 & own$time <= horizon)
    model <- glm(y ~ age + school, quasibinomial, own, weights = known)
    all <- predict(model, people, type = "response")
    mine <- predict(model, own, type = "response")
    (sum(interest * all) + sum(w[people$arm == a] * own$known * (own$y - mine))) / sum(interest)
  })
}
for (target in c("treated", "everyone")) for (horizon in horizons) {
  found <- augmented(people, target, horizon)
  for (a in 0:1) add("augmented", target, a, horizon, found[a + 1])
}
# The error of it by leaving everybody out in turn: with all that is estimated on the way.
for (target in c("treated", "everyone")) {
  left <- sapply(seq_len(n), function(i) diff(augmented(people[-i, ], target, 24)))
  add("jackknife error", target, NA, 24, sqrt((n - 1) / n * sum((left - mean(left))^2)))
}
write.csv(out, "adjustment.csv", row.names = FALSE, quote = FALSE)
