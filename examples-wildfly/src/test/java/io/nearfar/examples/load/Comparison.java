package io.nearfar.examples.load;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The same load on the application with and without caches, and whether that is what was promised
 * (F6). The figures are those of the median round.
 */
public final class Comparison {

  private static final double LEAST_TIMES_REQUESTS = 10;
  private static final double MOST_QUERIES = 0.20;
  private static final double LEAST_HIT_RATIO = 0.90;
  private static final double MOST_P95_MILLIS = 50;

  /** Of fewer requests percentiles say nothing. */
  private static final int LEAST_SAMPLES = 100;

  private final Rounds cachedRounds;
  private final Rounds uncachedRounds;
  private final Measured cached;
  private final Measured uncached;

  /** Of both sides. */
  public Comparison(Rounds cached, Rounds uncached) {
    this.cachedRounds = cached;
    this.uncachedRounds = uncached;
    this.cached = cached.median();
    this.uncached = uncached.median();
  }

  /**
   * One side, once.
   *
   * @param figures what the load has shown
   * @param serverProcessorSeconds how long the servers have kept a processor busy meanwhile
   * @param redisProcessorSeconds the same for Redis
   * @param databaseProcessorSeconds the same for the JVM with load and database, without the load
   */
  public record Measured(
      Figures figures,
      double serverProcessorSeconds,
      double redisProcessorSeconds,
      double databaseProcessorSeconds) {}

  /** Requests per second, as a multiple of those without caches. */
  public double timesRequests() {
    return cached.figures.requestsPerSecond() / uncached.figures.requestsPerSecond();
  }

  /** Queries per request, as a fraction of those without caches. */
  public double partOfQueries() {
    return cached.figures.queriesPerRequest() / uncached.figures.queriesPerRequest();
  }

  /**
   * The report.
   *
   * @param name of the report
   * @param setting where and how the load was made; lines of Markdown
   */
  public String report(String name, String setting) {
    return "# Benchmarks "
        + name
        + "\n\n"
        + setting
        + "\n## The application under load\n\n"
        + all()
        + "\n## By request\n\n"
        + kinds();
  }

  private String all() {
    Figures with = cached.figures;
    Figures without = uncached.figures;
    return "| | with caches | without | | F6 |\n| --- | ---: | ---: | ---: | --- |\n"
        + row(
            "requests per second",
            number(with.requestsPerSecond()),
            number(without.requestsPerSecond()),
            number(timesRequests()) + " ×",
            verdict("≥ 10 ×", timesRequests() >= LEAST_TIMES_REQUESTS))
        + eachRound(figures -> number(figures.requestsPerSecond()))
        + row(
            "database queries per request",
            number(with.queriesPerRequest()),
            number(without.queriesPerRequest()),
            percent(partOfQueries()),
            verdict("≤ 20 %", partOfQueries() <= MOST_QUERIES))
        + eachRound(figures -> number(figures.queriesPerRequest()))
        + row(
            "hit ratio",
            hits(with.counts(), Counts::hitRatio),
            hits(without.counts(), Counts::hitRatio),
            "",
            verdict("> 90 %", with.counts().hitRatio() > LEAST_HIT_RATIO))
        + eachRound(figures -> hits(figures.counts(), Counts::hitRatio))
        + row("near hits alone", hits(with.counts(), Counts::nearHitRatio), "", "", "")
        + row("median, ms", number(with.all().p50()), number(without.all().p50()), "", "")
        + row(
            "95 %, ms",
            number(with.all().p95()),
            number(without.all().p95()),
            "",
            verdict("< 50 ms", with.all().p95() < MOST_P95_MILLIS))
        + eachRound(figures -> number(figures.all().p95()))
        + row("99 %, ms", number(with.all().p99()), number(without.all().p99()), "", "")
        + row("requests", count(with.all().count()), count(without.all().count()), "", "")
        + row(
            "processor time per request, ms: WildFly",
            number(perRequest(cached.serverProcessorSeconds, with)),
            number(perRequest(uncached.serverProcessorSeconds, without)),
            "",
            "")
        + row(
            "Redis",
            number(perRequest(cached.redisProcessorSeconds, with)),
            number(perRequest(uncached.redisProcessorSeconds, without)),
            "",
            "")
        + row(
            "the database, and the rest of its JVM but the load",
            number(perRequest(cached.databaseProcessorSeconds, with)),
            number(perRequest(uncached.databaseProcessorSeconds, without)),
            "",
            "")
        + row(
            "the load itself",
            number(perRequest(with.ownProcessorSeconds(), with)),
            number(perRequest(without.ownProcessorSeconds(), without)),
            "",
            "");
  }

  private String kinds() {
    StringBuilder table =
        new StringBuilder(
            """
            | | of all | with caches | median, ms | 95 % | 99 % | without | median, ms | 95 % | 99 % |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    for (Kind kind : Kind.values()) {
      Percentiles with = cached.figures.kinds().get(kind);
      Percentiles without = uncached.figures.kinds().get(kind);
      table.append(
          row(
              kind.name().toLowerCase(Locale.ROOT),
              String.format(Locale.ROOT, "%.2f %%", 100 * kind.share()),
              count(with.count()),
              time(with, with.p50()),
              time(with, with.p95()),
              time(with, with.p99()),
              count(without.count()),
              time(without, without.p50()),
              time(without, without.p95()),
              time(without, without.p99())));
    }
    return table.toString();
  }

  private static String time(Percentiles of, double millis) {
    return of.count() < LEAST_SAMPLES ? "–" : number(millis);
  }

  private static double perRequest(double seconds, Figures figures) {
    return 1000 * seconds / figures.all().count();
  }

  private String eachRound(Function<Figures, String> figure) {
    return row(
        "in each round", eachOf(cachedRounds, figure), eachOf(uncachedRounds, figure), "", "");
  }

  private static String eachOf(Rounds rounds, Function<Figures, String> figure) {
    return rounds.all().stream()
        .map(round -> figure.apply(round.figures()))
        .collect(Collectors.joining("; "));
  }

  /** Who has read no cache has no ratio. */
  private static String hits(Counts counts, ToDoubleFunction<Counts> ratio) {
    return counts.reads() == 0 ? "–" : percent(ratio.applyAsDouble(counts));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String verdict(String target, boolean reached) {
    return "F6 (" + target + ") " + (reached ? "reached" : "**missed**");
  }

  private static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }
}
